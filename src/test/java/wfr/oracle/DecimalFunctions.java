package wfr.oracle;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Elementary functions in 60 decimal digits, by definitions that share nothing with the code under test: the exponential by its series after
 * halving the argument, the logarithm by Newton's iteration on the exponential.
 */
public final class DecimalFunctions {
  /** Precision of every operation. */
  public static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);

  private static final int HALVINGS = 20;

  private DecimalFunctions() {}

  /** e^x. */
  public static BigDecimal exp(BigDecimal x) {
    int halvings = HALVINGS + Math.max(0, x.precision() - x.scale()) * 4;
    BigDecimal y = x.divide(BigDecimal.valueOf(2).pow(halvings), DIGITS);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    MathContext guard = new MathContext(DIGITS.getPrecision() + 30, RoundingMode.HALF_EVEN);
    for (int k = 1; k <= 30; k++) {
      term = term.multiply(y, guard).divide(BigDecimal.valueOf(k), guard);
      sum = sum.add(term, guard);
    }
    for (int k = 0; k < halvings; k++) {
      sum = sum.multiply(sum, guard);
    }
    return sum.round(DIGITS);
  }

  /** log x, x &gt; 0. */
  public static BigDecimal log(BigDecimal x) {
    double guess = Math.log(x.unscaledValue().doubleValue()) - x.scale() * Math.log(10);
    BigDecimal y = BigDecimal.valueOf(guess);
    for (int k = 0; k < 4; k++) {
      BigDecimal ratio = x.multiply(exp(y.negate()), DIGITS);
      y = y.add(ratio.subtract(BigDecimal.ONE), DIGITS);
      // log(1 + d) = d - d^2/2 + ...: each pass squares the error
    }
    return y;
  }

  /** |computed - exact| in units of the last place of the computed number. */
  public static double ulps(double computed, BigDecimal exact) {
    BigDecimal difference = new BigDecimal(computed).subtract(exact, DIGITS).abs();
    return difference.divide(new BigDecimal(Math.ulp(computed)), DIGITS).doubleValue();
  }

  /** |computed - exact| / |exact|. */
  public static double relativeError(double computed, BigDecimal exact) {
    return new BigDecimal(computed)
        .subtract(exact, DIGITS)
        .divide(exact, DIGITS)
        .abs()
        .doubleValue();
  }

  /**
   * Solution of a linear system by Gaussian elimination with the largest pivot.
   *
   * @param a square matrix, overwritten
   * @param b right side, overwritten by the solution
   */
  public static void solve(BigDecimal[][] a, BigDecimal[] b) {
    int n = b.length;
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        if (a[i][k].abs().compareTo(a[pivot][k].abs()) > 0) {
          pivot = i;
        }
      }
      BigDecimal[] row = a[k];
      a[k] = a[pivot];
      a[pivot] = row;
      BigDecimal value = b[k];
      b[k] = b[pivot];
      b[pivot] = value;
      for (int i = k + 1; i < n; i++) {
        BigDecimal factor = a[i][k].divide(a[k][k], DIGITS);
        for (int j = k; j < n; j++) {
          a[i][j] = a[i][j].subtract(factor.multiply(a[k][j], DIGITS), DIGITS);
        }
        b[i] = b[i].subtract(factor.multiply(b[k], DIGITS), DIGITS);
      }
    }
    for (int k = n - 1; k >= 0; k--) {
      for (int j = k + 1; j < n; j++) {
        b[k] = b[k].subtract(a[k][j].multiply(b[j], DIGITS), DIGITS);
      }
      b[k] = b[k].divide(a[k][k], DIGITS);
    }
  }
}
