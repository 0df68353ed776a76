package wfr.math;

/**
 * log sum_i exp(l_i), shifted by the maximum so that nothing overflows.
 * Special cases: empty or all -infinity gives -infinity; one +infinity gives +infinity; NaN gives NaN.
 * Accuracy: relative error of the sum at most (n + 2) ulp before the logarithm.
 */
public final class LogSumExp {
  private LogSumExp() {}

  /**
   * exp(l_i)/sum exp(l): shifted by the maximum before and divided after, so that a common shift s of all l costs their own rounding, ulp(s), but
   * the sum of the result stays 1 to n ulp (dividing by the exponential of log-sum-exp would cost ulp(s) there too).
   *
   * @throws ArithmeticException if the maximum is not finite
   */
  public static double[] normalised(double[] l) {
    double max = Double.NEGATIVE_INFINITY;
    for (double v : l) {
      max = Math.max(max, v);
    }
    if (!Double.isFinite(max)) {
      throw new ArithmeticException(
          "weights cannot be normalised: their largest logarithm must be finite: " + max);
    }
    double[] w = new double[l.length];
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      w[i] = Math.exp(l[i] - max);
      sum += w[i];
    }
    for (int i = 0; i < w.length; i++) {
      w[i] /= sum;
    }
    return w;
  }

  /** log sum exp(l). */
  public static double of(double[] l) {
    return of(l, 0, l.length);
  }

  /** log sum exp(l[from .. to-1]). */
  public static double of(double[] l, int from, int to) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      max = Math.max(max, l[i]);
    }
    if (Double.isInfinite(max) || Double.isNaN(max)) {
      return max;
    }
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += Math.exp(l[i] - max);
    }
    return max + Math.log(sum);
  }

  /** log(exp(a) + exp(b)). */
  public static double of(double a, double b) {
    double hi = Math.max(a, b);
    double lo = Math.min(a, b);
    return lo == Double.NEGATIVE_INFINITY ? hi : hi + Math.log1p(Math.exp(lo - hi));
  }
}
