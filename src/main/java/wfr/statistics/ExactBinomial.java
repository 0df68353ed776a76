package wfr.statistics;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * k successes in n independent trials against the probability p0, exactly:
 *   p-value = min(1, 2 min(P(X {@literal <=} k), P(X {@literal >=} k))),   P(X {@literal >=} k) = I_p(k, n - k + 1),
 * and its dual, the Clopper-Pearson interval {p : p-value {@literal >=} alpha}. p0 = 1/2 is the sign test, of a median.
 *
 * <p>Power, exactly: alarms are the k {@literal >=} c with 2 P(X {@literal >=} c) {@literal <=} alpha (and their mirror image), so that p finds it with probability 1 - beta iff
 * P_p(X {@literal <=} c - 1) = beta: p is the one-sided Clopper-Pearson bound of c - 1 at beta.
 *
 * <p>Accuracy: the incomplete beta function has a relative error near 1e-13, inverted by bisection down to neighbouring doubles; the end on the safe side is taken.
 * Source: Clopper and Pearson, Biometrika 26 (1934).
 *
 * @param probability p0 in (0, 1)
 */
public record ExactBinomial(double probability) implements Power {
  /** The test that a median is what it should be. */
  public static final ExactBinomial SIGN = new ExactBinomial(0.5);

  /** Refuses what is no probability. */
  public ExactBinomial {
    if (!(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException("probability must lie in (0, 1), is " + probability);
    }
  }

  /** P(X {@literal <=} k) for n trials of probability p. */
  public static double atMost(long k, long n, double p) {
    if (k < 0) {
      return 0;
    }
    return k >= n ? 1 : RegularizedBeta.complement(p, k + 1.0, n - k);
  }

  /** P(X {@literal >=} k) for n trials of probability p. */
  public static double atLeast(long k, long n, double p) {
    if (k <= 0) {
      return 1;
    }
    return k > n ? 0 : RegularizedBeta.value(p, k, n - k + 1.0);
  }

  /** Clopper-Pearson: at most p except with probability alpha. */
  public static double lower(long k, long n, double alpha) {
    if (k <= 0) {
      return 0;
    }
    return bisect(p -> atLeast(k, n, p) >= alpha)[0];
  }

  /** Clopper-Pearson: at least p except with probability alpha. */
  public static double upper(long k, long n, double alpha) {
    if (k >= n) {
      return 1;
    }
    return bisect(p -> atMost(k, n, p) < alpha)[1];
  }

  /** Neighbouring doubles between which a monotone statement on p becomes true. */
  private static double[] bisect(java.util.function.DoublePredicate holds) {
    double low = 0;
    double high = 1;
    double mid = 0.5;
    while (mid > low && mid < high) {
      if (holds.test(mid)) {
        high = mid;
      } else {
        low = mid;
      }
      mid = 0.5 * (low + high);
    }
    return new double[] {low, high};
  }

  /** Two-sided p-value of k successes in n trials. */
  public double pValue(long k, long n) {
    return Math.min(1, 2 * Math.min(atMost(k, n, probability), atLeast(k, n, probability)));
  }

  /** Least number of successes that is an alarm for being too many; n + 1 if none is. */
  public long tooMany(long n, double alpha) {
    long low = -1;
    long high = n + 1;
    while (high - low > 1) {
      long k = low + (high - low) / 2;
      if (2 * atLeast(k, n, probability) <= alpha) {
        high = k;
      } else {
        low = k;
      }
    }
    return high;
  }

  /** Largest number of successes that is an alarm for being too few; -1 if none is. */
  public long tooFew(long n, double alpha) {
    return n - new ExactBinomial(1 - probability).tooMany(n, alpha);
  }

  /** Smallest shift of the probability that is found, whichever its sign. */
  @Override
  public double detectable(long n, double alpha, double beta) {
    long many = tooMany(n, alpha);
    long few = tooFew(n, alpha);
    double up = many > n ? Double.POSITIVE_INFINITY : upper(many - 1, n, beta) - probability;
    double down = few < 0 ? Double.POSITIVE_INFINITY : probability - lower(few + 1, n, beta);
    return Math.max(up, down);
  }
}
