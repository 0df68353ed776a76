/** Finite volumes in one dimension: conductances, implicit transport, exact reaction, splittings. Read GridSolver first. */
package wfr.pde;
