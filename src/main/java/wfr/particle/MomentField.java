package wfr.particle;

import wfr.model.GaussianLaw;

/**
 * Gaussian closure: log rho of N(m, C) with the weighted mean and covariance of the population. Exact in the mean field for Gaussian problems in any dimension, which stay Gaussian; for others a
 * closure, whose error does not vanish as N grows. Deposits are sums of w, w y, w y y', y the distance from the mean of the step before.
 * Accuracy: (mean - last mean)^2/C ulp in C. A covariance that is not positive definite (fewer than d + 1 effective particles) stops the run.
 */
final class MomentField implements DensityField {
  private final int d;
  private final double[] pivot;
  private GaussianLaw law;

  MomentField(int dimension) {
    d = dimension;
    pivot = new double[d];
  }

  @Override
  public int depositLength() {
    return 1 + d + d * (d + 1) / 2;
  }

  @Override
  public void deposit(double[][] x, double[] w, int from, int n, double[] partial) {
    for (int i = from; i < from + n; i++) {
      partial[0] += w[i];
      int at = 1 + d;
      for (int k = 0; k < d; k++) {
        double y = w[i] * (x[k][i] - pivot[k]);
        partial[1 + k] += y;
        for (int l = 0; l <= k; l++) {
          partial[at++] += y * (x[l][i] - pivot[l]);
        }
      }
    }
  }

  @Override
  public void solve(double time, double[] deposited) {
    double total = deposited[0];
    double[] shift = new double[d];
    double[][] c = new double[d][d];
    int at = 1 + d;
    for (int k = 0; k < d; k++) {
      shift[k] = deposited[1 + k] / total;
      for (int l = 0; l <= k; l++) {
        c[k][l] = deposited[at++] / total - shift[k] * shift[l];
        c[l][k] = c[k][l];
      }
    }
    for (int k = 0; k < d; k++) {
      pivot[k] += shift[k];
    }
    try {
      law = new GaussianLaw(pivot, c);
    } catch (IllegalArgumentException e) {
      throw new ParticleFailure(
          "particles at time "
              + time
              + ": density gaussian needs a positive definite covariance of the particles, and it is not; more particles or a smaller particles.time-step");
    }
  }

  @Override
  public void logDensity(double[][] x, int from, int n, double[] out) {
    double[] point = new double[d];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        point[k] = x[k][from + i];
      }
      out[i] = law.logDensity(point);
    }
  }
}
