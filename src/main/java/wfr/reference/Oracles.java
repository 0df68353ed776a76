package wfr.reference;

import java.util.Optional;
import wfr.exact.GaussianFlow;
import wfr.exact.GaussianFlowNd;
import wfr.measure.Grid;
import wfr.model.DensityEstimate;
import wfr.model.GaussianLaw;
import wfr.model.LogDensityOracle;
import wfr.model.WfrProblem;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.ParticleRun;

/** Where oracle weights come from: the closed form for Gaussians, the factors of a product, a finite-volume run otherwise. */
final class Oracles {
  private Oracles() {}

  /** The call with the solution that its settings ask for, where it has none yet. */
  static ParticleRun known(ParticleRun call, Implementation ops) {
    if (call.oracle() != null || !(call.settings().density() instanceof DensityEstimate.Oracle)) {
      return call;
    }
    return new ParticleRun(
        call.problem(),
        call.settings(),
        call.times(),
        call.replicate(),
        of(call.problem(), call.times()[call.times().length - 1], ops));
  }

  static LogDensityOracle of(WfrProblem problem, double horizon, Implementation ops) {
    if (problem.domain().isWholeSpace()
        && problem.potential() instanceof GaussianLaw target
        && problem.initial() instanceof GaussianLaw initial) {
      return problem.dimension() == 1
          ? new GaussianFlow(target, initial, problem.reactionRate(), problem.diffusivity())
          : new GaussianFlowNd(target, initial, problem.reactionRate(), problem.diffusivity());
    }
    Optional<FactorProblems> product =
        problem.dimension() == 1 ? Optional.empty() : FactorProblems.of(problem);
    if (product.isPresent()) {
      return new ProductOracle(product.get(), horizon, ops);
    }
    if (problem.dimension() > Grid.MOST_AXES) {
      throw new IllegalArgumentException(
          "particles.density oracle has closed forms for Gaussians and products in a frame, and a grid up to three dimensions, not for this problem of "
              + problem.dimension()
              + " dimensions: use transition, kernel or gaussian");
    }
    return new GridOracle(problem, horizon, ops);
  }
}
