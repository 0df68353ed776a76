/** Guaranteed bounds: the distance from computed states to the exact solution of the scheme, and of the equation itself. */
package wfr.certificate;
