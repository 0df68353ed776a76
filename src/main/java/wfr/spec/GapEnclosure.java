package wfr.spec;

import wfr.math.Estimate;
import wfr.math.RombergTable;
import wfr.model.WfrProblem;

/**
 * The spectral gap of -D L on an interval without flux, from a positive integral operator and not from a matrix of differences. With F the
 * distribution function of pi, -D L g = f - E_pi f has
 *   g'(x) = (Z e^{V(x)}/D) [ (1 - F(x)) int_a^x f' F + F(x) int_x^b f' (1 - F) ] =: (K f')(x),
 * a positive kernel with the largest eigenvalue 1/mu_1, so for every f' positive inside (Collatz and Wielandt)
 *   mu_1 lies between min f'/(K f') and max f'/(K f').
 * Iterating K closes the interval at the rate mu_1/mu_2; integrals by the trapezoidal rule, whose positive weights keep the statement
 * true of the discrete kernel, extrapolated over four grids. Nothing is subtracted, so gaps of any size keep their digits.
 */
final class GapEnclosure {
  private static final int COARSEST = 4096;
  private static final int GRIDS = 4;
  private static final int MOST_ITERATIONS = 200;
  private static final double CLOSED = 1e-13;

  private GapEnclosure() {}

  /** mu_1 with its error: half the width of the enclosure and what the extrapolation leaves. */
  static Estimate of(WfrProblem problem) {
    RombergTable logs = new RombergTable(2, 4, 6);
    double width = 0;
    for (int l = 0; l < GRIDS; l++) {
      double[] bounds = bounds(problem, COARSEST << l);
      width = Math.max(width, 0.5 * Math.log(bounds[1] / bounds[0]));
      logs.add(0.5 * Math.log(bounds[0] * bounds[1]));
    }
    Estimate log = logs.estimate();
    double value = Math.exp(log.value());
    return new Estimate(value, value * Math.expm1(log.error() + width));
  }

  /** min and max of f'/(K f') after iteration. */
  private static double[] bounds(WfrProblem problem, int intervals) {
    double a = problem.domain().left();
    double dx = (problem.domain().right() - a) / intervals;
    double[] v = new double[intervals + 1];
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= intervals; i++) {
      v[i] = problem.potential().value(a + i * dx);
      least = Math.min(least, v[i]);
    }
    // Masses to the left and to the right, each summed from its own end; times Z, which cancels.
    double[] below = new double[intervals + 1];
    double[] above = new double[intervals + 1];
    for (int i = 1; i <= intervals; i++) {
      below[i] = below[i - 1] + dx * mean(Math.exp(least - v[i - 1]), Math.exp(least - v[i]));
    }
    for (int i = intervals - 1; i >= 0; i--) {
      above[i] = above[i + 1] + dx * mean(Math.exp(least - v[i]), Math.exp(least - v[i + 1]));
    }
    double z = below[intervals];
    double[] f = new double[intervals + 1];
    for (int i = 1; i < intervals; i++) {
      f[i] = 1;
    }
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    for (int k = 0; k < MOST_ITERATIONS && !(high <= low * (1 + CLOSED)); k++) {
      double[] g = apply(f, v, least, below, above, dx, problem.diffusivity() * z);
      low = Double.POSITIVE_INFINITY;
      high = 0;
      double largest = 0;
      for (int i = 1; i < intervals; i++) {
        low = Math.min(low, f[i] / g[i]);
        high = Math.max(high, f[i] / g[i]);
        largest = Math.max(largest, g[i]);
      }
      for (int i = 1; i < intervals; i++) {
        f[i] = g[i] / largest;
      }
    }
    return new double[] {low, high};
  }

  private static double[] apply(
      double[] f,
      double[] v,
      double least,
      double[] below,
      double[] above,
      double dx,
      double scale) {
    int n = f.length - 1;
    double[] g = new double[n + 1];
    double sum = 0;
    for (int i = 1; i < n; i++) {
      double own = 0.5 * dx * f[i] * below[i];
      sum += own;
      g[i] = above[i] * sum;
      sum += own;
    }
    sum = 0;
    for (int i = n - 1; i > 0; i--) {
      double own = 0.5 * dx * f[i] * above[i];
      sum += own;
      g[i] = Math.exp(v[i] - least) * (g[i] + below[i] * sum) / scale;
      sum += own;
    }
    return g;
  }

  private static double mean(double a, double b) {
    return 0.5 * (a + b);
  }
}
