package wfr.model;

/** V(x) = sum_k c_k x^k on the line, by Horner's rule. */
public final class PolynomialPotential implements Potential {
  private final double[] c;
  private final double[] dc;

  /** Coefficients c_0, c_1, ... from the constant upwards, all finite. */
  public PolynomialPotential(double... coefficients) {
    if (coefficients.length == 0) {
      throw new IllegalArgumentException("a polynomial needs at least one coefficient");
    }
    for (double a : coefficients) {
      if (!Double.isFinite(a)) {
        throw new IllegalArgumentException("polynomial coefficients must be finite: " + a);
      }
    }
    c = coefficients.clone();
    dc = new double[Math.max(1, c.length - 1)];
    for (int k = 1; k < c.length; k++) {
      dc[k - 1] = k * c[k];
    }
  }

  /** Tilted quartic double well barrier (x^2 - 1)^2 + tilt x. */
  public static PolynomialPotential doubleWell(double barrier, double tilt) {
    return new PolynomialPotential(barrier, tilt, -2 * barrier, 0, barrier);
  }

  /** c_0, c_1, ... */
  public double[] coefficients() {
    return c.clone();
  }

  @Override
  public int dimension() {
    return 1;
  }

  @Override
  public double value(double[] x) {
    return horner(c, x[0]);
  }

  @Override
  public void gradient(double[] x, double[] gradient) {
    gradient[0] = horner(dc, x[0]);
  }

  @Override
  public double value(double x) {
    return horner(c, x);
  }

  @Override
  public double derivative(double x) {
    return horner(dc, x);
  }

  @Override
  public void evaluate(double[] x, int from, int n, double[] value, double[] derivative) {
    if (value != null) {
      block(c, x, from, n, value);
    }
    if (derivative != null) {
      block(dc, x, from, n, derivative);
    }
  }

  /** Coefficient by coefficient over the block: loops the compiler vectorises. */
  private static void block(double[] c, double[] x, int from, int n, double[] out) {
    // indices from zero in both arrays: with an offset in one of them the loop is not vectorised
    double[] y = from == 0 ? x : java.util.Arrays.copyOfRange(x, from, from + n);
    if (c.length == 5) {
      quartic(c[0], c[1], c[2], c[3], c[4], y, n, out);
      return;
    }
    if (c.length == 4) {
      quartic(c[0], c[1], c[2], c[3], 0, y, n, out);
      return;
    }
    java.util.Arrays.fill(out, 0, n, c[c.length - 1]);
    for (int k = c.length - 2; k >= 0; k--) {
      multiplyAdd(out, y, c[k], n);
    }
  }

  /** Degrees 3 and 4, the double wells: one loop instead of one per coefficient. */
  private static void quartic(
      double c0, double c1, double c2, double c3, double c4, double[] y, int n, double[] out) {
    for (int i = 0; i < n; i++) {
      double t = y[i];
      out[i] = (((c4 * t + c3) * t + c2) * t + c1) * t + c0;
    }
  }

  private static void multiplyAdd(double[] out, double[] y, double a, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = out[i] * y[i] + a;
    }
  }

  private static double horner(double[] c, double x) {
    double v = c[c.length - 1];
    for (int k = c.length - 2; k >= 0; k--) {
      v = v * x + c[k];
    }
    return v;
  }
}
