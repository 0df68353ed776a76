package wfr.model;

import java.util.Arrays;

/**
 * V = -log-density on the line between given points, by the monotone cubic of Fritsch and Butland, once continuously differentiable:
 *   slope at a point = 0 where the secants s, t on both sides differ in sign, else 3 (g + h)/((2 g + h)/s + (g + 2 h)/t), a harmonic mean (h, g: their widths; PCHIP);
 *   at an end that of the cubic without curvature there, no steeper than three secants and none where it had another sign,
 * so that V rises and falls where the table does and has no extremum of its own. Beyond the ends V goes on with the slope it has there. Special case: a straight line where there are two points.
 * Source: F. N. Fritsch, J. Butland, SIAM J. Sci. Stat. Comput. 5 (1984) 300-304.
 */
public final class TablePotential implements Potential {
  private final double[] x;
  private final double[] v;
  private final double[] slope;

  /**
   * @param x points, ascending, two at least
   * @param logDensity of the target there, up to a constant
   */
  public TablePotential(double[] x, double[] logDensity) {
    if (x.length < 2 || x.length != logDensity.length) {
      throw new IllegalArgumentException(
          "a table needs at least two points, each with a log-density: %d and %d numbers"
              .formatted(x.length, logDensity.length));
    }
    for (int i = 0; i < x.length; i++) {
      if (!Double.isFinite(x[i]) || !Double.isFinite(logDensity[i])) {
        throw new IllegalArgumentException(
            "row %d: %s, %s: must be finite".formatted(i + 1, x[i], logDensity[i]));
      }
      if (i > 0 && !(x[i] > x[i - 1])) {
        throw new IllegalArgumentException(
            "row %d: x = %s after %s: must ascend".formatted(i + 1, x[i], x[i - 1]));
      }
    }
    this.x = x.clone();
    v = Arrays.stream(logDensity).map(l -> -l).toArray();
    slope = slopes(x, v);
  }

  private static double[] slopes(double[] x, double[] v) {
    int n = x.length;
    double[] slope = new double[n];
    if (n == 2) {
      Arrays.fill(slope, (v[1] - v[0]) / (x[1] - x[0]));
      return slope;
    }
    for (int i = 1; i < n - 1; i++) {
      double h = x[i] - x[i - 1];
      double g = x[i + 1] - x[i];
      double s = (v[i] - v[i - 1]) / h;
      double t = (v[i + 1] - v[i]) / g;
      slope[i] = s * t > 0 ? 3 * (h + g) / ((2 * g + h) / s + (g + 2 * h) / t) : 0;
    }
    slope[0] = end(x, v, slope, 0, 1);
    slope[n - 1] = end(x, v, slope, n - 1, n - 2);
    return slope;
  }

  /** At an end, by its secant and the slope beside it. */
  private static double end(double[] x, double[] v, double[] slope, int end, int beside) {
    double secant = (v[beside] - v[end]) / (x[beside] - x[end]);
    double s = (3 * secant - slope[beside]) / 2;
    if (!(s * secant > 0)) {
      return 0;
    }
    return Math.abs(s) > 3 * Math.abs(secant) ? 3 * secant : s;
  }

  /** The points. */
  public double[] points() {
    return x.clone();
  }

  /** Log-densities at the points. */
  public double[] logDensities() {
    return Arrays.stream(v).map(l -> -l).toArray();
  }

  @Override
  public int dimension() {
    return 1;
  }

  @Override
  public double value(double[] at) {
    return value(at[0]);
  }

  @Override
  public void gradient(double[] at, double[] gradient) {
    gradient[0] = derivative(at[0]);
  }

  @Override
  public double value(double at) {
    int last = x.length - 1;
    if (!(at > x[0])) {
      return v[0] + slope[0] * (at - x[0]);
    }
    if (!(at < x[last])) {
      return v[last] + slope[last] * (at - x[last]);
    }
    int i = piece(at);
    double h = x[i + 1] - x[i];
    double s = (at - x[i]) / h;
    double r = 1 - s;
    return v[i] * (1 + 2 * s) * r * r
        + v[i + 1] * (1 + 2 * r) * s * s
        + h * s * r * (slope[i] * r - slope[i + 1] * s);
  }

  @Override
  public double derivative(double at) {
    int last = x.length - 1;
    if (!(at > x[0])) {
      return slope[0];
    }
    if (!(at < x[last])) {
      return slope[last];
    }
    int i = piece(at);
    double h = x[i + 1] - x[i];
    double s = (at - x[i]) / h;
    double r = 1 - s;
    return 6 * s * r * (v[i + 1] - v[i]) / h
        + slope[i] * r * (1 - 3 * s)
        + slope[i + 1] * s * (1 - 3 * r);
  }

  private int piece(double at) {
    int found = Arrays.binarySearch(x, at);
    return Math.min(found >= 0 ? found : -found - 2, x.length - 2);
  }
}
