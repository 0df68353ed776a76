package wfr.model.expression;

import java.util.Arrays;
import java.util.Optional;

/**
 * Coefficients c_0, c_1, ... of an expression that is a polynomial in x of degree at most {@value #DEGREE} by its form: sums, products, whole
 * powers, quotients by constants, functions of constants. Others give nothing.
 * Accuracy: rounding of the coefficients.
 */
public final class PolynomialForm {
  private static final int DEGREE = 8;

  private PolynomialForm() {}

  /** The coefficients, at least one, the last not 0 unless it is the only one. */
  public static Optional<double[]> of(Expression e) {
    return Optional.ofNullable(coefficients(e))
        .filter(c -> Arrays.stream(c).allMatch(Double::isFinite));
  }

  private static double[] coefficients(Expression e) {
    if (e.isConstant()) {
      return new double[] {e.evaluate(0)};
    }
    if (e instanceof Expression.Variable v) {
      return v.index() == 0 ? new double[] {0, 1} : null;
    }
    if (e instanceof Expression.Negation n) {
      return times(coefficients(n.operand()), new double[] {-1});
    }
    if (e instanceof Expression.Binary b) {
      double[] l = coefficients(b.left());
      double[] r = coefficients(b.right());
      if (l == null || r == null) {
        return null;
      }
      return switch (b.operator().symbol()) {
        case '+' -> plus(l, r);
        case '-' -> plus(l, times(r, new double[] {-1}));
        case '*' -> times(l, r);
        case '/' -> r.length == 1 ? times(l, new double[] {1 / r[0]}) : null;
        default -> power(l, r);
      };
    }
    return null;
  }

  private static double[] plus(double[] a, double[] b) {
    double[] c = Arrays.copyOf(a, Math.max(a.length, b.length));
    for (int i = 0; i < b.length; i++) {
      c[i] += b[i];
    }
    return trimmed(c);
  }

  private static double[] times(double[] a, double[] b) {
    if (a == null || b == null || a.length + b.length - 2 > DEGREE) {
      return null;
    }
    double[] c = new double[a.length + b.length - 1];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        c[i + j] += a[i] * b[j];
      }
    }
    return trimmed(c);
  }

  private static double[] power(double[] base, double[] exponent) {
    double n = exponent[0];
    if (exponent.length > 1 || n != Math.rint(n) || n < 0 || n > DEGREE) {
      return null;
    }
    double[] c = {1};
    for (int k = 0; k < n && c != null; k++) {
      c = times(c, base);
    }
    return c;
  }

  private static double[] trimmed(double[] c) {
    int n = c.length;
    while (n > 1 && c[n - 1] == 0) {
      n--;
    }
    return Arrays.copyOf(c, n);
  }
}
