package wfr.spec;

/**
 * Bounds that hold at every sample size, not only asymptotically; no normal approximation is used.
 *
 * <p>DKW-Massart: {@code P(sup |F_n - F| > e) <= 2 exp(-2 n e^2)}.
 *
 * <p>Median of means over g groups of m draws, variance at most v: {@code P(|median - mean| > 2 sqrt(2 e v/m)) <= exp(-g/2)}. A group
 * errs by more with probability p at most 1/(8e) (Chebyshev), the median only if half of the groups do, which has probability at
 * most {@code 2^g p^(g/2) = (1/(2e))^(g/2)}.
 */
public final class FiniteSample {
  private FiniteSample() {}

  /** Radius of the DKW band at level alpha. */
  public static double dkw(long n, double alpha) {
    return Math.sqrt(Math.log(2 / alpha) / (2.0 * n));
  }

  /** Smallest sup-distance that a DKW test at alpha finds with probability 1 - beta. */
  public static double dkwDetectable(long n, double alpha, double beta) {
    return dkw(n, alpha) + dkw(n, beta);
  }

  /**
   * Bernstein: for independent draws in [0, b] (or within b of their mean) with variance at most v,
   * {@code P(|mean of n - expectation| > e) <= 2 exp(-n e^2/(2 v + 2 b e/3))}; the radius e at level alpha.
   */
  public static double bernstein(long n, double v, double b, double alpha) {
    double l = Math.log(2 / alpha) / n;
    double half = b * l / 3;
    return half + Math.sqrt(half * half + 2 * v * l);
  }

  /** Number of groups of the median of means at level alpha. */
  public static int groups(double alpha) {
    return (int) Math.ceil(2 * Math.log(1 / alpha));
  }

  /** Radius of the median of means for variance at most v from n draws at level alpha. */
  public static double medianOfMeans(long n, double v, double alpha) {
    long m = n / groups(alpha);
    return 2 * Math.sqrt(2 * Math.E * v / m);
  }

  /** The median of the means of groups(alpha) consecutive groups. */
  public static double medianOfMeans(double[] x, double alpha) {
    int g = groups(alpha);
    int m = x.length / g;
    double[] means = new double[g];
    for (int k = 0; k < g; k++) {
      double sum = 0;
      for (int i = 0; i < m; i++) {
        sum += x[k * m + i];
      }
      means[k] = sum / m;
    }
    java.util.Arrays.sort(means);
    return g % 2 == 1 ? means[g / 2] : 0.5 * (means[g / 2 - 1] + means[g / 2]);
  }

  /** Empirical Bernstein radius (Maurer and Pontil 2009), two-sided, for n draws in an interval of length 1 with sample variance v. */
  public static double bernstein(long n, double v, double alpha) {
    double l = Math.log(4 / alpha);
    return Math.sqrt(2 * v * l / n) + 7 * l / (3.0 * (n - 1));
  }
}
