package wfr.pde;

import java.util.ArrayList;
import java.util.List;
import wfr.measure.PlaneDensity;
import wfr.measure.PlaneTarget;
import wfr.model.GridSettings;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations;
import wfr.operation.GridOperations.PlaneDiscretise;
import wfr.operation.GridOperations.PlaneInitialLogRatio;
import wfr.operation.Implementation;
import wfr.operation.PlaneSolution;

/**
 * Finite-volume solution of the WFR flow on a rectangle: {@link PlaneFlux} in space, {@link Splitting} of {@link PlaneTransport} and
 * {@link ReactionFlow} in time, on h = log(rho/pi) per cell. Settings count cells per axis.
 * Special cases: as {@link GridSolver}: lambda = 0 makes no reaction step, D = 0 no transport step.
 * Accuracy: order 2 in the cell widths; in dt order 2 for strang with tr-bdf2, else 1 (G3P).
 * Source: proofs-notes, G3P.
 */
public final class PlaneSolver {
  private final WfrProblem problem;
  private final GridSettings settings;
  private final Implementation ops;
  private final PlaneTarget target;

  /** A solver of a problem with fixed cells per axis and step, composed of an implementation. */
  public PlaneSolver(WfrProblem problem, GridSettings settings, Implementation ops) {
    this.problem = problem;
    this.settings = settings;
    this.ops = ops;
    this.target = ops.apply(new PlaneDiscretise(problem, settings.cells()));
  }

  /**
   * Solves up to the last output time.
   *
   * @param times ascending, >= 0
   * @param refinement factor of every interval's number of steps, so that refinements are nested exactly
   */
  public PlaneSolution run(double[] times, long refinement) {
    List<PlaneDensity> densities = new ArrayList<>();
    SplittingRun run =
        new SplittingRun(
            problem,
            settings,
            ops,
            target.logMass(),
            (h, dt) ->
                ops.apply(new GridOperations.PlaneTransport(target, h, dt, settings.transport())));
    run.over(
        ops.apply(new PlaneInitialLogRatio(problem, target)),
        times,
        refinement,
        null,
        (t, h) -> densities.add(new PlaneDensity(target.grid(), target.logMass(), h)));
    return new PlaneSolution(
        target, densities, run.massError(), run.steps(), run.limited(), run.logarithmic());
  }
}
