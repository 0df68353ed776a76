package wfr.spec;

import java.util.Arrays;

/**
 * Observed orders of convergence of errors at h, h/2, h/4, ...: log2(e_l/e_{l+1}) for every consecutive pair. The evidence is the largest distance
 * of any rate from the order that the claim states; a study that is not in its asymptotic range shows it there.
 */
public final class Rates {
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
