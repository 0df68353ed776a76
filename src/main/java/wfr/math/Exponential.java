package wfr.math;

import java.util.Arrays;

/**
 * Exponentials and logarithms, the same bits on every processor: only fused multiply-adds, additions, divisions and moves of bits.
 *   e^x: n = round(x/log 2), r = x - n log 2 (log 2 in two parts), e^r = 1 + r + r^2 Q(r), Q of degree 9, |r| at most 0.35; n is added to the exponent.
 *   log u: u = 2^k z, z in [0.6875, 1.375), s = (z - 1)/(z + 1), y = s^2, log z = s (2 + y G(y)), G of degree 6.
 * Q and G interpolate in the Chebyshev points of those ranges, within 4e-17 and 2e-17 in relative terms.
 * Arrays go by blocks, in loops so short that the just-in-time compiler makes vectors of them, with the same bits at two to three times the speed.
 * Special cases, of one number: e^x is 0 below -708, infinite above 709, NaN for NaN; log of what is no positive normal number is {@link StrictMath}'s.
 * Accuracy: e^x 1 ulp, log u 3 ulp. Source: Muller, Elementary Functions (2016).
 */
public final class Exponential {
  private static final double ROUND = 0x1.8p52;
  private static final long ROUND_BITS = 0x4338_0000_0000_0000L;
  private static final double LN2_HIGH = 0x1.62e42fefa38p-1;
  private static final double LN2_LOW = 0x1.ef35793c7673p-45;
  private static final double PER_LN2 = 0x1.71547652b82fep0;
  private static final double LEAST = -708;
  private static final double MOST = 709;
  private static final long LOW_BITS = 0x3FE6_0000_0000_0000L;
  private static final long EXPONENT = 0xFFF0_0000_0000_0000L;

  /** Numbers at once: what they need in between stays in the first cache. */
  private static final int BLOCK = 256;

  private static final ThreadLocal<Block> BLOCKS = ThreadLocal.withInitial(Block::new);

  private Exponential() {}

  /** e^x. */
  public static double exp(double x) {
    if (!(x >= LEAST && x <= MOST)) {
      return outside(x);
    }
    double shifted = shifted(x);
    double r = rest(x, shifted);
    return scaled(ends(middles(starts(r), r), r), shifted);
  }

  private static double outside(double x) {
    if (x < LEAST) {
      return 0;
    }
    return x > MOST ? Double.POSITIVE_INFINITY : Double.NaN;
  }

  /** n, in the last bits of a large number. */
  private static double shifted(double x) {
    return Math.fma(x, PER_LN2, ROUND);
  }

  private static double rest(double x, double shifted) {
    double n = shifted - ROUND;
    return Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
  }

  private static double starts(double r) {
    double q = 2.5100375832561234e-08;
    q = Math.fma(q, r, 2.7620075879983367e-07);
    q = Math.fma(q, r, 2.7557268480310024e-06);
    q = Math.fma(q, r, 2.4801521322368692e-05);
    return Math.fma(q, r, 0.00019841269863040545);
  }

  private static double middles(double start, double r) {
    double q = Math.fma(start, r, 0.0013888888917196719);
    q = Math.fma(q, r, 0.008333333333330065);
    return Math.fma(q, r, 0.041666666666624164);
  }

  private static double ends(double middle, double r) {
    double q = Math.fma(middle, r, 0.16666666666666669);
    q = Math.fma(q, r, 0.5000000000000001);
    q = Math.fma(q, r, 1);
    return Math.fma(q, r, 1);
  }

