package wfr.spec;

import wfr.measure.WeightedSample;
import wfr.model.WfrProblem;

/** The fused particle kernel, as functions on plain data: weighted particles on the line with a cloud-in-cell density on M nodes. */
public interface KernelOperations {
  /**
   * What a step made.
   *
   * @param x positions
   * @param weights not normalised; a common factor is free
   * @param masses of the M nodes, of the particles after the step, summing to 1
   */
  record KernelStep(double[] x, double[] weights, double[] masses) {}

  /**
   * The 512 standard normals of 256 numbers of 64 bits. Numbers 16 k + l and 16 k + 8 + l, l below 8, make pairs 16 k + l (their upper halves) and 16 k + 8 + l (their lower
   * ones): the upper 31 bits of the first half are a, the second half is b with its sign, u = (a + 1/2) 2^-31 and v = b 2^-32 rounded to single precision,
   * and normals p and 256 + p are sqrt(-2 log u) times cos 2 pi v and sin 2 pi v. Where a is below 2^13 the implementation continues its digits.
   */
  double[] kernelNormals(long[] numbers);

  /**
   * One step from given positions and weights with given normals, without resampling: the log-weight changes by -lambda dt (log rho + V - c) at the old position, c any number
   * common to all, then x moves by Euler-Maruyama.
   */
  KernelStep kernelStep(
      WfrProblem problem, int nodes, double dt, double[] x, double[] weights, double[] noise);

  /** A whole run, resampling included. */
  WeightedSample kernelRun(
      WfrProblem problem, int nodes, double dt, int steps, int count, long seed, int threads);
}
