package wfr.spec;

import java.util.Arrays;

/**
 * Observed orders of convergence of errors at h, h/2, h/4, ...: log2(e_l/e_{l+1}) for every consecutive pair. The evidence is the largest distance
 * of any rate from the order that the claim states; a study that is not in its asymptotic range shows it there.
 */
public final class Rates {
  /**
   * How far a rate may be from the order in the asymptotic range: a next term of a fifth of the leading one at the coarser of two steps moves the rate
   * of a first-order scheme by log2((1 + 0.2)/(1 + 0.1)) = 0.126 or, of the other sign, 0.17; rounded to twice the 0.07 of a tenth.
   */
  public static final double ASYMPTOTIC = 2 * 0.07;

  private Rates() {}

  /** log2 of consecutive error ratios. */
  public static double[] of(double[] errors) {
    double[] r = new double[errors.length - 1];
    for (int l = 0; l < r.length; l++) {
      r[l] = Math.log(Math.abs(errors[l]) / Math.abs(errors[l + 1])) / Math.log(2);
    }
    return r;
  }

  /** Largest |rate - order|; NaN if any error is zero or not a number. */
  public static double distance(double[] errors, double order) {
    double worst = 0;
    for (double r : of(errors)) {
      double d = Math.abs(r - order);
      if (!(d <= worst)) {
        worst = d;
      }
      if (Double.isNaN(d)) {
        return Double.NaN;
      }
    }
    return worst;
  }

  /** Rates as text with two decimals. */
  public static String text(double[] errors) {
    return Arrays.toString(
        Arrays.stream(of(errors))
            .mapToObj(r -> String.format(java.util.Locale.ROOT, "%.2f", r))
            .toArray());
  }
}
