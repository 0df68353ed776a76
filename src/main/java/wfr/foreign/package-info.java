/** Somebody else's program, in any language, behind the operations of the claims. */
package wfr.foreign;
