package wfr.scenario;

import java.util.Arrays;
import wfr.model.expression.Expression;
import wfr.model.expression.Function;

/**
 * Coefficients in the order 1, cos x, sin x, cos 2x, ... of an expression made of numbers, cos(kx + c), sin(kx + c) with whole k, sums, products and
 * powers, in double arithmetic.
 */
final class TrigonometricSeries {
  private static final int HIGHEST = 24;

  private TrigonometricSeries() {}

  static double[] of(Expression e) {
    if (e.isConstant()) {
      return new double[] {e.evaluate(0)};
    }
    if (e instanceof Expression.Negation n) {
      return scaled(of(n.operand()), -1);
    }
    if (e instanceof Expression.Call c
        && (c.function() == Function.COS || c.function() == Function.SIN)) {
      return wave(c.arguments().get(0), c.function() == Function.COS);
    }
    if (e instanceof Expression.Binary b) {
      switch (b.operator()) {
        case ADD:
          return sum(of(b.left()), of(b.right()));
        case SUBTRACT:
          return sum(of(b.left()), scaled(of(b.right()), -1));
        case MULTIPLY:
          return product(of(b.left()), of(b.right()));
        case DIVIDE:
          if (b.right().isConstant()) {
            return scaled(of(b.left()), 1 / b.right().evaluate(0));
          }
          break;
        default:
          double power = b.right().isConstant() ? b.right().evaluate(0) : -1;
          if (power == Math.rint(power) && power >= 0 && power <= HIGHEST) {
            double[] out = {1};
            for (int k = 0; k < power; k++) {
              out = product(out, of(b.left()));
            }
            return out;
          }
      }
    }
    throw new IllegalArgumentException(
        "potential and log-density must be sums and products of cos(k*x + c) and sin(k*x + c), k whole");
  }

  private static double[] wave(Expression argument, boolean cosine) {
    double[] p =
        Arrays.stream(SpectralForm.polynomial(argument))
            .mapToDouble(java.math.BigDecimal::doubleValue)
            .toArray();
    double k = p.length > 1 ? p[1] : 0;
    if (p.length > 2 || k != Math.rint(k) || Math.abs(k) > HIGHEST || k == 0) {
      throw new IllegalArgumentException(
          "a frequency must be a whole number from 1 to " + HIGHEST + ": " + k);
    }
    double shift = cosine ? p[0] : p[0] - 0.5 * Math.PI;
    // cos(kx + s) = cos s cos kx - sin s sin kx; an unshifted wave is exact
    double c = !cosine && p[0] == 0 ? 0 : Math.cos(shift);
    double s = p[0] == 0 ? (cosine ? 0 : -1) : Math.sin(shift);
    int f = (int) Math.abs(k);
    double[] out = new double[2 * f + 1];
    out[2 * f - 1] = c;
    out[2 * f] = -s * Math.signum(k);
    return out;
  }

  private static double[] scaled(double[] a, double factor) {
    return Arrays.stream(a).map(x -> factor * x).toArray();
  }

  private static double[] sum(double[] a, double[] b) {
    double[] out = Arrays.copyOf(a, Math.max(a.length, b.length));
    for (int k = 0; k < b.length; k++) {
      out[k] += b[k];
    }
    return out;
  }

  private static double[] product(double[] a, double[] b) {
    int top = a.length / 2 + b.length / 2;
    if (top > HIGHEST) {
      throw new IllegalArgumentException("frequencies up to " + HIGHEST + " are expected: " + top);
    }
    double[] out = new double[2 * top + 1];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        int p = (i + 1) / 2;
        int q = (j + 1) / 2;
        double half = 0.5 * a[i] * b[j];
        boolean cosI = i % 2 == 1 || i == 0;
        boolean cosJ = j % 2 == 1 || j == 0;
        if (cosI == cosJ) {
          cosine(out, p - q, half);
          cosine(out, p + q, cosI ? half : -half);
        } else {
          int s = cosI ? q : p;
          int c = cosI ? p : q;
          sine(out, s + c, half);
          sine(out, s - c, half);
        }
      }
    }
    return out;
  }

  private static void cosine(double[] out, int k, double value) {
    out[k == 0 ? 0 : 2 * Math.abs(k) - 1] += value;
  }

  private static void sine(double[] out, int k, double value) {
    if (k != 0) {
      out[2 * Math.abs(k)] += k > 0 ? value : -value;
    }
  }
}
