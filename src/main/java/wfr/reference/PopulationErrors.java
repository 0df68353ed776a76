package wfr.reference;

import java.util.Arrays;
import wfr.math.Estimate;
import wfr.operation.FigureOperations.PopulationEstimate;
import wfr.operation.FigureOperations.StandardError;
import wfr.operation.FigureOperations.StepError;
import wfr.operation.Implementation;

/**
 * Mean over independent populations run with a step dt/2, with its error
 *   s/sqrt(R) + |A(dt) - A(dt/2)| + the standard error of that difference,
 * s the standard deviation of R populations, those with dt of half the size ({@link TwoRuns}). For a scheme of first order the difference of the two runs is the whole bias of the finer one, of the step and of a finite population; because it
 * may vanish by chance, its own noise is added. Source: proofs-notes, E4, E5, E15.
 */
final class PopulationErrors {
  private PopulationErrors() {}

  /** The estimate of one figure, with the errors of the implementation. */
  static Estimate of(PopulationEstimate call, Implementation ops) {
    return new Estimate(
        mean(call.fine()),
        ops.apply(new StandardError(call.fine()))
            + ops.apply(new StepError(call.fine(), call.coarse())));
  }

  /** Bias of the step, with the noise of its estimate. */
  static double stepError(StepError call, Implementation ops) {
    return Math.abs(mean(call.fine()) - mean(call.coarse()))
        + Math.hypot(
            ops.apply(new StandardError(call.fine())), ops.apply(new StandardError(call.coarse())));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** s/sqrt(R). */
  static double standardError(double[] values) {
    double mean = mean(values);
    double spread = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(spread / (values.length * (values.length - 1.0)));
  }
}
