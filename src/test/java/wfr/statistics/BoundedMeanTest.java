package wfr.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.BiConsumer;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

/** Betting, empirical Bernstein and the median of means, by enumeration of all samples or of all counts. */
class BoundedMeanTest {
  private static final double BETA = 1e-3;
  private static final double[] LEVELS = {0.9, 0.1};
  private static final double FAIR = 0.5;

  /** Rounding of a sum over at most 3^10 paths of probability and wealth, which are of order one. */
  private static final double SUM = 1e-12;

  private static final double[] VALUES = {0, 0.45, 1};
  private static final double[] PROBABILITIES = {0.3, 0.5, 0.2};
  private static final double MEAN = 0.45 * 0.5 + 0.2;

  /** Every sequence of n draws of a law on three points, with its probability. */
  private static void everyPath(int n, BiConsumer<double[], Double> use) {
    double[] x = new double[n];
    for (int code = 0; code < Math.pow(3, n); code++) {
      double p = 1;
      int rest = code;
      for (int i = 0; i < n; i++) {
        x[i] = VALUES[rest % 3];
        p *= PROBABILITIES[rest % 3];
        rest /= 3;
      }
      use.accept(x, p);
    }
  }

  private static BettingProcess bet(double[] x, double mean, double alpha) {
    BettingProcess process = new HedgedBetting(mean, 0.35).process(x.length, alpha);
    for (double v : x) {
      process.add(v);
    }
    return process;
  }

  @Test
  void wealth_hasExpectationOne_andExceedsItsReciprocalLevelRarely_overAllPaths() {
    for (int n : new int[] {1, 2, 5, 10}) {
      double[] expectation = new double[1];
      double[] alarms = new double[3];
      double[] levels = {0.5, 0.1, 0.02};
      everyPath(
          n,
          (x, p) -> {
            BettingProcess process = bet(x, MEAN, 0.1);
            expectation[0] += p * process.wealth();
            for (int k = 0; k < levels.length; k++) {
              alarms[k] += process.pValue() <= levels[k] ? p : 0;
            }
          });
      assertEquals(1, expectation[0], SUM, "n = " + n);
      for (int k = 0; k < levels.length; k++) {
        assertTrue(alarms[k] <= levels[k], n + " draws, level " + levels[k] + ": " + alarms[k]);
      }
    }
  }

  /** A wrong mean makes money: the same sum is above 1. */
  @Test
  void wealth_growsUnderAnotherMean() {
    double[] expectation = new double[1];
    everyPath(8, (x, p) -> expectation[0] += p * bet(x, MEAN + 0.2, 0.1).wealth());
    double more = 1.2;
    assertTrue(expectation[0] > more, "E[K] = " + expectation[0]);
  }

  /** Coins: wealth depends on the path only through the plug-in bets; the constant gambler's power is a binomial sum. */
  @Test
  void betting_findsTheStatedDiscrepancy_byExactSummation() {
    int n = 3000;
    double alpha = 1e-4;
    HedgedBetting test = new HedgedBetting(0.4, 0.5);
    double delta = test.detectable(n, alpha, BETA);
    double lambda = test.bet(n, alpha);
    for (int sign = -1; sign <= 1; sign += 2) {
      BinomialDistribution law = BinomialDistribution.of(n, 0.4 + sign * delta);
      double missed = 0;
      for (int k = 0; k <= n; k++) {
        double log =
            k * Math.log1p(sign * lambda * 0.6) + (n - k) * Math.log1p(-sign * lambda * 0.4);
        missed += Math.log(4 / alpha) > log ? law.probability(k) : 0;
      }
      assertTrue(missed <= BETA, "delta " + delta + ": missed " + missed);
    }
  }

  @Test
  void draws_outsideTheInterval_areRefused() {
    BettingProcess process = new HedgedBetting(0.4, 0.5).process(10, 0.1);
    assertThrows(IllegalArgumentException.class, () -> process.add(1.1));
    assertThrows(IllegalArgumentException.class, () -> process.add(Double.NaN));
  }

