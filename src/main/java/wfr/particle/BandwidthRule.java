package wfr.particle;

/**
 * The normal-reference rule of a Gaussian kernel in d dimensions,
 *   b_k = f s_k (4/((d + 2) n))^{1/(d + 4)},   n = (sum w)^2/sum w^2,
 * s_k the weighted standard deviation of coordinate k. At f = 1 it minimises the asymptotic mean integrated square error for a Gaussian with independent coordinates.
 * Special cases: d = 1 is Silverman's 1.06 s n^{-1/5}. A coordinate without spread is refused. Source: Silverman 1986; proofs-notes, E10.
 */
public final class BandwidthRule {
  private BandwidthRule() {}

  /** Bandwidth along every axis. */
  public static double[] of(double[][] x, double[] w, double factor) {
    double sum = 0;
    double squares = 0;
    for (double v : w) {
      sum += v;
      squares += v * v;
    }
    int d = x.length;
    double[] b = new double[d];
    double common = factor * relative(d, sum * sum / squares);
    for (int k = 0; k < d; k++) {
      double mean = GaussianFit.mean(x[k], w);
      double variance = GaussianFit.covariance(x[k], mean, x[k], mean, w);
      b[k] = common * Math.sqrt(variance);
      if (!(b[k] > 0) || Double.isInfinite(b[k])) {
        throw new ParticleFailure(
            "particles.density: the bandwidth must be > 0 and finite along axis "
                + (k + 1)
                + ": "
                + b[k]
                + "; all particles coincide there");
      }
    }
    return b;
  }

  /** b/s for n particles in d dimensions, (4/((d + 2) n))^{1/(d + 4)}. */
  public static double relative(int d, double n) {
    return Math.pow(4 / ((d + 2) * n), 1.0 / (d + 4));
  }
}
