package wfr.reference;

import wfr.exact.GaussianFlow;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.LogDensityOracle;
import wfr.model.WfrProblem;

/** Where oracle weights come from: the closed form for Gaussians, a finite-volume run otherwise. */
final class Oracles {
  private Oracles() {}

  static LogDensityOracle of(WfrProblem problem, double horizon) {
    if (problem.domain().boundary() == Domain.Boundary.LINE
        && problem.potential() instanceof GaussianLaw target
        && problem.initial() instanceof GaussianLaw initial) {
      return new GaussianFlow(target, initial, problem.reactionRate(), problem.diffusivity());
    }
    return new GridOracle(problem, horizon);
  }
}
