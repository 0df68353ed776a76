package wfr.statistics;

import java.util.Arrays;

/**
 * The expectation of draws that are not bounded, by the median of the means of g groups of m draws, the variance being at most v:
 *   P(|median - expectation| {@literal >} 2 (2 e v/m)^{1/2}) {@literal <=} exp(-g/2),   g = ceil(2 log(1/alpha)).
 * A group errs by more with probability p {@literal <=} 1/(8e) (Chebyshev), the median only if half of the groups do, which has probability at most
 * 2^g p^{g/2} = (1/(2e))^{g/2}.
 *
 * <p>Power: the same statement about the true expectation; two radii suffice, at beta {@literal >=} alpha.
 *
 * <p>Source: Nemirovski and Yudin 1983; Lugosi and Mendelson, Found. Comput. Math. 19 (2019), section 2.1.
 *
 * @param variance v
 */
public record MedianOfMeans(double variance) implements Power {
  /** Number of groups at level alpha. */
  public static int groups(double alpha) {
    return (int) Math.ceil(2 * Math.log(1 / alpha));
  }

  /** Radius at level alpha. */
  public double radius(long n, double alpha) {
    long m = n / groups(alpha);
    return 2 * Math.sqrt(2 * Math.E * variance / m);
  }

  /** The median of the means of groups(alpha) consecutive groups; NaN if one of them is not finite, of which a median would hide up to half. */
  public static double of(double[] x, double alpha) {
    int g = groups(alpha);
    int m = x.length / g;
    double[] means = new double[g];
    for (int k = 0; k < g; k++) {
      double sum = 0;
      for (int i = 0; i < m; i++) {
        sum += x[k * m + i];
      }
      means[k] = sum / m;
      if (!Double.isFinite(means[k])) {
        return Double.NaN;
      }
    }
    Arrays.sort(means);
    return g % 2 == 1 ? means[g / 2] : 0.5 * (means[g / 2 - 1] + means[g / 2]);
  }

  @Override
  public double detectable(long n, double alpha, double beta) {
    if (beta < alpha) {
      throw new IllegalArgumentException("beta must be at least alpha: " + beta + ", " + alpha);
    }
    return 2 * radius(n, alpha);
  }
}
