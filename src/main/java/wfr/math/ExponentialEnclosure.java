package wfr.math;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * e^x for a double x as an unevaluated sum: |e^x - value - remainder| at most 2^-100 |value|, value the double next to e^x.
 * By the series after halving x below 2^-10 in 70 digits: 16 terms leave (2^-10)^17/17!, less than 10^-65, and the squarings multiply the relative
 * error by at most 2^(number of halvings), below 2^21. Special cases: x = 0 gives 1 and 0.
 *
 * @param value the leading double
 * @param remainder the next one
 */
public record ExponentialEnclosure(double value, double remainder) {
  private static final MathContext DIGITS = new MathContext(70);
  private static final double FARTHEST = 700;
  private static final int TERMS = 16;
  private static final int HALVINGS = 21;

  /** e^x for |x| at most 700. */
  public static ExponentialEnclosure of(double x) {
    if (!(Math.abs(x) <= FARTHEST)) {
      throw new IllegalArgumentException("exponent must be between -700 and 700: " + x);
    }
    BigDecimal y = new BigDecimal(x).divide(BigDecimal.valueOf(1L << HALVINGS), DIGITS);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int k = 1; k <= TERMS; k++) {
      term = term.multiply(y, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    for (int k = 0; k < HALVINGS; k++) {
      sum = sum.multiply(sum, DIGITS);
    }
    double value = sum.doubleValue();
    return new ExponentialEnclosure(value, sum.subtract(new BigDecimal(value)).doubleValue());
  }
}
