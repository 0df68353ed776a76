package wfr.pde;

import wfr.measure.DiscreteTarget;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;

/** The parts of which {@link GridSolver} is made. The defaults are the reference; a defect replaces one of them in the same loop. */
public interface SchemeParts {
  /** The reference parts. */
  SchemeParts REFERENCE = new SchemeParts() {};

  /** Masses and conductances on a grid. */
  default DiscreteTarget discretise(WfrProblem problem, int cells) {
    return ScharfetterGummelFlux.discretise(problem, cells);
  }

  /** log(rho_0/pi) per cell. */
  default double[] initialLogRatio(WfrProblem problem, DiscreteTarget target) {
    return ScharfetterGummelFlux.initialLogRatio(problem, target);
  }

  /** Transport over dt. */
  default SubFlow transport(DiscreteTarget target, double dt, TransportScheme scheme) {
    return new FokkerPlanckStep(target, dt, scheme);
  }

  /** Reaction over lambda dt = rate. */
  default SubFlow reaction(double[] logMass, double rate) {
    return new ReactionFlow(logMass, rate);
  }
}
