package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

/** The two functions behind G6's exact states, to the digits that it says they have. */
class DecimalSchemeTest {
  private static final BigDecimal SMALL = new BigDecimal("1e-50");
  private static final MathContext DIGITS = new MathContext(80);

  private static void assertNear(BigDecimal expected, BigDecimal found) {
    assertTrue(expected.subtract(found).abs().compareTo(SMALL) < 0, found::toString);
  }

  /** e from its own series, sum 1/k!, and log of it. */
  @Test
  void e_toFiftyDigits() {
    BigDecimal e = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int k = 1; k < 60; k++) {
      term = term.divide(BigDecimal.valueOf(k), 100, RoundingMode.HALF_EVEN);
      e = e.add(term);
    }
    assertNear(e, DecimalScheme.exp(BigDecimal.ONE));
    assertNear(BigDecimal.ONE, DecimalScheme.log(e));
    assertNear(BigDecimal.ONE.divide(e, DIGITS), DecimalScheme.exp(BigDecimal.ONE.negate()));
  }

  /** log 2 = sum 1/(k 2^k). */
  @Test
  void logOfTwo_toFiftyDigits() {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal power = BigDecimal.ONE;
    for (int k = 1; k < 250; k++) {
      power = power.divide(BigDecimal.valueOf(2));
      sum = sum.add(power.divide(BigDecimal.valueOf(k), DIGITS));
    }
    assertNear(sum, DecimalScheme.log(BigDecimal.valueOf(2)));
  }
}
