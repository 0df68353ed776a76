package wfr.particle;

/**
 * log sum_j W_j N(x; c_j, diag(b^2)) over N weighted centres, W normalised. {@link BlockedSum} is the sum itself, {@link TreeSum} the sum within a stated
 * relative error, {@link BinnedSum} a convolution on a grid of up to three axes. None forms an N x N matrix.
 */
interface KernelSum {
  /**
   * Takes the centres of a step.
   *
   * @param centres coordinate k of centre j at [k][j]
   * @param weights not normalised
   * @param bandwidth standard deviation of the kernel along every axis
   */
  void prepare(double[][] centres, double[] weights, double[] bandwidth);

  /** The logarithm at points, coordinate k of point i at [k][i]. */
  double[] logDensity(double[][] x);

  /** Sum of weights, refused unless positive and finite. */
  static double total(double[] weights) {
    double sum = 0;
    for (double w : weights) {
      sum += w;
    }
    if (!(sum > 0) || Double.isInfinite(sum)) {
      throw new ParticleFailure(
          "the mass of the density estimate must be > 0 and finite: "
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
