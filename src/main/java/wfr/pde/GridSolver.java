package wfr.pde;

import java.util.ArrayList;
import java.util.List;
import wfr.measure.DiscreteTarget;
import wfr.measure.GridDensity;
import wfr.model.GridSettings;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;

/**
 * Finite-volume solution of the WFR flow in one dimension: {@link ScharfetterGummelFlux} in space,
 * {@link Splitting} of
 * {@link FokkerPlanckStep} and {@link ReactionFlow} in time, on h = log(rho/pi) per cell.
 * Special cases: lambda = 0 makes no reaction step (mass is then conserved by the fluxes alone); D = 0 no transport step, and one
 * exact reaction step per interval, whatever the time step.
 * Accuracy: order 2 in dx; in dt the order of the splitting and of the transport stepper, whichever is lower (G3, C4).
 */
public final class GridSolver {
  private final WfrProblem problem;
  private final GridSettings settings;
  private final SchemeParts parts;
  private final DiscreteTarget target;
  private final List<FokkerPlanckStep> transports = new ArrayList<>();
  private double massError;

  /** A solver of a problem with fixed cells and step. */
  public GridSolver(WfrProblem problem, GridSettings settings) {
    this(problem, settings, SchemeParts.REFERENCE);
  }

  /** The same loop made of other parts. */
  public GridSolver(WfrProblem problem, GridSettings settings, SchemeParts parts) {
    this.problem = problem;
    this.settings = settings;
    this.parts = parts;
    this.target = parts.discretise(problem, settings.cells());
  }

  /** The discrete target. */
  public DiscreteTarget target() {
    return target;
  }

  /**
   * Solves up to the last output time.
   *
   * @param times ascending, >= 0
   */
  public GridRun run(double[] times) {
    return run(times, 1, NoObserver.INSTANCE);
  }

  /** As {@link #run(double[])}, showing h after every step (and at time 0) to an observer, which must not change it. */
  public GridRun run(double[] times, StepObserver observer) {
    return run(times, 1, observer);
  }

  /** As {@link #run(double[])} with every interval's number of steps multiplied, so that refinements are nested exactly. */
  public GridRun run(double[] times, long refinement) {
    return run(times, refinement, NoObserver.INSTANCE);
  }

  private GridRun run(double[] times, long refinement, StepObserver observer) {
    double[] h = parts.initialLogRatio(problem, target);
    List<GridDensity> densities = new ArrayList<>();
    long steps = 0;
    double t = 0;
    observer.at(0, h);
    transports.clear();
    massError = 0;
    for (double time : times) {
      if (!(time >= t)) {
        throw new IllegalArgumentException("output times must ascend from 0: " + time);
      }
      if (time > t) {
        long n = refinement * stepsWithin(time - t);
        advance(h, t, time, n, observer);
        steps += n;
        t = time;
      }
      double mass = Math.exp(ReactionFlow.logTotalMass(target.logMass(), h));
      if (!(Math.abs(mass - 1) < 1)) {
        throw new ArithmeticException(
            "the grid solution lost its mass at t = " + time + ": " + mass);
      }
      massError = Math.max(massError, Math.abs(mass - 1));
      densities.add(new GridDensity(target.grid(), target.logMass(), h));
    }
    return new GridRun(
        target,
        times.clone(),
        densities,
        massError,
        steps,
        transports.stream().mapToLong(FokkerPlanckStep::limitedSteps).sum(),
        transports.stream().mapToLong(FokkerPlanckStep::logarithmicSteps).sum());
  }

  /** Number of equal steps not above the largest one; D = 0 is exact in one. */
  private long stepsWithin(double interval) {
    return problem.diffusivity() == 0
        ? 1
        : (long) Math.ceil(interval / settings.timeStep() * (1 - 4 * Math.ulp(1.0)));
  }

  private void advance(double[] h, double from, double to, long n, StepObserver observer) {
    double dt = (to - from) / n;
    SubFlow.Factory reaction =
        problem.reactionRate() == 0
            ? s -> v -> {}
            : s -> parts.reaction(target.logMass(), problem.reactionRate() * s);
    SubFlow.Factory transport =
        problem.diffusivity() == 0 ? s -> v -> {} : s -> transport(s, settings.transport());
    Splitting step = new Splitting(settings.splitting(), transport, reaction, dt);
    if (observer.everyStep()) {
      for (long k = 1; k <= n; k++) {
        step.advance(h, 1);
        observer.at(k == n ? to : from + k * dt, h);
      }
    } else {
      step.advance(h, n);
    }
  }

  private SubFlow transport(double dt, TransportScheme scheme) {
    SubFlow step = parts.transport(target, dt, scheme);
    if (step instanceof FokkerPlanckStep counted) {
      transports.add(counted);
    }
    return step;
  }

  /** Sees the solution while it is computed. */
  @FunctionalInterface
  public interface StepObserver {
    /** h = log(rho/pi) per cell at a time. */
    void at(double time, double[] h);

    /** False (no observation, steps may merge) only for the observer that ignores everything. */
    default boolean everyStep() {
      return true;
    }
  }

  /** The observer that looks away. */
  private enum NoObserver implements StepObserver {
    INSTANCE;

    @Override
    public void at(double time, double[] h) {}

    @Override
    public boolean everyStep() {
      return false;
    }
  }
}
