package wfr.pde;

import wfr.measure.PlaneTarget;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;

/** The parts of which {@link PlaneSolver} is made. The defaults are the reference; a defect replaces one of them in the same loop. */
public interface PlaneParts {
  /** The reference parts. */
  PlaneParts REFERENCE = new PlaneParts() {};

  /** Masses and conductances on a grid. */
  default PlaneTarget discretise(WfrProblem problem, int cellsPerAxis) {
    return PlaneFlux.discretise(problem, cellsPerAxis);
  }

  /** Transport over dt. */
  default SubFlow transport(PlaneTarget target, double dt, TransportScheme scheme) {
    return new PlaneTransport(target, dt, scheme);
  }
}
