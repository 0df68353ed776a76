package wfr.particle;

/**
 * log sum_j W_j N(x; c_j, diag(b^2)) over N weighted centres, W normalised. {@link BlockedSum} is the sum itself, {@link TreeSum} the sum within a stated
 * relative error, {@link BinnedSum} a convolution on a grid of the plane. None forms an N x N matrix.
 */
interface KernelSum {
  /**
   * Takes the centres of a step; they may be overwritten afterwards.
   *
   * @param time for messages
   * @param centres coordinate k of centre j at [k][j]
   * @param weights not normalised
   * @param bandwidth standard deviation of the kernel along every axis
   */
  void prepare(double time, double[][] centres, double[] weights, double[] bandwidth);

  /** The logarithm at the points from .. from+n-1 into out[0 .. n-1]. */
  void logDensity(double[][] x, int from, int n, double[] out);

  /** Sum of weights, refused unless positive and finite. */
  static double total(double time, double[] weights) {
    double sum = 0;
    for (double w : weights) {
      sum += w;
    }
    if (!(sum > 0) || Double.isInfinite(sum)) {
      throw new ParticleFailure(
          "particles at time "
              + time
              + ": the mass of the density estimate must be > 0 and finite: "
              + sum
              + "; reduce particles.time-step or check the potential");
    }
    return sum;
  }

  /** log of the peak of N(0, diag(b^2)). */
  static double logPeak(double[] bandwidth) {
    double log = -0.5 * bandwidth.length * Math.log(2 * Math.PI);
    for (double b : bandwidth) {
      log -= Math.log(b);
    }
    return log;
  }
}
