package wfr.reference;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import wfr.exact.LinearDriftFlow;
import wfr.measure.PhaseDensity;
import wfr.measure.PhaseGrid;
import wfr.measure.WeightedSample;
import wfr.model.GaussianLaw;
import wfr.model.KineticDiffusion;
import wfr.model.KineticProblem;
import wfr.model.ParticleSettings;
import wfr.model.Potential;
import wfr.particle.KineticStep;
import wfr.particle.KineticWalk;
import wfr.particle.PhaseSampler;
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
    KineticSolver solver = new KineticSolver(problem, cells, cells, kineticParts());
    return solver.path(solver.start(), time, steps);
  }

  @Override
  default double[][] kineticStep(
      Potential potential, double friction, double dt, double[] x, double[] v, double[] noise) {
    double[][] z = {x.clone(), v.clone()};
    KineticStep.BAOAB.advance(potential, friction, dt, z[0], z[1], noise);
    return z;
  }

  @Override
  default List<WeightedSample> kineticWalk(
      KineticDiffusion diffusion,
      GaussianLaw start,
      ParticleSettings settings,
      double time,
      int replicates) {
    KineticStep step =
        (potential, friction, dt, x, v, noise) -> {
          double[][] z = kineticStep(potential, friction, dt, x, v, noise);
          System.arraycopy(z[0], 0, x, 0, x.length);
          System.arraycopy(z[1], 0, v, 0, v.length);
        };
    KineticWalk walk = new KineticWalk(diffusion, step, settings, PhaseSampler.gaussian(start));
    return IntStream.range(0, replicates)
        .mapToObj(r -> walk.run(new double[] {time}, r).samples().get(0))
        .toList();
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
