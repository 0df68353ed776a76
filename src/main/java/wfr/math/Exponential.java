package wfr.math;

/**
 * Exponentials and logarithms of arrays, the same bits on every processor: only fused multiply-adds, additions, divisions and moves of bits, in an order that explicit vectors can keep.
 *   e^x: n = round(x/log 2), r = x - n log 2 (log 2 in two parts), e^r = 1 + r + r^2 Q(r), Q of degree 9, |r| at most 0.35; n is added to the exponent.
 *   log u: u = 2^k z, z in [0.6875, 1.375), s = (z - 1)/(z + 1), y = s^2, log z = s (2 + y G(y)), G of degree 6.
 * Q and G interpolate in the Chebyshev points of those ranges, within 4e-17 and 2e-17 in relative terms.
 * Special cases: e^x is 0 below -708, infinite above 709, NaN for NaN; log of what is no positive normal number is {@link StrictMath}'s.
 * Accuracy: e^x 1 ulp, log u 3 ulp. Source: Muller, Elementary Functions (2016).
 */
public final class Exponential {
  private static final double ROUND = 0x1.8p52;
  private static final double LN2_HIGH = 0x1.62e42fefa38p-1;
  private static final double LN2_LOW = 0x1.ef35793c7673p-45;
  private static final double PER_LN2 = 0x1.71547652b82fep0;
  private static final double LEAST = -708;
  private static final double MOST = 709;
  private static final long LOW_BITS = 0x3FE6_0000_0000_0000L;
  private static final long EXPONENT = 0xFFF0_0000_0000_0000L;

  private Exponential() {}

  /** e^x. */
  public static double exp(double x) {
    if (!(x >= LEAST && x <= MOST)) {
      return outside(x);
    }
    double shifted = Math.fma(x, PER_LN2, ROUND);
    double n = shifted - ROUND;
    double r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    double q = 2.5100375832561234e-08;
    q = Math.fma(q, r, 2.7620075879983367e-07);
    q = Math.fma(q, r, 2.7557268480310024e-06);
    q = Math.fma(q, r, 2.4801521322368692e-05);
    q = Math.fma(q, r, 0.00019841269863040545);
    q = Math.fma(q, r, 0.0013888888917196719);
    q = Math.fma(q, r, 0.008333333333330065);
    q = Math.fma(q, r, 0.041666666666624164);
    q = Math.fma(q, r, 0.16666666666666669);
    q = Math.fma(q, r, 0.5000000000000001);
    q = Math.fma(q, r, 1);
    q = Math.fma(q, r, 1);
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(q) + (Double.doubleToRawLongBits(shifted) << 52));
  }

  private static double outside(double x) {
    if (x < LEAST) {
      return 0;
    }
    return x > MOST ? Double.POSITIVE_INFINITY : Double.NaN;
  }

  /** log u. */
  public static double log(double u) {
    if (!(u >= Double.MIN_NORMAL && u <= Double.MAX_VALUE)) {
      return StrictMath.log(u);
    }
    long raw = Double.doubleToRawLongBits(u);
    long excess = raw - LOW_BITS;
    double z = Double.longBitsToDouble(raw - (excess & EXPONENT));
    double k = excess >> 52;
    double s = (z - 1) / (z + 1);
    double y = s * s;
    double p = 0.14842510509824547;
    p = Math.fma(p, y, 0.1531192023865533);
    p = Math.fma(p, y, 0.18183535334260426);
    p = Math.fma(p, y, 0.22222201495294314);
    p = Math.fma(p, y, 0.2857142869027518);
    p = Math.fma(p, y, 0.3999999999974486);
    p = Math.fma(p, y, 0.6666666666666675);
    p = Math.fma(p, y, 2);
    return Math.fma(k, LN2_HIGH, Math.fma(k, LN2_LOW, p * s));
  }

  /** m and e of e^x = m 2^e: e_i a whole number, m_i between 0.7 and 1.42; both 0 for x = -infinity. In place of x stands m. */
  public static void split(double[] x, double[] e) {
    for (int i = 0; i < x.length; i++) {
      double n = Math.rint(x[i] * PER_LN2);
      boolean empty = x[i] == Double.NEGATIVE_INFINITY;
      e[i] = empty ? 0 : n;
      x[i] = empty ? 0 : exp(Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x[i])));
    }
  }

  /** log(m 2^e). */
  public static double log(double m, double e) {
    return Math.fma(e, LN2_HIGH, Math.fma(e, LN2_LOW, log(m)));
  }

  /** out_i = e^{x_i - shift}. */
  public static void exp(double[] x, double shift, double[] out) {
    for (int i = 0; i < x.length; i++) {
      out[i] = exp(x[i] - shift);
    }
  }

  /** out_i = factor (log u_i + shift). */
  public static void log(double[] u, double factor, double shift, double[] out) {
    for (int i = 0; i < u.length; i++) {
      out[i] = factor * (log(u[i]) + shift);
    }
  }
}
