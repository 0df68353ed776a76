package wfr.reference;

import java.util.Arrays;
import wfr.math.Estimate;

/**
 * Mean over independent populations run with a step dt/2, with its error
 *   s/sqrt(R) + |A(dt) - A(dt/2)| + the standard error of that difference,
 * s the standard deviation of R populations. For a scheme of first order the difference of the two runs is the whole bias of the finer one; because it
 * may vanish by chance, its own noise is added. Source: proofs-notes, E4, E5.
 */
final class PopulationEstimate {
  private PopulationEstimate() {}

  /**
   * The estimate of one figure.
   *
   * @param fine values of the populations run with dt/2
   * @param coarse values of the populations run with dt
   */
  static Estimate of(double[] fine, double[] coarse) {
    return new Estimate(mean(fine), standardError(fine) + stepError(fine, coarse));
  }

  /** Bias of the step, with the noise of its estimate. */
  static double stepError(double[] fine, double[] coarse) {
    return Math.abs(mean(fine) - mean(coarse))
        + Math.hypot(standardError(fine), standardError(coarse));
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** s/sqrt(R). */
  static double standardError(double[] values) {
    double mean = mean(values);
    double spread = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(spread / (values.length * (values.length - 1.0)));
  }
}
