package wfr.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

/** Everything about a binomial law can be summed. */
class ExactBinomialTest {
  /** A sum of at most some hundred probabilities, and the relative error of an incomplete beta function, 1e-13. */
  private static final double SUM = 1e-12;

  private static final double ALPHA = 1e-4;
  private static final double BETA = 1e-3;
  private static final double POWER = 1 - BETA;

  private static double mass(int k, int n, double p) {
    return BinomialDistribution.of(n, p).probability(k);
  }

  @Test
  void clopperPearson_coversAtLeastWithItsLevel_byExactSummation() {
    for (int n : new int[] {1, 2, 5, 12, 40}) {
      for (double alpha : new double[] {0.3, 0.05, 1e-4}) {
        double[] lower = new double[n + 1];
        double[] upper = new double[n + 1];
        for (int k = 0; k <= n; k++) {
          lower[k] = ExactBinomial.lower(k, n, alpha / 2);
          upper[k] = ExactBinomial.upper(k, n, alpha / 2);
        }
        for (double p = 0.002; p < 1; p += 0.0071) {
          double missed = 0;
          for (int k = 0; k <= n; k++) {
            missed += lower[k] <= p && p <= upper[k] ? 0 : mass(k, n, p);
          }
          assertTrue(missed <= alpha * (1 + SUM), n + " " + alpha + " " + p + ": " + missed);
        }
      }
    }
  }

  @Test
  void clopperPearson_isTheBetaQuantile_andTheClosedFormAtTheEnds() {
    double alpha = 0.01;
    for (int k = 1; k < 30; k++) {
      BetaDistribution beta = BetaDistribution.of(k + 1, 30 - k);
      double bound = ExactBinomial.upper(k, 30, alpha);
      assertEquals(alpha, beta.survivalProbability(bound), SUM);
      assertEquals(
          alpha,
          BetaDistribution.of(k, 31 - k).cumulativeProbability(ExactBinomial.lower(k, 30, alpha)),
          SUM);
    }
    assertEquals(
        1 - Math.pow(alpha, 1 / 30.0), ExactBinomial.upper(0, 30, alpha), 8 * Math.ulp(1.0));
    assertEquals(Math.pow(alpha, 1 / 30.0), ExactBinomial.lower(30, 30, alpha), 8 * Math.ulp(1.0));
    assertEquals(0, ExactBinomial.lower(0, 30, alpha));
    assertEquals(1, ExactBinomial.upper(30, 30, alpha));
  }

  @Test
  void pValue_isSuperUniform_byExactSummation() {
    for (int n : new int[] {1, 3, 10, 31}) {
      for (double p0 : new double[] {0.03, 0.5, 0.7}) {
        ExactBinomial test = new ExactBinomial(p0);
        for (double level : new double[] {0.5, 0.1, 0.01, 1e-6}) {
          double alarms = 0;
          for (int k = 0; k <= n; k++) {
            boolean alarm = test.pValue(k, n) <= level;
            alarms += alarm ? mass(k, n, p0) : 0;
            boolean outside = k >= test.tooMany(n, level) || k <= test.tooFew(n, level);
            assertEquals(alarm, outside, "critical counts against p-values, " + k + " of " + n);
          }
          assertTrue(alarms <= level * (1 + SUM), n + " " + p0 + " " + level + ": " + alarms);
        }
      }
    }
  }

  /** At the stated shift the power is 1 - beta, a little below it is less: to both sides, by summation. */
  @Test
  void detectable_isTheShiftWithThePowerStated() {
    double p = 0.3;
    ExactBinomial test = new ExactBinomial(p);
    int n = 200;
    double delta = test.detectable(n, ALPHA, BETA);
    assertTrue(power(test, n, p + delta) >= POWER - SUM);
    assertTrue(power(test, n, p - delta) >= POWER - SUM);
    double less = delta * (1 - 1e-6);
    assertTrue(Math.min(power(test, n, p + less), power(test, n, p - less)) < POWER);
    assertEquals(Double.POSITIVE_INFINITY, test.detectable(5, ALPHA, BETA), "no outcome is alarm");
  }

  private static double power(ExactBinomial test, int n, double p) {
    double sum = 0;
    for (int k = 0; k <= n; k++) {
      sum += test.pValue(k, n) <= ALPHA ? mass(k, n, p) : 0;
    }
    return sum;
  }

  @Test
  void sampleSize_findsTheDiscrepancy_andOneDrawLessDoesNot() {
    for (Power test :
        new Power[] {
          new DkwBand(),
          ExactBinomial.SIGN,
          new EmpiricalBernstein(0.2),
          new HedgedBetting(0.4, 0.2),
          new MedianOfMeans(1.3),
          new ExactMultinomial(0.2, 0.3, 0.5)
        }) {
      double wanted = 0.04;
      long n = test.sampleSize(wanted, ALPHA, BETA);
      assertTrue(test.detectable(n, ALPHA, BETA) <= wanted, test + " " + n);
      assertTrue(test.detectable(n - 1, ALPHA, BETA) > wanted, test + " " + n);
    }
    assertThrows(IllegalArgumentException.class, () -> new DkwBand().sampleSize(0, ALPHA, BETA));
  }

  @Test
  void multinomial_isSuperUniform_byEnumerationOfAllOutcomes() {
    double[] q = {0.2, 0.5, 0.3};
    ExactMultinomial test = new ExactMultinomial(q);
    int n = 9;
    for (double level : new double[] {0.5, 0.2, 0.05, 0.01, 1e-3}) {
      double union = 0;
      double exact = 0;
      for (int a = 0; a <= n; a++) {
        for (int b = 0; a + b <= n; b++) {
          double p = mass(a, n, q[0]) * mass(b, n - a, q[1] / (q[1] + q[2]));
          union += test.pValue(a, b, n - a - b) <= level ? p : 0;
          exact += test.exactPValue(a, b, n - a - b) <= level ? p : 0;
        }
      }
      assertTrue(union <= level, level + ": union " + union);
      assertTrue(exact <= level * (1 + SUM), level + ": exact " + exact);
    }
    assertEquals(1, test.exactPValue(2, 4, 3), SUM, "the mode");
    double least = Math.pow(0.2, 9);
    assertEquals(least, test.exactPValue(9, 0, 0), SUM * least, "the least probable outcome");
    assertThrows(IllegalArgumentException.class, () -> new ExactMultinomial(0.5, 0.6));
  }
}
