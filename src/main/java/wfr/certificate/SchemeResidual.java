package wfr.certificate;

import static wfr.math.ErrorFree.UNIT;
import static wfr.math.ErrorFree.productError;
import static wfr.math.ErrorFree.sumError;

/**
 * Residual of one row of the implicit transport step,
 *   r_i = p_i (u'_i - u_i) + k_i (u'_i - u'_{i-1}) + k_{i+1} (u'_i - u'_{i+1}),
 * as value and error, |r_i - value| at most error. Every difference d + e and every product h + l is taken with its exact rounding error; the leading
 * products cancel, so they are added without error; the small rest (nine terms of the size of one rounding) is added in doubles, which costs
 * at most 12 roundings of it. Products whose error term underflows lose 2^-1074 each.
 * Source: proofs-notes, G6.
 *
 * @param value residual in doubles
 * @param error guaranteed
 */
record SchemeResidual(double value, double error) {
  private static final double UNDERFLOW = 0x1p-1060;

  /** Row i; neighbours modulo n, where a wall has k = 0. */
  static SchemeResidual transport(double[] p, double[] k, double[] u, double[] next, int i) {
    int n = p.length;
    double west = next[i == 0 ? n - 1 : i - 1];
    double east = next[i == n - 1 ? 0 : i + 1];
    Sum sum = new Sum();
    sum.add(p[i], next[i], u[i]);
    sum.add(k[i], next[i], west);
    sum.add(k[i + 1], next[i], east);
    double value = sum.high + sum.low;
    double error = 12 * UNIT * sum.lowSize + 2 * UNIT * Math.abs(value) + UNDERFLOW;
    return new SchemeResidual(value, error * (1 + 16 * UNIT));
  }

  /** high + low = the sum so far, low rounded; lowSize bounds the terms that went into low. */
  private static final class Sum {
    private double high;
    private double low;
    private double lowSize;

    /** Adds factor (a - b). */
    void add(double factor, double a, double b) {
      if (factor == 0) {
        return;
      }
      double d = a - b;
      double e = sumError(a, -b, d);
      double h = factor * d;
      double l = productError(factor, d, h);
      double s = high + h;
      small(sumError(high, h, s));
      small(l);
      small(factor * e);
      high = s;
    }

    private void small(double term) {
      low += term;
      lowSize += Math.abs(term);
    }
  }
}
