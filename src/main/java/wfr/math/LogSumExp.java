package wfr.math;

import java.util.Arrays;

/**
 * log sum_i exp(l_i), shifted by the maximum so that nothing overflows.
 * Special cases: empty or all -infinity gives -infinity; one +infinity gives +infinity; NaN gives NaN.
 * Accuracy: relative error of the sum at most (n + 2) ulp before the logarithm.
 */
public final class LogSumExp {
  /** log of half an ulp of 1: what is smaller adds nothing. */
  private static final double NOTHING = -37;

  private LogSumExp() {}

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
    return max + Exponential.log(Exponential.sum(l, from, to, max));
  }

  /** The weights of the points of a tensor rule by the weights of its axes: point q has place q mod n_0 along the first axis, and so on. */
  public static double[] tensor(double[]... axes) {
    double[] weights = {1};
    for (double[] axis : axes) {
      double[] inner = weights;
      weights = new double[inner.length * axis.length];
      Arrays.setAll(weights, q -> inner[q % inner.length] * axis[q / inner.length]);
    }
    return weights;
  }

  /** log sum_q w_q exp(l_q), w_q > 0. */
  public static double ofRule(double[] l, double[] weights) {
    double max = Double.NEGATIVE_INFINITY;
    for (double v : l) {
      max = Math.max(max, v);
    }
    if (Double.isInfinite(max) || Double.isNaN(max)) {
      return max;
    }
    double sum = 0;
    for (int q = 0; q < l.length; q++) {
      sum += weights[q] * Exponential.exp(l[q] - max);
    }
    return max + Exponential.log(sum);
  }

  /** log(exp(a) + exp(b)), absolute error a few ulp of 1 and of the result. */
  public static double of(double a, double b) {
    double hi = Math.max(a, b);
    double lo = Math.min(a, b);
    return lo - hi > NOTHING ? hi + Exponential.log(1 + Exponential.exp(lo - hi)) : hi;
  }
}
