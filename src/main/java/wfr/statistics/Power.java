package wfr.statistics;

/**
 * What a test sees, known before anything is drawn: from n draws at level alpha it finds every discrepancy of at least
 * {@link #detectable} with probability at least 1 - beta. Discrepancies are in the units of the test's statistic.
 */
@FunctionalInterface
public interface Power {
  /** Smallest discrepancy that n draws are certain to show; infinite where no outcome of the test is an alarm. */
  double detectable(long n, double alpha, double beta);

  /**
   * Draws needed to find a discrepancy: an n that finds it while n - 1 does not (the smallest such n, where more draws never see less).
   *
   * @param discrepancy {@literal >} 0
   */
  default long sampleSize(double discrepancy, double alpha, double beta) {
    if (!(discrepancy > 0)) {
      throw new IllegalArgumentException("discrepancy must be positive, is " + discrepancy);
    }
    long high = 2;
    while (!(detectable(high, alpha, beta) <= discrepancy)) {
      if (high > 1L << 50) {
        throw new IllegalArgumentException("no sample finds a discrepancy of " + discrepancy);
      }
      high *= 2;
    }
    long low = high / 2;
    while (high - low > 1) {
      long n = low + (high - low) / 2;
      if (detectable(n, alpha, beta) <= discrepancy) {
        high = n;
      } else {
        low = n;
      }
    }
    return high;
  }
}
