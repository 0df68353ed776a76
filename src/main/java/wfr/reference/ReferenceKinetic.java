package wfr.reference;

import java.util.List;
import java.util.function.UnaryOperator;
import wfr.exact.LinearDriftFlow;
import wfr.measure.PhaseDensity;
import wfr.measure.PhaseGrid;
import wfr.model.GaussianLaw;
import wfr.model.KineticProblem;
import wfr.model.Potential;
import wfr.pde.FrictionStep;
import wfr.pde.HamiltonianShift;
import wfr.pde.KineticParts;
import wfr.pde.KineticSolver;
import wfr.pde.ReactionFlow;
import wfr.pde.SubFlow;
import wfr.spec.Operations;

/** Kinetic flows of the reference implementation; see {@link ReferenceOperations}. */
public interface ReferenceKinetic extends Operations {
  @Override
  default GaussianLaw linearDriftFlow(
      double[][] drift, GaussianLaw target, GaussianLaw initial, double lambda, double time) {
    return new LinearDriftFlow(drift, target, initial, lambda).law(time);
  }

  @Override
  default UnaryOperator<double[]> kineticHamilton(PhaseGrid grid, Potential potential, double dt) {
    return map(new HamiltonianShift(grid, potential, dt));
  }

  @Override
  default UnaryOperator<double[]> kineticFriction(PhaseGrid grid, double rate) {
    return map(new FrictionStep(grid, rate));
  }

  @Override
  default UnaryOperator<double[]> kineticReaction(PhaseGrid grid, double[] logMass, double rate) {
    return map(new ReactionFlow(logMass, rate));
  }

  @Override
  default List<PhaseDensity> kineticRun(KineticProblem problem, int cells, int steps, double time) {
    KineticSolver solver = new KineticSolver(problem, cells, kineticParts());
    return solver.path(solver.start(), time, steps);
  }

  /** The production loop made of this object's operations; the reference itself takes the production parts. */
  private KineticParts kineticParts() {
    if (getClass() == ReferenceOperations.class) {
      return KineticParts.REFERENCE;
    }
    return new KineticParts() {
      @Override
      public SubFlow hamilton(PhaseGrid grid, Potential potential, double dt) {
        return inPlace(kineticHamilton(grid, potential, dt));
      }

      @Override
      public SubFlow friction(PhaseGrid grid, double rate) {
        return inPlace(kineticFriction(grid, rate));
      }

      @Override
      public SubFlow reaction(PhaseGrid grid, double[] logMass, double rate) {
        return inPlace(kineticReaction(grid, logMass, rate));
      }
    };
  }

  private static UnaryOperator<double[]> map(SubFlow flow) {
    return logRatio -> {
      double[] h = logRatio.clone();
      flow.advance(h);
      return h;
    };
  }

  private static SubFlow inPlace(UnaryOperator<double[]> map) {
    return h -> System.arraycopy(map.apply(h), 0, h, 0, h.length);
  }
}