  @Test
  void empiricalBernstein_isSuperUniform_overAllPaths() {
    for (int n : new int[] {2, 6, 10}) {
      double[] alarms = new double[2];
      everyPath(
          n,
          (x, p) -> {
            double mean = java.util.Arrays.stream(x).average().orElseThrow();
            double v = 0;
            for (double y : x) {
              v += (y - mean) * (y - mean) / (n - 1);
            }
            double pValue = EmpiricalBernstein.pValue(n, Math.abs(mean - MEAN), v);
            alarms[0] += pValue <= LEVELS[0] ? p : 0;
            alarms[1] += pValue <= LEVELS[1] ? p : 0;
          });
      assertTrue(
          alarms[0] <= LEVELS[0] && alarms[1] <= LEVELS[1], n + ": " + alarms[0] + " " + alarms[1]);
    }
  }

  /** Coins: mean and sample variance are functions of the count, so level and power are binomial sums. */
  @Test
  void empiricalBernstein_hasLevelAndPowerStated_byExactSummation() {
    int n = 4000;
    double alpha = 1e-4;
    double p0 = 0.1;
    double delta = new EmpiricalBernstein(0.5).detectable(n, alpha, BETA);
    assertTrue(alarms(n, p0, p0, alpha) <= alpha);
    assertTrue(alarms(n, p0, p0 + delta, alpha) >= 1 - BETA);
    assertTrue(alarms(n, FAIR, FAIR - delta, alpha) >= 1 - BETA);
  }

  private static double alarms(int n, double p0, double p, double alpha) {
    BinomialDistribution law = BinomialDistribution.of(n, p);
    double sum = 0;
    for (int k = 0; k <= n; k++) {
      double mean = (double) k / n;
      double v = mean * (1 - mean) * n / (n - 1);
      double radius = EmpiricalBernstein.radius(n, v, alpha);
      boolean alarm = Math.abs(mean - p0) > radius;
      assertEquals(alarm, EmpiricalBernstein.pValue(n, Math.abs(mean - p0), v) < alpha);
      sum += alarm ? law.probability(k) : 0;
    }
    return sum;
  }

  /** Two-point laws have the largest tails for their variance; group means are binomial, and so is the number of groups that err. */
  @Test
  void medianOfMeans_hasItsLevel_byExactSummation() {
    double alpha = 1e-3;
    int g = MedianOfMeans.groups(alpha);
    for (int m : new int[] {3, 40, 300}) {
      for (double p : new double[] {0.5, 0.1, 1.0 / m, 0.1 / m}) {
        double radius = new MedianOfMeans(p * (1 - p)).radius((long) g * m, alpha);
        double high = 0;
        double low = 0;
        for (int k = 0; k <= m; k++) {
          double error = (double) k / m - p;
          double mass = BinomialDistribution.of(m, p).probability(k);
          high += error > radius ? mass : 0;
          low += error < -radius ? mass : 0;
        }
        double missed = tail((g + 1) / 2, g, high) + tail((g + 1) / 2, g, low);
        assertTrue(missed <= alpha, m + " " + p + ": " + missed);
      }
    }
  }

  private static double tail(int k, int n, double p) {
    return p == 0 ? 0 : ExactBinomial.atLeast(k, n, p);
  }

  @Test
  void medianOfMeans_ofGroups() {
    double[] x = new double[28];
    x[5] = 1e9; // one group is spoilt
    assertEquals(0, MedianOfMeans.of(x, 1e-3));
    assertEquals(14, MedianOfMeans.groups(1e-3));
    for (double bad :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      double[] one = x.clone();
      one[0] = bad;
      assertEquals(Double.NaN, MedianOfMeans.of(one, 1e-3), "a group that is " + bad);
    }
  }

  @Test
  void known_isBernsteinsInequality() {
    double e = EmpiricalBernstein.known(1000, 0.04, 1, 1e-5);
    assertEquals(1e-5, Math.exp(-1000 * e * e / (2 * 0.04 + 2 * e / 3)), SUM);
    assertEquals(2e-5, EmpiricalBernstein.pValueKnown(1000, e, 0.04, 1), SUM);
  }
}
