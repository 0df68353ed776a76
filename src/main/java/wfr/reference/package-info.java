/** Binds the solvers to the operations of {@link wfr.spec}, and adds error estimates. */
package wfr.reference;
