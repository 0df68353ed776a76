package wfr.statistics;

/**
 * The mean of n independent draws in an interval of length 1 against an expectation, by the sample variance V (denominator n - 1):
 *   |mean - expectation| {@literal <=} (2 V l/n)^{1/2} + 7 l/(3 (n - 1)),   l = log(4/alpha),   except with probability alpha;
 * with the variance v known instead,
 *   P(mean - expectation {@literal >} e) {@literal <=} exp(-n e^2/(2 v + 2 b e/3))   for draws at most b above their expectation.
 *
 * <p>Power for draws of standard deviation at most sigma, whose expectation is delta away from the one tested: except with probability beta/2 the sample standard deviation stays below
 * sigma + (2 log(2/beta)/(n - 1))^{1/2}, and except with probability beta/2 the mean is within Bernstein's e(beta/2) of its own expectation; delta is the sum of the
 * radius and e. No alarm is false if sigma is: only the power rests on it.
 *
 * <p>Source: Maurer and Pontil, Empirical Bernstein bounds and sample variance penalization, COLT 2009, Theorems 4 and 10.
 *
 * @param deviation sigma, in (0, 1/2]
 */
public record EmpiricalBernstein(double deviation) implements Power {
  /** Refuses a deviation that no law on [0, 1] has. */
  public EmpiricalBernstein {
    if (!(deviation > 0 && deviation <= 0.5)) {
      throw new IllegalArgumentException("deviation must lie in (0, 0.5], is " + deviation);
    }
  }

  /** Radius at level alpha by the sample variance. */
  public static double radius(long n, double variance, double alpha) {
    double l = Math.log(4 / alpha);
    return Math.sqrt(2 * variance * l / n) + 7 * l / (3.0 * (n - 1));
  }

  /** One-sided radius at level alpha by a variance that is known, for draws at most b away from their expectation. */
  public static double known(long n, double variance, double b, double alpha) {
    double l = Math.log(1 / alpha) / n;
    double half = b * l / 3;
    return half + Math.sqrt(half * half + 2 * variance * l);
  }

  /** Probability that bounds a deviation, both sides, the variance known: the p-value that belongs to it. */
  public static double pValueKnown(long n, double distance, double variance, double b) {
    double e = distance;
    return e > 0 ? Math.min(1, 2 * Math.exp(-n * e * e / (2 * variance + 2 * b * e / 3))) : 1;
  }

  /** p-value of a distance of the mean, by the sample variance: the level whose radius it is. */
  public static double pValue(long n, double distance, double variance) {
    // a y^2 + b y = distance, y = sqrt(l)
    double a = 7 / (3.0 * (n - 1));
    double b = Math.sqrt(2 * variance / n);
    double y = 2 * distance / (b + Math.sqrt(b * b + 4 * a * distance));
    return distance > 0 ? Math.min(1, 4 * Math.exp(-y * y)) : 1;
  }

  /** Sample standard deviation that is exceeded with probability at most beta/2 only. */
  public double largestDeviation(long n, double beta) {
    return deviation + Math.sqrt(2 * Math.log(2 / beta) / (n - 1));
  }

  @Override
  public double detectable(long n, double alpha, double beta) {
    double largest = largestDeviation(n, beta);
    return radius(n, largest * largest, alpha) + known(n, deviation * deviation, 1, beta / 2);
  }
}
