package wfr.pde;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import wfr.math.TimeSteps;
import wfr.model.GridSettings;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Mass;
import wfr.operation.GridOperations.Reaction;
import wfr.operation.GridOperations.Transported;
import wfr.operation.Implementation;

/**
 * The loop of a finite-volume run on any grid, a {@link Splitting} of the transport and reaction of an implementation, with its ledger: mass is looked at after
 * every transport, before a reaction can normalise it.
 * Special cases: lambda = 0 makes no reaction step (mass is then conserved by the fluxes alone); D = 0 no transport step, and one
 * exact reaction step per interval, whatever the time step.
 * Source: proofs-notes, G11.
 */
final class SplittingRun {
  private final WfrProblem problem;
  private final GridSettings settings;
  private final Implementation ops;
  private final double[] logMass;
  private final Splitting splitting;

  private double massError;
  private final List<Double> steps = new ArrayList<>();

  /**
   * A run to be made.
   *
   * @param problem what is solved
   * @param settings step and splitting
   * @param ops what it is composed of
   * @param logMass log p_i
   * @param transport h over a time
   */
  SplittingRun(
      WfrProblem problem,
      GridSettings settings,
      Implementation ops,
      double[] logMass,
      BiFunction<double[], Double, Transported> transport) {
    this.problem = problem;
    this.settings = settings;
    this.ops = ops;
    this.logMass = logMass;
    splitting =
        new Splitting(
            settings.splitting(),
            dt -> problem.diffusivity() == 0 ? h -> h : h -> entered(transport.apply(h, dt)),
            dt ->
                problem.reactionRate() == 0
                    ? h -> h
                    : h -> ops.apply(new Reaction(logMass, h, problem.reactionRate() * dt)));
  }

  /**
   * Solves up to the last output time.
   *
   * @param start h at time 0
   * @param times ascending, >= 0
   * @param refinement factor of every interval's number of steps
   * @param everyStep shown h after every step and at time 0; null to let steps merge
   * @param output shown h at the output times
   */
  void over(
      double[] start,
      double[] times,
      long refinement,
      BiConsumer<Double, double[]> everyStep,
      BiConsumer<Double, double[]> output) {
    TimeSteps.check(times);
    double last = times.length == 0 ? 0 : times[times.length - 1];
    double largest = problem.diffusivity() == 0 ? last : settings.timeStep(); // exact in one
    double[] h = start;
    double from = 0;
    if (everyStep != null) {
      everyStep.accept(0.0, start);
    }
    for (double time : times) {
      long n = time == from ? 0 : refinement * TimeSteps.count(from, time, largest);
      double dt = n == 0 ? 0 : (time - from) / n;
      for (long k = 1; everyStep != null && k <= n; k++) {
        h = splitting.advance(h, dt, 1);
        everyStep.accept(k == n ? time : from + k * dt, h);
      }
      if (everyStep == null) {
        h = splitting.advance(h, dt, n);
      }
      for (long k = 1; k <= n; k++) {
        steps.add(k == n ? time : from + k * dt);
      }
      double mass = ops.apply(new Mass(logMass, h));
      if (!(Math.abs(mass - 1) < 1)) {
        throw new ArithmeticException(
            "the grid solution lost its mass at t = " + time + ": " + mass);
      }
      output.accept(time, h);
      from = time;
    }
  }

  private double[] entered(Transported step) {
    double error = Math.abs(ops.apply(new Mass(logMass, step.logRatio())) - 1);
    massError = Math.max(massError, error);
    return step.logRatio();
  }

  double massError() {
    return massError;
  }

  double[] stepTimes() {
    return steps.stream().mapToDouble(t -> t).toArray();
  }
}
