package wfr.spec;

import java.util.Arrays;
import java.util.List;
import wfr.measure.WeightedSample;
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

  /** The number of draws that was asked for, of which the power is, against what came. */
  static Evidence size(int found, int asked, String detail) {
    return Evidence.atMost(
        Math.abs(found - asked), 0, detail + ": number of draws, more or less than asked for");
  }

  /** Populations of another number of particles than asked for, of which there must be none. */
  static Evidence particles(List<WeightedSample> populations, int asked, String detail) {
    return Evidence.atMost(
        populations.stream().filter(s -> s.count() != asked).count(),
        0,
        detail + ": populations of another size than asked for");
  }

  /**
   * The mean of independent draws in [0, 1] against an expectation, by the empirical Bernstein bound. A draw outside, on which the bound says
   * nothing, refutes, and so does another number of draws than asked for.
   * The deviation of the test enters the power only: if the sample spreads more than
   * it allows but the mean is not refuted, nothing has been decided.
   */
  static Evidence mean(
      double[] draws,
      int asked,
      double expectation,
      EmpiricalBernstein test,
      double alpha,
      String detail) {
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
            .worse(size(n, asked, detail))
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
