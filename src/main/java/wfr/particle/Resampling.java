package wfr.particle;

import java.util.Arrays;
import wfr.model.ResamplingScheme;

/**
 * Ancestors a_1..a_N of N offspring from normalised weights W_1..W_N, as pure functions of uniforms in [0, 1). With the
 * cumulative sums C_i = W_1 + .. + W_i, a point u has as ancestor the first i with C_i above u:
 *   multinomial   points u_1..u_N;              stratified   points (k + u_k)/N;
 *   systematic    points (k + u)/N, one u;      residual     floor(N W_i) copies each, then the remaining ones by
 *                                                            multinomial points in the fractional parts.
 * All are unbiased, E[N_i] = N W_i; systematic counts lie in {floor, ceil} of N W_i. The last cumulative sum is closed
 * at 1: rounding never loses the last particle, and an entry of weight 0 has no offspring.
 * Accuracy: points and sums are rounded, so a count changes only for a u within N ulp of a boundary; residual takes
 * N W_i within 1e-12 below an integer as that integer.   Source: proofs-notes, E2, E7R.
 */
public final class Resampling {
  /** Relative slack within which N W_i counts as the next integer. */
  static final double INTEGER_SLACK = 1e-12;

  private Resampling() {}

  /** How many uniforms a scheme may read for n particles. */
  public static int uniforms(ResamplingScheme scheme, int n) {
    return switch (scheme) {
      case NONE -> 0;
      case SYSTEMATIC -> 1;
      default -> n;
    };
  }

  /**
   * Ancestor of each offspring; NONE returns the identity.
   *
   * @param scheme how they are drawn
   * @param weights normalised weights
   * @param uniforms numbers in [0, 1), {@link #uniforms} of them
   */
  public static int[] ancestors(ResamplingScheme scheme, double[] weights, double[] uniforms) {
    int n = weights.length;
    int[] a = new int[n];
    switch (scheme) {
      case NONE -> Arrays.setAll(a, k -> k);
      case MULTINOMIAL -> search(cumulative(weights), uniforms, a, 0);
      case STRATIFIED -> sweep(cumulative(weights), uniforms, false, a);
      case SYSTEMATIC -> sweep(cumulative(weights), uniforms, true, a);
      case RESIDUAL -> residual(weights, uniforms, a);
    }
    return a;
  }

  /** C_i, divided by the sum so that the last is 1; entries after the last positive weight are 1 as well. */
  private static double[] cumulative(double[] weights) {
    int n = weights.length;
    double[] c = new double[n];
    double sum = 0;
    int last = -1;
    for (int i = 0; i < n; i++) {
      if (!(weights[i] >= 0) || Double.isInfinite(weights[i])) {
        throw new ArithmeticException("weight " + i + " must be >= 0 and finite: " + weights[i]);
      }
      if (weights[i] > 0) {
        last = i;
      }
      sum += weights[i];
      c[i] = sum;
    }
    if (!(sum > 0)) {
      throw new ArithmeticException("weights must have a positive sum: " + sum);
    }
    for (int i = 0; i < n; i++) {
      c[i] = i >= last ? 1 : c[i] / sum;
    }
    return c;
  }

  /** Points in ascending order: one pass. */
  private static void sweep(double[] c, double[] u, boolean shared, int[] a) {
    int n = a.length;
    int i = 0;
    for (int k = 0; k < n; k++) {
      double point = (k + (shared ? u[0] : u[k])) / n;
      while (point >= c[i] && i < n - 1 && c[i] < 1) {
        i++;
      }
      a[k] = i;
    }
  }

  /** Points in any order into a[from ..], by bisection. */
  private static void search(double[] c, double[] u, int[] a, int from) {
    for (int k = from; k < a.length; k++) {
      a[k] = first(c, u[k - from]);
    }
  }

  /** The first i with C_i above a point, the last i where there is none. */
  static int first(double[] c, double point) {
    int lo = 0;
    int hi = c.length - 1;
    while (lo < hi) {
      int mid = (lo + hi) >>> 1;
      if (c[mid] > point) {
        hi = mid;
      } else {
        lo = mid + 1;
      }
    }
    return lo;
  }

  private static void residual(double[] weights, double[] u, int[] a) {
    int n = weights.length;
    double[] c = cumulative(weights);
    double sum = 0;
    for (double w : weights) {
      sum += w;
    }
    double[] rest = new double[n];
    int filled = 0;
    double left = 0;
    for (int i = 0; i < n; i++) {
      double expected = n * (weights[i] / sum);
      int copies = (int) Math.floor(expected * (1 + INTEGER_SLACK));
      for (int k = 0; k < copies && filled < n; k++) {
        a[filled++] = i;
      }
      rest[i] = Math.max(0, expected - copies);
      left += rest[i];
    }
    if (filled < n) {
      search(left > 0 ? cumulative(rest) : c, u, a, filled);
    }
  }
}
