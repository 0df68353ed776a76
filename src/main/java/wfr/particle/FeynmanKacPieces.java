package wfr.particle;

import java.util.Arrays;
import wfr.math.LogSumExp;
import wfr.model.QuadratureRule;

/** The formulas of the weighted walk that may be replaced: the weight of a step, and what a resampling leaves of the weights. */
@FunctionalInterface
public interface FeynmanKacPieces {
  /** The production formulas. */
  FeynmanKacPieces REFERENCE = FeynmanKacPieces::kill;

  /**
   * Adds -int k over one step to the log-weights, in place.
   *
   * @param rule quadrature in time
   * @param logWeights entries 0 .. length - 1
   * @param start k at the start of the step
   * @param end k at its end
   * @param dt step
   */
  void weigh(QuadratureRule rule, double[] logWeights, double[] start, double[] end, double dt);

  /** Log-weights of the offspring: all the mean weight, which keeps the unnormalised mass. */
  default double[] reset(double[] logWeights, int[] ancestors) {
    double[] equal = new double[logWeights.length];
    Arrays.fill(equal, LogSumExp.of(logWeights) - Math.log(logWeights.length));
    return equal;
  }

  private static void kill(
      QuadratureRule rule, double[] logWeights, double[] start, double[] end, double dt) {
    double a = rule.start() * dt;
    double b = rule.end() * dt;
    for (int i = 0; i < logWeights.length; i++) {
      logWeights[i] -= a * start[i] + b * end[i];
    }
  }
}
