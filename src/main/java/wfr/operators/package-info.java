/** The generator of transport, its spectrum and curvature, and the linearisation of a nonlinear step. */
package wfr.operators;
