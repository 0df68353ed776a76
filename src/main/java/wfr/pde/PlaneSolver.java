package wfr.pde;

import java.util.ArrayList;
import java.util.List;
import wfr.measure.PlaneDensity;
import wfr.measure.PlaneTarget;
import wfr.model.GridSettings;
import wfr.model.WfrProblem;

/**
 * Finite-volume solution of the WFR flow on a rectangle: {@link PlaneFlux} in space, {@link Splitting} of {@link PlaneTransport} and
 * {@link ReactionFlow} in time, on h = log(rho/pi) per cell. Settings count cells per axis.
 * Special cases: as {@link GridSolver}: lambda = 0 makes no reaction step, D = 0 no transport step.
 * Accuracy: order 2 in the cell widths; in dt order 2 for strang with tr-bdf2, else 1 (G3P).
 */
public final class PlaneSolver {
  private final WfrProblem problem;
  private final GridSettings settings;
  private final PlaneParts parts;
  private final PlaneTarget target;

  /** A solver of a problem with fixed cells per axis and step. */
  public PlaneSolver(WfrProblem problem, GridSettings settings) {
    this(problem, settings, PlaneParts.REFERENCE);
  }

  /** The same loop made of other parts. */
  public PlaneSolver(WfrProblem problem, GridSettings settings, PlaneParts parts) {
    this.problem = problem;
    this.settings = settings;
    this.parts = parts;
    this.target = parts.discretise(problem, settings.cells());
  }

  /**
   * Solves up to the last output time.
   *
   * @param times ascending, >= 0
   * @param refinement factor of every interval's number of steps, so that refinements are nested exactly
   */
  public PlaneRun run(double[] times, long refinement) {
    double[] h = PlaneFlux.initialLogRatio(problem, target);
    List<PlaneDensity> densities = new ArrayList<>();
    List<PlaneTransport> transports = new ArrayList<>();
    double massError = 0;
    long steps = 0;
    double t = 0;
    for (double time : times) {
      if (!(time >= t)) {
        throw new IllegalArgumentException("output times must ascend from 0: " + time);
      }
      if (time > t) {
        long n = refinement * stepsWithin(time - t);
        step((time - t) / n, transports).advance(h, n);
        steps += n;
        t = time;
      }
      double mass = Math.exp(ReactionFlow.logTotalMass(target.logMass(), h));
      if (!(Math.abs(mass - 1) < 1)) {
        throw new ArithmeticException(
            "the grid solution lost its mass at t = " + time + ": " + mass);
      }
      massError = Math.max(massError, Math.abs(mass - 1));
      densities.add(new PlaneDensity(target.grid(), target.logMass(), h));
    }
    return new PlaneRun(
        target,
        densities,
        massError,
        steps,
        transports.stream().mapToLong(PlaneTransport::limitedSteps).sum(),
        transports.stream().mapToLong(PlaneTransport::logarithmicSteps).sum());
  }

  /** Number of equal steps not above the largest one; D = 0 is exact in one. */
  private long stepsWithin(double interval) {
    return problem.diffusivity() == 0
        ? 1
        : (long) Math.ceil(interval / settings.timeStep() * (1 - 4 * Math.ulp(1.0)));
  }

  private Splitting step(double dt, List<PlaneTransport> transports) {
    SubFlow.Factory reaction =
        problem.reactionRate() == 0
            ? s -> v -> {}
            : s -> new ReactionFlow(target.logMass(), problem.reactionRate() * s);
    SubFlow.Factory transport =
        problem.diffusivity() == 0
            ? s -> v -> {}
            : s -> {
              SubFlow flow = parts.transport(target, s, settings.transport());
              if (flow instanceof PlaneTransport counted) {
                transports.add(counted);
              }
              return flow;
            };
    return new Splitting(settings.splitting(), transport, reaction, dt);
  }
}
