package wfr.pde;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import wfr.measure.DiscreteTarget;
import wfr.measure.GridDensity;
import wfr.model.GridSettings;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.InitialLogRatio;
import wfr.operation.GridOperations.Transport;
import wfr.operation.GridSolution;
import wfr.operation.Implementation;

/**
 * Finite-volume solution of the WFR flow on a box of one to three dimensions: {@link ScharfetterGummelFlux} in space, {@link Splitting} of
 * {@link FokkerPlanckStep} and {@link ReactionFlow} in time, on h = log(rho/pi) per cell, as far as the implementation has not replaced them. Settings count cells per axis.
 * Accuracy: order 2 in dx; in dt the order of the splitting and of the transport stepper, whichever is lower (G3, G3P, C4).
 * Source: proofs-notes, G3, G3P.
 */
public final class GridSolver {
  private final WfrProblem problem;
  private final GridSettings settings;
  private final Implementation ops;
  private final DiscreteTarget target;

  /** A solver of a problem with fixed cells and step, composed of an implementation. */
  public GridSolver(WfrProblem problem, GridSettings settings, Implementation ops) {
    this.problem = problem;
    this.settings = settings;
    this.ops = ops;
    this.target = ops.apply(new Discretise(problem, settings.cells()));
  }

  /** The discrete target. */
  public DiscreteTarget target() {
    return target;
  }

  /**
   * Solves up to the last output time.
   *
   * @param times ascending, >= 0
   * @param refinement factor of every interval's number of steps, so that refinements are nested exactly
   */
  public GridSolution run(double[] times, long refinement) {
    return run(times, refinement, null);
  }

  /** Shows time and h at time 0 and after every step, which must not be changed. */
  public GridSolution run(double[] times, BiConsumer<Double, double[]> everyStep) {
    return run(times, 1, everyStep);
  }

  private GridSolution run(
      double[] times, long refinement, BiConsumer<Double, double[]> everyStep) {
    List<GridDensity> densities = new ArrayList<>();
    SplittingRun run =
        new SplittingRun(
            problem,
            settings,
            ops,
            target.logMass(),
            (h, dt) -> ops.apply(new Transport(target, h, dt, settings.transport())));
    run.over(
        ops.apply(new InitialLogRatio(problem, target)),
        times,
        refinement,
        everyStep,
        (t, h) -> densities.add(new GridDensity(target.grid(), target.logMass(), h)));
    return new GridSolution(target, times.clone(), densities, run.massError(), run.stepTimes());
  }
}
