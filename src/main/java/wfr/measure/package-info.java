/** Measures as both solvers return them: cell averages on a grid, or weighted atoms. */
package wfr.measure;
