package wfr.geometry;

/**
 * a log(a/b) - a + b for a >= 0, b > 0: not negative, zero iff a = b.
 * Accuracy: a few ulp relative, also near a = b (series in (a - b)/b).
 */
final class Entropy {
  private static final double NEAR = 1e-3;

  private Entropy() {}

  static double divergence(double a, double b) {
    if (a == 0) {
      return b;
    }
    double t = (a - b) / b;
    if (Math.abs(t) < NEAR) {
      return b * t * t * (1.0 / 2 - t * (1.0 / 6 - t * (1.0 / 12 - t * (1.0 / 20 - t / 30))));
    }
    return a * Math.log(a / b) - a + b;
  }
}
