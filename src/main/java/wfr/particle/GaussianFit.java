package wfr.particle;

import wfr.model.GaussianLaw;
import wfr.operation.ParticleOperations.GaussianClosure;

/**
 * Gaussian closure: N(m, C) with the weighted mean and covariance of the population. Exact in the mean field for Gaussian problems in any dimension, which stay Gaussian; for others a
 * closure, whose error does not vanish as N grows. The mean is taken first and the covariance about it.
 * Accuracy: N/4 ulp. A covariance that is not positive definite (fewer than d + 1 effective particles) is refused.
 * Source: proofs-notes, E4N.
 */
public final class GaussianFit {
  private GaussianFit() {}

  /** The Gaussian of a weighted population. */
  public static GaussianLaw of(GaussianClosure call) {
    double[][] x = call.x();
    double[] w = call.weights();
    int d = x.length;
    double[] m = new double[d];
    double[][] c = new double[d][d];
    for (int k = 0; k < d; k++) {
      m[k] = mean(x[k], w);
      for (int l = 0; l <= k; l++) {
        c[k][l] = covariance(x[k], m[k], x[l], m[l], w);
        c[l][k] = c[k][l];
      }
    }
    try {
      return new GaussianLaw(m, c);
    } catch (IllegalArgumentException e) {
      throw new ParticleFailure(
          "density gaussian needs a positive definite covariance of the particles, and it is not; more particles or a smaller particles.time-step");
    }
  }

  /** Weighted mean. */
  static double mean(double[] x, double[] w) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < w.length; i++) {
      sum += w[i] * x[i];
      total += w[i];
    }
    return sum / total;
  }

  /** Weighted mean of (x - a)(y - b). */
  static double covariance(double[] x, double a, double[] y, double b, double[] w) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < w.length; i++) {
      sum += w[i] * (x[i] - a) * (y[i] - b);
      total += w[i];
    }
    return sum / total;
  }
}
