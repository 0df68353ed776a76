/** Numerical building blocks without any notion of a measure: compensated sums, log-sum-exp, Bernoulli function, estimates. */
package wfr.math;
