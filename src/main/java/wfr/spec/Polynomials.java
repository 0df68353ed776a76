package wfr.spec;

/** Polynomials as coefficients from the constant upwards, for identities that hold coefficient by coefficient. */
final class Polynomials {
  private Polynomials() {}

  static double[] derivative(double[] a) {
    double[] d = new double[Math.max(1, a.length - 1)];
    for (int k = 1; k < a.length; k++) {
      d[k - 1] = k * a[k];
    }
    return d;
  }

  static double[] product(double[] a, double[] b) {
    double[] c = new double[a.length + b.length - 1];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        c[i + j] += a[i] * b[j];
      }
    }
    return c;
  }

  /** a + factor b. */
  static double[] sum(double[] a, double factor, double[] b) {
    double[] c = new double[Math.max(a.length, b.length)];
    for (int k = 0; k < c.length; k++) {
      c[k] = (k < a.length ? a[k] : 0) + (k < b.length ? factor * b[k] : 0);
    }
    return c;
  }

  /** L f = f'' - V' f'. */
  static double[] generator(double[] f, double[] dv) {
    double[] df = derivative(f);
    return sum(derivative(df), -1, product(dv, df));
  }

  static double value(double[] a, double x) {
    double v = 0;
    for (int k = a.length - 1; k >= 0; k--) {
      v = v * x + a[k];
    }
    return v;
  }

  /** sum |a_k x^k|, to which rounding is relative. */
  static double size(double[] a, double x) {
    double v = 0;
    for (int k = a.length - 1; k >= 0; k--) {
      v = v * Math.abs(x) + Math.abs(a[k]);
    }
    return v;
  }
}
