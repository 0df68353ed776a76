package wfr.math;

/**
 * Sums and products of doubles with their rounding errors, and directed bounds made of them:
 *   a + b = s + e exactly (Knuth), a b = p + e exactly unless e underflows (fused multiply-add), in which case the error is at most 2^-1074.
 * `up(x)` is one double above x, so that up(fl(x op y)) bounds x op y from above in round-to-nearest.
 */
public final class ErrorFree {
  /** Half the spacing of doubles at 1: the relative error of one rounding. */
  public static final double UNIT = 0x1p-53;

  private ErrorFree() {}

  /** e with a + b = fl(a + b) + e. */
  public static double sumError(double a, double b, double s) {
    double bb = s - a;
    return (a - (s - bb)) + (b - bb);
  }

  /** e with a b = fl(a b) + e. */
  public static double productError(double a, double b, double p) {
    return Math.fma(a, b, -p);
  }

  /** The next double above. */
  public static double up(double x) {
    return Math.nextUp(x);
  }

  /** The next double below. */
  public static double down(double x) {
    return Math.nextDown(x);
  }

  /** A bound from above of a + b. */
  public static double addUp(double a, double b) {
    return a == 0 ? b : b == 0 ? a : Math.nextUp(a + b);
  }

  /** A bound from above of a b, both >= 0. */
  public static double timesUp(double a, double b) {
    return a == 0 || b == 0 ? 0 : Math.nextUp(a * b);
  }
}
