package wfr.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The bound against the exact law of the distance. */
class DkwBandTest {
  /** n = 1: P(D >= d) = 2(1 - d) for d >= 1/2, and 1 below. */
  @Test
  void exactPValue_isTheClosedFormOfOneDraw_andTwo() {
    for (double d = 0.5; d <= 1; d += 0.05) {
      assertEquals(2 * (1 - d), DkwBand.exactPValue(1, d), 1e-13);
      // n = 2, d >= 1/2: each side misses with (1 - d)^2, never both
      assertEquals(2 * (1 - d) * (1 - d), DkwBand.exactPValue(2, d), 1e-13);
    }
    assertEquals(1, DkwBand.exactPValue(1, 0.4), 1e-13);
  }

  @Test
  void bound_isNeverBelowTheExactProbability() {
    for (int n : new int[] {1, 2, 3, 5, 10, 50, 120}) {
      for (double d = 0.01; d < 1; d += 0.01) {
        double exact = DkwBand.exactPValue(n, d);
        assertTrue(exact <= DkwBand.pValue(n, d) + 1e-12, n + " " + d + ": " + exact);
      }
    }
  }

  @Test
  void radiusAndPValue_areInverse_andTheFiguresOfTheLedgerHold() {
    assertEquals(1e-8, DkwBand.pValue(400_000, DkwBand.radius(400_000, 1e-8)), 1e-20);
    // the ledger's figures, to their rounding
    for (int k = 0; k < 3; k++) {
      double figure = new double[] {1.6e-2, 5.0e-3, 1.6e-3}[k];
      double found = new DkwBand().detectable((long) Math.pow(10, 5 + k), 1e-8, 1e-3);
      assertEquals(figure, found, 0.03 * figure);
    }
  }

  /** Mass delta moved from the lower half to the right end: F_n at the median is binomial, so the power is a sum. */
  @Test
  void detectable_hasThePowerStated_byExactSummation() {
    int n = 2000;
    double alpha = 1e-4;
    double delta = new DkwBand().detectable(n, alpha, 1e-3);
    double radius = DkwBand.radius(n, alpha);
    long most = (long) Math.ceil(n * (0.5 - radius)) - 1;
    assertTrue(ExactBinomial.atMost(most, n, 0.5 - delta) >= 0.999);
  }

  @Test
  void distance_ofSortedDraws_andNaNStays() {
    assertEquals(0.3, DkwBand.distance(new double[] {0.2, 0.8}), 1e-15);
    assertEquals(0.75, DkwBand.distance(new double[] {0.25}), 1e-15);
    assertTrue(Double.isNaN(DkwBand.distance(new double[] {0.2, Double.NaN})));
  }
}
