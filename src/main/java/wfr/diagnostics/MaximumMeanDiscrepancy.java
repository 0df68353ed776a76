package wfr.diagnostics;

import wfr.measure.Atoms;
import wfr.model.GaussianLaw;
import wfr.model.MixtureLaw;

/**
 * Squared maximum mean discrepancy with the Gaussian kernel k(x, y) = exp(-g |x - y|^2),
 *   MMD^2(mu, nu) = sum a_i a_j k(x_i, x_j) - 2 sum a_i b_j k(x_i, y_j) + sum b_i b_j k(y_i, y_j),
 * every pair counted, i = j included (the biased estimate, never negative). Masses are divided by their sums.
 * Against a Gaussian mixture the sums over y are integrals in closed form: for Y = N(m, C)
 *   E k(x, Y) = det(I + 2 g C)^{-1/2} exp(-g (x - m)' (I + 2 g C)^{-1} (x - m)),
 * and for two components the same with C replaced by the sum of both covariances.
 * Special cases: two Dirac measures at distance d: 2 - 2 exp(-g d^2).
 * Accuracy: rounding of sums of n m terms in [0, 1].
 */
public final class MaximumMeanDiscrepancy {
  private final double g;

  /** Discrepancies with k(x, y) = exp(-g |x - y|^2). */
  public MaximumMeanDiscrepancy(double g) {
    if (!(g > 0) || Double.isInfinite(g)) {
      throw new IllegalArgumentException("kernel rate must be > 0 and finite: " + g);
    }
    this.g = g;
  }

  /** MMD^2 between two measures. */
  public double squared(Atoms mu, Atoms nu) {
    return inner(mu, mu) - 2 * inner(mu, nu) + inner(nu, nu);
  }

  /** MMD^2 between a measure and a mixture. */
  public double squared(Atoms mu, MixtureLaw law) {
    double mass = mu.mass();
    double cross = 0;
    double square = 0;
    double[] w = law.weights();
    for (int k = 0; k < w.length; k++) {
      GaussianLaw component = law.components().get(k);
      double[][] c = component.covariance();
      Smoothed at = new Smoothed(component.mean(), c);
      for (int i = 0; i < mu.count(); i++) {
        cross += w[k] * mu.masses()[i] / mass * at.value(mu.points()[i]);
      }
      for (int l = 0; l < w.length; l++) {
        GaussianLaw other = law.components().get(l);
        Smoothed both = new Smoothed(component.mean(), sum(c, other.covariance()));
        square += w[k] * w[l] * both.value(other.mean());
      }
    }
    return inner(mu, mu) - 2 * cross + square;
  }

  private double inner(Atoms mu, Atoms nu) {
    double sum = 0;
    for (int i = 0; i < mu.count(); i++) {
      double row = 0;
      for (int j = 0; j < nu.count(); j++) {
        double d = mu.distance(i, nu, j);
        row += nu.masses()[j] * Math.exp(-g * d * d);
      }
      sum += mu.masses()[i] * row;
    }
    return sum / (mu.mass() * nu.mass());
  }

  private static double[][] sum(double[][] a, double[][] b) {
    double[][] c = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        c[i][j] = a[i][j] + b[i][j];
      }
    }
    return c;
  }

  /** x to E k(x, Y), as a multiple of the density of N(m, C + I/(2 g)): the kernel is (pi/g)^{d/2} times the density of N(0, I/(2 g)). */
  private final class Smoothed {
    private final GaussianLaw law;
    private final double logFactor;

    Smoothed(double[] mean, double[][] covariance) {
      double[][] c = sum(covariance, new double[mean.length][mean.length]);
      for (int i = 0; i < mean.length; i++) {
        c[i][i] += 1 / (2 * g);
      }
      law = new GaussianLaw(mean, c);
      logFactor = 0.5 * mean.length * Math.log(Math.PI / g);
    }

    double value(double[] x) {
      return Math.exp(logFactor + law.logDensity(x));
    }
  }
}
