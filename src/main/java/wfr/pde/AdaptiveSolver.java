package wfr.pde;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wfr.math.TimeSteps;
import wfr.measure.DiscreteTarget;
import wfr.measure.GridDensity;
import wfr.operation.GridOperations.AdaptiveRun;
import wfr.operation.GridOperations.Controlled;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.Extrapolated;
import wfr.operation.GridOperations.ExtrapolatedStep;
import wfr.operation.GridOperations.GradedEdges;
import wfr.operation.GridOperations.InitialLogRatio;
import wfr.operation.GridOperations.Reaction;
import wfr.operation.GridOperations.StepControl;
import wfr.operation.GridOperations.TemperedNorm;
import wfr.operation.GridSolution;
import wfr.operation.Implementation;

/**
 * Finite-volume solution of the WFR flow on a box of one to three dimensions in steps of {@link ExtrapolatedEuler}, each as long as its error in {@link StepSize} allows: from a thousandth
 * of the first output time on, halved where a sliver would be left before an output. A plan of times, those of a run on other cells, is followed where its steps pass, so that both runs have
 * nearly the same error in time and extrapolation in the cells is not disturbed by it.
 * Special cases: D = 0 makes one exact reaction per output; lambda = 0 is Fokker-Planck.
 * Accuracy: the tolerance per step, of the error and of the drift of mass, order 2 in the cells. Mass is 1 by normalisation; the ledger keeps how far it would have drifted. Source: proofs-notes, G3, G3P, G14, G15.
 */
public final class AdaptiveSolver {
  /** Of the first output time: what is too long is made again, on one grid only; what is too short is a step on every grid. */
  private static final double FIRST = 1e-3;

  /** Of every step: beyond it rounding gains on what fewer steps save, below it steps are many. */
  private static final int ORDER = 5;

  /** A planned step may be as wrong as this many tolerances: it was right on other cells. */
  private static final double PLANNED = 1.5;

  /** Shortest step in ulps of the time it starts at. */
  private static final double SHORTEST = 8;

  private final AdaptiveRun call;
  private final Implementation ops;
  private final DiscreteTarget target;
  private final double end;
  private final List<Double> made = new ArrayList<>();

  private double[] h;
  private double now;
  private double next;
  private double drift;
  private double mostDrift;

  private AdaptiveSolver(AdaptiveRun call, Implementation ops) {
    this.call = call;
    this.ops = ops;
    TimeSteps.check(call.times());
    if (!(call.tolerance() > 0)) {
      throw new IllegalArgumentException("tolerance must be > 0: " + call.tolerance());
    }
    double[] edges =
        call.graded() ? ops.apply(new GradedEdges(call.problem(), call.cells())) : new double[0];
    target = ops.apply(new Discretise(call.problem(), call.cells(), edges));
    h = ops.apply(new InitialLogRatio(call.problem(), target));
    end = call.times().length == 0 ? 0 : call.times()[call.times().length - 1];
    next = FIRST * Arrays.stream(call.times()).filter(t -> t > 0).findFirst().orElse(0);
  }

  /** The run. */
  public static GridSolution run(AdaptiveRun call, Implementation ops) {
    AdaptiveSolver solver = new AdaptiveSolver(call, ops);
    List<GridDensity> densities = new ArrayList<>();
    for (double time : call.times()) {
      solver.advance(time);
      densities.add(new GridDensity(solver.target.grid(), solver.target.logMass(), solver.h));
    }
    return new GridSolution(
        solver.target,
        call.times().clone(),
        densities,
        solver.mostDrift,
        solver.made.stream().mapToDouble(t -> t).toArray());
  }

  private void advance(double time) {
    if (call.problem().diffusivity() == 0) {
      double rate = call.problem().reactionRate() * (time - now);
      h = rate > 0 ? ops.apply(new Reaction(target.logMass(), h, rate)) : h;
      now = time;
      return;
    }
    while (now < time) {
      double goal = planned(time);
      if (Double.isNaN(goal)) {
        double left = time - now;
        double dt = Math.min(next, left);
        step(dt < left && 2 * dt > left ? 0.5 * left : dt, dt == left ? time : Double.NaN, 1);
      } else if (!step(goal - now, goal, PLANNED)) {
        while (now < goal) {
          double left = goal - now;
          double dt = Math.min(next, left);
          step(dt, dt == left ? goal : Double.NaN, 1);
        }
      }
    }
  }

  /** The next time of the plan, at most the output; NaN without a plan. */
  private double planned(double time) {
    double[] plan = call.plan();
    if (plan.length == 0) {
      return Double.NaN;
    }
    int at = Arrays.binarySearch(plan, now);
    int following = at >= 0 ? at + 1 : -at - 1;
    return following < plan.length ? Math.min(plan[following], time) : time;
  }

  /** Tries a step that ends at a time, or dt later where that is NaN. */
  private boolean step(double dt, double goal, double factor) {
    if (!(dt > SHORTEST * Math.ulp(now))) {
      throw new ArithmeticException(
          "no step meets the tolerance " + call.tolerance() + " at t = " + now);
    }
    Extrapolated step =
        ops.apply(new ExtrapolatedStep(target, h, call.problem().reactionRate(), dt, ORDER));
    double least = Math.exp(-call.problem().reactionRate() * (end - now));
    double norm =
        ops.apply(new TemperedNorm(target.logMass(), step.logRatio(), step.lower(), least));
    // where one far cell outgrows all others, in both orders alike, only the mass tells
    double error = Math.max(norm, Math.abs(step.logMass()));
    Controlled decision = ops.apply(new StepControl(error, factor * call.tolerance(), ORDER, dt));
    if (decision.accepted()) {
      h = step.logRatio();
      drift += step.logMass();
      mostDrift = Math.max(mostDrift, Math.abs(drift));
      now = Double.isNaN(goal) ? now + dt : goal;
      made.add(now);
      // a step cut short by an output says nothing against the length before
      next = dt < next ? Math.max(next, decision.dt()) : decision.dt();
    } else {
      next = decision.dt();
    }
    return decision.accepted();
  }
}
