package wfr.particle;

import java.util.Arrays;
import wfr.measure.Weights;
import wfr.model.DensityEstimate;
import wfr.model.WfrProblem;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.KernelLogDensity;

/**
 * log rho as the mixture of the last step's Gaussians, c_j = x_j - D h grad V(x_j) before the move and b^2 = 2 D h: the law of an Euler-Maruyama step given the positions before it.
 * Its expectation is the law of the scheme itself, without smoothing; at time 0 it is rho_0 (arXiv 2506.05905). A particle is not one of its own centres, but its centre is near: log rho
 * is high by O(1/N), as in E4.
 */
final class TransitionField implements DensityField {
  private final WfrProblem problem;
  private final DensityEstimate.Evaluation evaluation;
  private final Implementation ops;
  private double[][] centres;
  private Weights weights;
  private double[] bandwidth;

  TransitionField(WfrProblem problem, DensityEstimate.Evaluation evaluation, Implementation ops) {
    this.problem = problem;
    this.evaluation = evaluation;
    this.ops = ops;
  }

  @Override
  public boolean watchesMoves() {
    return true;
  }

  @Override
  public void moving(double[][] m, Weights w, double s) {
    centres = m;
    weights = w;
    bandwidth = new double[m.length];
    Arrays.fill(bandwidth, s);
  }

  @Override
  public double[] logDensity(double time, double[][] x, Weights now) {
    if (centres != null) {
      return ops.apply(
          new KernelLogDensity(
              problem.domain(), evaluation, centres, weights.relative(), bandwidth, x));
    }
    return DensityFields.each(x, problem.initial()::logDensity);
  }
}
