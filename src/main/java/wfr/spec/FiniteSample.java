package wfr.spec;

import java.util.Arrays;
import wfr.statistics.DkwBand;
import wfr.statistics.EmpiricalBernstein;
import wfr.statistics.MedianOfMeans;

/** Radii of the tests of {@link wfr.statistics} that claims use; they hold at every sample size, no normal approximation is made. */
public final class FiniteSample {
  /** Probability with which a stochastic claim may miss the discrepancy it states. */
  public static final double BETA = 1e-3;

  private FiniteSample() {}

  /** Radius of the DKW band at level alpha. */
  public static double dkw(long n, double alpha) {
    return DkwBand.radius(n, alpha);
  }

  /** Smallest sup-distance that a DKW test at alpha finds with probability 1 - beta. */
  public static double dkwDetectable(long n, double alpha, double beta) {
    return new DkwBand().detectable(n, alpha, beta);
  }

  /** Two-sided Bernstein radius for independent draws within b of their mean with variance at most v. */
  public static double bernstein(long n, double v, double b, double alpha) {
    return EmpiricalBernstein.known(n, v, b, alpha / 2);
  }

  /**
   * The mean of independent draws in [0, 1] against an expectation, by the empirical Bernstein bound. A draw outside, on which the bound says
   * nothing, refutes. The deviation of the test enters the power only: if the sample spreads more than
   * it allows but the mean is not refuted, nothing has been decided.
   */
  static Evidence mean(
      double[] draws, double expectation, EmpiricalBernstein test, double alpha, String detail) {
    int n = draws.length;
    double mean = Arrays.stream(draws).average().orElseThrow();
    double variance = Arrays.stream(draws).map(v -> (v - mean) * (v - mean)).sum() / (n - 1);
    double distance = Math.abs(mean - expectation);
    double radius = bernstein(n, variance, alpha);
    double outside = Arrays.stream(draws).map(v -> Math.max(-v, v - 1)).max().orElseThrow();
    Evidence e =
        Evidence.atMost(distance, radius, detail)
            .worse(
                Evidence.atMost(outside, Bounds.rounding(8, 1), detail + ": a draw outside [0, 1]"))
            .with(Trace.Draws.of(detail, draws, mean, expectation, radius));
    double largest = test.largestDeviation(n, BETA);
    return e.verdict() == Verdict.SUPPORTED && !(Math.sqrt(variance) <= largest)
        ? e.worse(
            Evidence.inconclusive(Math.sqrt(variance), largest, detail + ": standard deviation"))
        : e;
  }

  /** Radius of the median of means for variance at most v from n draws at level alpha. */
  public static double medianOfMeans(long n, double v, double alpha) {
    return new MedianOfMeans(v).radius(n, alpha);
  }

  /** The median of the means of consecutive groups. */
  public static double medianOfMeans(double[] x, double alpha) {
    return MedianOfMeans.of(x, alpha);
  }

  /** Two-sided empirical Bernstein radius for n draws in an interval of length 1 with sample variance v. */
  public static double bernstein(long n, double v, double alpha) {
    return EmpiricalBernstein.radius(n, v, alpha);
  }
}
