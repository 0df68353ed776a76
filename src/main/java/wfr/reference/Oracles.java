package wfr.reference;

import wfr.exact.GaussianFlow;
import wfr.exact.GaussianFlowNd;
import wfr.model.DensityEstimate;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.LogDensityOracle;
import wfr.model.WfrProblem;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.ParticleRun;

/** Where oracle weights come from: the closed form for Gaussians, a finite-volume run otherwise. */
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
    if (problem.dimension() > 1) {
      return beyondTheLine(problem, horizon, ops);
    }
    if (problem.domain().boundary() == Domain.Boundary.LINE
        && problem.potential() instanceof GaussianLaw target
        && problem.initial() instanceof GaussianLaw initial) {
      return new GaussianFlow(target, initial, problem.reactionRate(), problem.diffusivity());
    }
    return new GridOracle(problem, horizon, ops);
  }

  private static LogDensityOracle beyondTheLine(
      WfrProblem problem, double horizon, Implementation ops) {
    if (problem.domain().boundary() == Domain.Boundary.LINE
        && problem.potential() instanceof GaussianLaw target
        && problem.initial() instanceof GaussianLaw initial) {
      return new GaussianFlowNd(target, initial, problem.reactionRate(), problem.diffusivity());
    }
    if (problem.dimension() > 2) {
      throw new IllegalArgumentException(
          "particles.density oracle has a closed form for Gaussians and a grid up to the plane, not for this problem of "
              + problem.dimension()
              + " dimensions: use transition, kernel or gaussian");
    }
    return new PlaneOracle(problem, horizon, ops);
  }
}