  private static double scaled(double q, double shifted) {
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(q) + (Double.doubleToRawLongBits(shifted) << 52));
  }

  /** log u. */
  public static double log(double u) {
    if (!isNormal(u)) {
      return StrictMath.log(u);
    }
    long raw = Double.doubleToRawLongBits(u);
    double s = quotient(mantissa(raw));
    double y = s * s;
    return logarithm(exponent(raw), late(early(y), y), s);
  }

  private static boolean isNormal(double u) {
    return u >= Double.MIN_NORMAL && u <= Double.MAX_VALUE;
  }

  private static double mantissa(long raw) {
    return Double.longBitsToDouble(raw - ((raw - LOW_BITS) & EXPONENT));
  }

  /** k, in the last bits of a large number: a conversion costs more. */
  private static double exponent(long raw) {
    return Double.longBitsToDouble(ROUND_BITS + ((raw - LOW_BITS) >> 52));
  }

  private static double quotient(double z) {
    return (z - 1) / (z + 1);
  }

  private static double early(double y) {
    double p = 0.14842510509824547;
    p = Math.fma(p, y, 0.1531192023865533);
    p = Math.fma(p, y, 0.18183535334260426);
    return Math.fma(p, y, 0.22222201495294314);
  }

  private static double late(double early, double y) {
    double p = Math.fma(early, y, 0.2857142869027518);
    p = Math.fma(p, y, 0.3999999999974486);
    p = Math.fma(p, y, 0.6666666666666675);
    return Math.fma(p, y, 2);
  }

  private static double logarithm(double exponent, double p, double s) {
    double k = exponent - ROUND;
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

  /** out_i = e^{x_i - shift} for differences up to 709; e^-708 for what is below. */
  public static void exp(double[] x, double shift, double[] out) {
    Block block = BLOCKS.get();
    for (int from = 0; from < x.length; from += BLOCK) {
      int n = block.take(x, from, x.length);
      block.exp(shift, n);
      System.arraycopy(block.x, 0, out, from, n);
    }
  }

  /** out_i = factor (log u_i + shift) for positive normal u_i; NaN for NaN. */
  public static void log(double[] u, double factor, double shift, double[] out) {
    Block block = BLOCKS.get();
    for (int from = 0; from < u.length; from += BLOCK) {
      int n = block.take(u, from, u.length);
      block.log(factor, shift, n);
      System.arraycopy(block.x, 0, out, from, n);
    }
  }

  /** In place, u_i^power for positive normal u_i whose powers are so too; NaN for NaN. */
  public static void power(double[] u, double power) {
    Block block = BLOCKS.get();
    for (int from = 0; from < u.length; from += BLOCK) {
      int n = block.take(u, from, u.length);
      block.log(power, 0, n);
      block.exp(0, n);
      System.arraycopy(block.x, 0, u, from, n);
    }
  }

  /** sum of e^{x_i - shift}, as of the array, over from .. to - 1: four sums, of every fourth number each, made one. */
  public static double sum(double[] x, int from, int to, double shift) {
    Block block = BLOCKS.get();
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int at = from; at < to; at += BLOCK) {
      int n = block.take(x, at, to);
      block.exp(shift, n);
      Arrays.fill(block.x, n, Math.min(BLOCK, n + 3), 0);
      for (int i = 0; i < n; i += 4) {
        a += block.x[i];
        b += block.x[i + 1];
        c += block.x[i + 2];
        d += block.x[i + 3];
      }
    }
    return (a + b) + (c + d);
  }

  /** Some numbers and what they need on their way. The just-in-time compiler makes vectors of short loops from 0 on; the others but move bits. */
  private static final class Block {
    final double[] x = new double[BLOCK];
    private final double[] a = new double[BLOCK];
    private final double[] b = new double[BLOCK];
    private final double[] c = new double[BLOCK];

    /** Returns how many were taken. */
    int take(double[] from, int start, int end) {
      int n = Math.min(BLOCK, end - start);
      System.arraycopy(from, start, x, 0, n);
      return n;
    }

    /** x_i = e^{x_i - shift}. */
    void exp(double shift, int n) {
      above(x, shift, n);
      reduce(x, a, b, n);
      start(b, c, n);
      middle(b, c, n);
      end(b, c, n);
      scale(c, a, x, n);
    }

    /** x_i = factor (log x_i + shift). */
    void log(double factor, double shift, int n) {
      split(x, a, b, n);
      divide(b, c, n);
      early(c, n);
      late(b, c, n);
      combine(a, b, c, x, n);
      outward(x, factor, shift, n);
    }

    private static void above(double[] x, double shift, int n) {
      for (int i = 0; i < n; i++) {
        x[i] = Math.max(LEAST, x[i] - shift);
      }
    }

    private static void outward(double[] x, double factor, double shift, int n) {
      for (int i = 0; i < n; i++) {
        x[i] = factor * (x[i] + shift);
      }
    }

    private static void reduce(double[] x, double[] shifted, double[] r, int n) {
      for (int i = 0; i < n; i++) {
        double s = shifted(x[i]);
        shifted[i] = s;
        r[i] = rest(x[i], s);
      }
    }

    private static void start(double[] r, double[] q, int n) {
      for (int i = 0; i < n; i++) {
        q[i] = starts(r[i]);
      }
    }

    private static void middle(double[] r, double[] q, int n) {
      for (int i = 0; i < n; i++) {
        q[i] = middles(q[i], r[i]);
      }
    }

    private static void end(double[] r, double[] q, int n) {
      for (int i = 0; i < n; i++) {
        q[i] = ends(q[i], r[i]);
      }
    }

    private static void scale(double[] q, double[] shifted, double[] out, int n) {
      for (int i = 0; i < n; i++) {
        out[i] = scaled(q[i], shifted[i]);
      }
    }

    private static void split(double[] u, double[] exponent, double[] mantissa, int n) {
      for (int i = 0; i < n; i++) {
        long raw = Double.doubleToRawLongBits(u[i]);
        exponent[i] = exponent(raw);
        mantissa[i] = mantissa(raw);
      }
    }

    /** In place of z stands s. */
    private static void divide(double[] z, double[] y, int n) {
      for (int i = 0; i < n; i++) {
        double s = quotient(z[i]);
        z[i] = s;
        y[i] = s * s;
      }
    }

    /** In place of y stands the first half of 2 + y G(y). */
    private static void early(double[] p, int n) {
      for (int i = 0; i < n; i++) {
        p[i] = Exponential.early(p[i]);
      }
    }

    private static void late(double[] s, double[] p, int n) {
      for (int i = 0; i < n; i++) {
        p[i] = Exponential.late(p[i], s[i] * s[i]);
      }
    }

    /** What is NaN or infinite in place of u stays it, as NaN. */
    private static void combine(double[] k, double[] s, double[] p, double[] out, int n) {
      for (int i = 0; i < n; i++) {
        out[i] = logarithm(k[i], p[i], s[i]) + 0 * out[i];
      }
    }
  }
}
