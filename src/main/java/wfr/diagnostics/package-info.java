/** Functionals of a measure relative to the target. A diagnostic takes a Measure and does not ask who made it. */
package wfr.diagnostics;
