package wfr.certificate;

import static wfr.math.ErrorFree.UNIT;

/**
 * A function sum_{l,k} c_{lk} T_l(tau) e_k(x) on a slab, tau in [-1, 1], each coefficient a ball |c - mid| at most rad. Sums and products are exact
 * operations on the coefficients; every rounding goes into rad:
 *   a sum of n doubles is off by at most (n - 1) u/(1 - n u) times the sum of their sizes, u = 2^-53;
 *   (x +- r)(y +- s) = xy +- (|x| s + r (|y| + s)).
 * Radii are themselves sums of non-negative doubles, and are enlarged by the same count. Underflow costs less than 2^-1000 in all.
 */
final class BallSeries {
  private static final double UNDERFLOW = 0x1p-1000;

  final SpectralBasis basis;
  final int times;
  final int modes;
  final double[][] mid;
  final double[][] rad;

  BallSeries(SpectralBasis basis, int times, int modes) {
    this.basis = basis;
    this.times = times;
    this.modes = modes;
    mid = new double[times][modes];
    rad = new double[times][modes];
  }

  /** Adds (value +- error) times a ball to the coefficient; at most `depth` such additions may meet in one coefficient. */
  void add(int l, int k, double value, double error, double c, double r, int depth) {
    double term = value * c;
    mid[l][k] += term;
    double size = Math.abs(c);
    rad[l][k] +=
        (Math.abs(value) * r + error * (size + r) + (depth + 4) * UNIT * Math.abs(term))
                * (1 + 64 * UNIT)
            + Double.MIN_NORMAL;
  }

  /** Adds factor times another series, factor = value +- error. */
  void add(double value, double error, BallSeries other, int depth) {
    for (int l = 0; l < other.times; l++) {
      for (int k = 0; k < other.modes; k++) {
        add(l, k, value, error, other.mid[l][k], other.rad[l][k], depth);
      }
    }
  }

  /** Product. */
  BallSeries times(BallSeries other) {
    SpectralBasis.ProductTable table = basis.products(modes, other.modes);
    BallSeries out = new BallSeries(basis, times + other.times - 1, table.size());
    double gamma =
        (4.0 * (Math.min(modes, other.modes) + Math.min(times, other.times)) + 16) * UNIT;
    double[] sum = new double[out.modes];
    double[] radius = new double[out.modes];
    for (int a = 0; a < times; a++) {
      for (int b = 0; b < other.times; b++) {
        row(other, a, b, gamma, table, sum, radius);
        int plus = a + b;
        int minus = Math.abs(a - b);
        for (int k = 0; k < out.modes; k++) {
          out.mid[plus][k] += 0.5 * sum[k];
          out.mid[minus][k] += 0.5 * sum[k];
          out.rad[plus][k] += 0.5 * radius[k];
          out.rad[minus][k] += 0.5 * radius[k];
        }
      }
    }
    for (double[] row : out.rad) {
      for (int k = 0; k < row.length; k++) {
        row[k] = row[k] * (1 + 4 * gamma) + UNDERFLOW;
      }
    }
    return out;
  }

  /** The product of two time coefficients in space. */
  private void row(
      BallSeries other,
      int a,
      int b,
      double gamma,
      SpectralBasis.ProductTable table,
      double[] sum,
      double[] radius) {
    java.util.Arrays.fill(sum, 0);
    java.util.Arrays.fill(radius, 0);
    for (int i = 0; i < modes; i++) {
      double x = mid[a][i];
      double r = rad[a][i];
      double size = Math.abs(x);
      if (size == 0 && r == 0) {
        continue;
      }
      for (int j = 0; j < other.modes; j++) {
        double y = other.mid[b][j];
        double s = other.rad[b][j];
        double half = 0.5 * x * y;
        double error = 0.5 * (size * (s + gamma * Math.abs(y)) + r * (Math.abs(y) + s));
        int at = i * other.modes + j;
        int p = table.first()[at];
        int q = table.second()[at];
        sum[p] += half;
        radius[p] += error;
        sum[q] += table.sign()[at] * half;
        radius[q] += error;
      }
    }
  }

  /** d/dtau: T_l' = 2 l (T_{l-1} + T_{l-3} + ...), the last term halved if it is T_0. */
  BallSeries timeDerivative() {
    BallSeries out = new BallSeries(basis, Math.max(1, times - 1), modes);
    for (int l = 1; l < times; l++) {
      for (int j = l - 1; j >= 0; j -= 2) {
        double factor = j == 0 ? l : 2 * l;
        for (int k = 0; k < modes; k++) {
          out.add(j, k, factor, 0, mid[l][k], rad[l][k], times);
        }
      }
    }
    return out;
  }

  /** The value at tau = 1 or -1: one time coefficient. */
  BallSeries at(int end) {
    BallSeries out = new BallSeries(basis, 1, modes);
    for (int l = 0; l < times; l++) {
      for (int k = 0; k < modes; k++) {
        out.add(0, k, end < 0 && l % 2 == 1 ? -1 : 1, 0, mid[l][k], rad[l][k], times);
      }
    }
    return out;
  }

  /** Bound of the oscillation in x for every tau: twice the sum of the sizes of all coefficients but those of e_0. */
  double oscillation() {
    double sum = 0;
    for (int l = 0; l < times; l++) {
      for (int k = 1; k < modes; k++) {
        sum += Math.abs(mid[l][k]) + rad[l][k];
      }
    }
    return 2 * sum * (1 + 4.0 * times * modes * UNIT);
  }
}
