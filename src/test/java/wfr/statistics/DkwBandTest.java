package wfr.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The bound against the exact law of the distance. */
class DkwBandTest {
  private static final double POWER = 0.999;

  /** Accuracy of the exact law by Marsaglia, Tsang and Wang, and of a logarithm and its exponential. */
  private static final double EXACT = 1e-12;

  /** Rounding of a figure of two digits above 1.6. */
  private static final double FIGURE = 0.05 / 1.6;

  /** n = 1: P(D >= d) = 2(1 - d) for d >= 1/2, and 1 below. */
  @Test
  void exactPValue_isTheClosedFormOfOneDraw_andTwo() {
    for (double d = 0.5; d <= 1; d += 0.05) {
      assertEquals(2 * (1 - d), DkwBand.exactPValue(1, d), EXACT);
      // n = 2, d >= 1/2: each side misses with (1 - d)^2, never both
      assertEquals(2 * (1 - d) * (1 - d), DkwBand.exactPValue(2, d), EXACT);
    }
    assertEquals(1, DkwBand.exactPValue(1, 0.4), EXACT);
  }

  @Test
  void bound_isNeverBelowTheExactProbability() {
    for (int n : new int[] {1, 2, 3, 5, 10, 50, 120}) {
      for (double d = 0.01; d < 1; d += 0.01) {
        double exact = DkwBand.exactPValue(n, d);
        assertTrue(exact <= DkwBand.pValue(n, d) + EXACT, n + " " + d + ": " + exact);
      }
    }
  }

  @Test
  void radiusAndPValue_areInverse_andTheFiguresOfTheLedgerHold() {
    double level = 1e-8;
    assertEquals(
        level,
        DkwBand.pValue(400_000, DkwBand.radius(400_000, level)),
        EXACT * level * Math.abs(Math.log(level)));
    // the ledger's figures, to their rounding
    for (int k = 0; k < 3; k++) {
      double figure = new double[] {1.6e-2, 5.0e-3, 1.6e-3}[k];
      double found = new DkwBand().detectable((long) Math.pow(10, 5 + k), level, 1 - POWER);
      assertEquals(figure, found, FIGURE * figure);
    }
  }

  /** Mass delta moved from the lower half to the right end: F_n at the median is binomial, so the power is a sum. */
  @Test
  void detectable_hasThePowerStated_byExactSummation() {
    int n = 2000;
    double alpha = 1e-4;
    double delta = new DkwBand().detectable(n, alpha, 1 - POWER);
    double radius = DkwBand.radius(n, alpha);
    double half = 0.5;
    long most = (long) Math.ceil(n * (half - radius)) - 1;
    assertTrue(ExactBinomial.atMost(most, n, half - delta) >= POWER);
  }

  @Test
  void distance_ofSortedDraws_andNaNStays() {
    assertEquals(0.3, DkwBand.distance(new double[] {0.2, 0.8}), Math.ulp(1.0));
    assertEquals(0.75, DkwBand.distance(new double[] {0.25}), Math.ulp(1.0));
    assertTrue(Double.isNaN(DkwBand.distance(new double[] {0.2, Double.NaN})));
  }
}
