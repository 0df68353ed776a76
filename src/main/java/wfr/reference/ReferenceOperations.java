package wfr.reference;

import java.util.List;
import wfr.diagnostics.GridFunctionals;
import wfr.exact.GaussianFlowNd;
import wfr.measure.DiscreteTarget;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.model.BoxMass;
import wfr.model.GaussianLaw;
import wfr.model.GridSettings;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.pde.FokkerPlanckStep;
import wfr.pde.GridSolver;
import wfr.pde.ReactionFlow;
import wfr.pde.ScharfetterGummelFlux;
import wfr.pde.SchemeParts;
import wfr.pde.Splitting;
import wfr.pde.SubFlow;

/**
 * The reference implementation as the claims see it: the production classes of pde and particle behind the operations. A mutant
 * overrides one method; splitting steps and runs call the overridden one, in the production loops.
 */
public class ReferenceOperations extends ReferenceParticles
    implements ReferenceSpectra,
        ReferenceGeometry,
        ReferenceCertificates,
        ReferenceKinetic,
        ReferenceReverseTime,
        ReferencePlane,
        ReferenceSpace,
        ReferenceKernels {
  /** The reference. */
  public ReferenceOperations() {}

  @Override
  public DiscreteTarget discretise(WfrProblem problem, int cells) {
    return ScharfetterGummelFlux.discretise(problem, cells);
  }

  @Override
  public double[] massOutside(WfrProblem problem) {
    return new double[] {
      BoxMass.ofInitial(problem.initial(), problem.domain()).outside(),
      BoxMass.ofTarget(problem.potential(), problem.domain()).outside()
    };
  }

  @Override
  public double[] initialLogRatio(WfrProblem problem, DiscreteTarget target) {
    return ScharfetterGummelFlux.initialLogRatio(problem, target);
  }

  @Override
  public double kl(double[] logMass, double[] logRatio) {
    Grid cells = new Grid(0, 1, logMass.length, false); // KL knows masses, not places
    return new GridFunctionals(new GridDensity(cells, logMass, logRatio)).kl();
  }

  @Override
  public double[] transport(
      DiscreteTarget target, double[] logRatio, double dt, TransportScheme scheme) {
    double[] h = logRatio.clone();
    new FokkerPlanckStep(target, dt, scheme).advance(h);
    return h;
  }

  @Override
  public double[] reaction(double[] logMass, double[] logRatio, double rate) {
    double[] h = logRatio.clone();
    new ReactionFlow(logMass, rate).advance(h);
    return h;
  }

  @Override
  public double[] splittingStep(
      DiscreteTarget target,
      double[] logRatio,
      double lambda,
      double dt,
      SplittingScheme splitting,
      TransportScheme transport) {
    double[] h = logRatio.clone();
    new Splitting(
            splitting,
            s -> copying(v -> transport(target, v, s, transport)),
            s -> copying(v -> reaction(target.logMass(), v, lambda * s)),
            dt)
        .advance(h, 1);
    return h;
  }

  @Override
  public List<GridDensity> gridRun(WfrProblem problem, GridSettings settings, double[] times) {
    return new GridSolver(problem, settings, parts()).run(times).densities();
  }

  @Override
  public GaussianLaw gaussianFlow(
      GaussianLaw target, GaussianLaw initial, double lambda, double diffusivity, double time) {
    return new GaussianFlowNd(target, initial, lambda, diffusivity).law(time);
  }

  /** The production loop made of this object's operations; the reference itself takes the production parts. */
  private SchemeParts parts() {
    if (getClass() == ReferenceOperations.class) {
      return SchemeParts.REFERENCE;
    }
    ReferenceOperations self = this;
    return new SchemeParts() {
      @Override
      public DiscreteTarget discretise(WfrProblem problem, int cells) {
        return self.discretise(problem, cells);
      }

      @Override
      public double[] initialLogRatio(WfrProblem problem, DiscreteTarget target) {
        return self.initialLogRatio(problem, target);
      }

      @Override
      public SubFlow transport(DiscreteTarget target, double dt, TransportScheme scheme) {
        return copying(v -> self.transport(target, v, dt, scheme));
      }

      @Override
      public SubFlow reaction(double[] logMass, double rate) {
        return copying(v -> self.reaction(logMass, v, rate));
      }
    };
  }

  private static SubFlow copying(java.util.function.UnaryOperator<double[]> operation) {
    return h -> {
      double[] next = operation.apply(h);
      System.arraycopy(next, 0, h, 0, h.length);
    };
  }
}
