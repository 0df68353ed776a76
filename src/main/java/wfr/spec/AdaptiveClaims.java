package wfr.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import wfr.diagnostics.Functionals;
import wfr.measure.DiscreteTarget;
import wfr.measure.GridDensity;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations;
import wfr.operation.GridOperations.AdaptiveRun;
import wfr.operation.GridOperations.Controlled;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.Extrapolated;
import wfr.operation.GridOperations.StepControl;
import wfr.operation.GridOperations.TemperedNorm;
import wfr.operation.GridSolution;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** G15: steps chosen for a tolerance. */
public final class AdaptiveClaims {
  private static final double[] TOLERANCES = {1e-4, 1e-6};

  /** A run so much closer is the limit in time. */
  private static final double CLOSER = 1e-3;

  private static final int OUTPUTS = 8;

  /** Tolerance of a coarse grid whose steps a finer one takes over, of how many times as many cells; a planned step may be half as wrong again as one of its own. */
  private static final double SMALL_TOLERANCE = 1e-8;

  private static final int FINER = 16;
  private static final double MORE = 1.5;

  /** Steps hardly depend on the cells: half as many again are too many. */
  private static final double MORE_STEPS = 1.5;

  /** log(rho/pi) where next to nothing is left. */
  private static final double OUTGROWN = -200;

  /** Rounding of the extrapolation that the controller leaves out. */
  private static final double UNCOUNTED = 4e-11;

  /** Of steps that the controller is shown, and the share of the tolerance at which the next has to be longer: 0.01^(1/6) is half. */
  private static final double LENGTH = 0.25;

  private static final double FAR_BETTER = 0.01;

  /** G15. */
  public static final Claim<GridInstance> G15 =
      Claim.exact(
          "G15",
          "Steps chosen for a tolerance: accepted as the tempered norm says, after n of them the density is within n tolerances of its limit in time, and KL rises by no more",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.ADAPTIVE, Group.GRID_RUN),
          List.of(
              new GridInstance("tilted well", Problems.tiltedWell(1.3, 0.8), 96, 1.5),
              new GridInstance("narrow start", narrow(), 256, 0.5),
              new GridInstance("tails that fill", tails(), 256, 0.5734026057042786),
              new GridInstance("torus, lambda = 0", Problems.torus(0, 0.5), 48, 1),
              new GridInstance("plane", ExtrapolatedStepClaims.plane(), 20, 0.5)),
          (ops, i, seed) -> runs(ops, i).worse(norm(ops, i, seed)).worse(control(ops)));

  private AdaptiveClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(G15);
  }

  private static WfrProblem narrow() {
    return new WfrProblem(
        GaussianLaw.of(0, 1),
        GaussianLaw.of(1, 0.01),
        Domain.interval(-6, 6, Domain.Boundary.NO_FLUX),
        4,
        1);
  }

  /** h ranges over 1300, and by hundreds in a step where next to nothing is. */
  private static WfrProblem tails() {
    return new WfrProblem(
        GaussianLaw.of(-0.399 / 2.529, 1 / 2.529),
        GaussianLaw.of(-0.5998, 0.06142),
        Domain.interval(-12, 12, Domain.Boundary.NO_FLUX),
        10.942286948374235,
        1);
  }

  private static Evidence runs(Implementation ops, GridInstance i) {
    double[] times = new double[OUTPUTS];
    for (int k = 0; k < OUTPUTS; k++) {
      times[k] = i.time() * (k + 1) / OUTPUTS;
    }
    Evidence worst = null;
    for (double tolerance : TOLERANCES) {
      GridSolution run = ops.apply(new AdaptiveRun(i.problem(), i.cells(), times, tolerance));
      GridSolution limit =
          ops.apply(new AdaptiveRun(i.problem(), i.cells(), times, CLOSER * tolerance));
      double off = 0;
      double rise = 0;
      for (int k = 0; k < OUTPUTS; k++) {
        GridDensity rho = run.densities().get(k);
        off =
            Math.max(
                off,
                ExtrapolatedStepClaims.distance(
                    run.target(), rho.logRatio(), limit.densities().get(k).logRatio()));
        if (k > 0) {
          double before = new Functionals(run.densities().get(k - 1)).kl();
          rise = Math.max(rise, new Functionals(rho).kl() - before);
        }
      }
      double allowed = run.steps() * tolerance;
      String what = ", tolerance " + tolerance + ", " + run.steps() + " steps; " + i;
      Evidence e =
          Evidence.atMost(off, allowed, "L1 distance to the limit in time" + what)
              .worse(Evidence.atMost(rise, allowed, "rise of KL between outputs" + what))
              .worse(Evidence.atMost(run.massError(), allowed, "drift of log mass" + what));
      worst = worst == null ? e : worst.worse(e);
    }
    return worst.worse(planned(ops, i, times)).worse(elsewhere(ops, i));
  }

  /**
   * In the steps that a coarse grid needs, a fine one needs hardly more and is as near to its own limit; steps from one output to the next, which are far too long, are not taken.
   */
  private static Evidence elsewhere(Implementation ops, GridInstance i) {
    double[] times = {i.time() / 4, i.time()};
    int cells = i.cells() * (i.problem().dimension() == 1 ? FINER : 2);
    double[] plan =
        ops.apply(new AdaptiveRun(i.problem(), i.cells(), times, SMALL_TOLERANCE)).stepTimes();
    GridSolution run = ops.apply(new AdaptiveRun(i.problem(), cells, times, SMALL_TOLERANCE, plan));
    String where = i + ", on " + cells + " cells";
    return Evidence.atMost(
            run.steps(), MORE_STEPS * plan.length, "steps, of which a coarse grid's are; " + where)
        .worse(near(ops, i, cells, times, run, SMALL_TOLERANCE, "in the steps of " + where))
        .worse(
            near(
                ops,
                i,
                i.cells(),
                times,
                ops.apply(new AdaptiveRun(i.problem(), i.cells(), times, TOLERANCES[1], times)),
                TOLERANCES[1],
                "planned in one step per output; " + i))
        .worse(outgrown(ops, i));
  }

  private static Evidence near(
      Implementation ops,
      GridInstance i,
      int cells,
      double[] times,
      GridSolution run,
      double tolerance,
      String what) {
    GridSolution limit = ops.apply(new AdaptiveRun(i.problem(), cells, times, tolerance / 10));
    double off = 0;
    for (int k = 0; k < times.length; k++) {
      double[] h = run.densities().get(k).logRatio();
      off =
          Math.max(
              off,
              ExtrapolatedStepClaims.distance(
                  run.target(), h, limit.densities().get(k).logRatio()));
    }
    return Evidence.atMost(
        off, MORE * run.steps() * tolerance, "L1 distance to the limit in time, " + what);
  }

  /** A step in which one cell has taken all the mass, in both orders alike, so that their distance is 0: the drift of the mass tells, and it is never taken. */
  private static Evidence outgrown(Implementation ops, GridInstance i) {
    Implementation wrong =
        ops.with(
            GridOperations.EXTRAPOLATED_STEP,
            (c, next) -> {
              double[] h = new double[c.logRatio().length];
              Arrays.fill(h, OUTGROWN);
              h[0] = -c.target().logMass()[0];
              return new Extrapolated(h, h, 1);
            });
    double taken = 1;
    try {
      wrong.apply(new AdaptiveRun(i.problem(), i.cells(), new double[] {1}, TOLERANCES[0]));
    } catch (ArithmeticException refused) {
      taken = 0;
    }
    return Evidence.atMost(taken, 0, "a step that loses the mass is taken; " + i);
  }

  /** Steps are taken over where they pass, and none is accepted above the tolerance anywhere. */
  private static Evidence planned(Implementation ops, GridInstance i, double[] times) {
    double tolerance = TOLERANCES[0];
    List<Double> accepted = new ArrayList<>();
    Implementation watched =
        ops.with(
            GridOperations.STEP_CONTROL,
            (c, next) -> {
              Controlled decision = next.apply(c);
              if (decision.accepted()) {
                synchronized (accepted) {
                  accepted.add(c.error() / c.tolerance());
                }
              }
              return decision;
            });
    GridSolution own = watched.apply(new AdaptiveRun(i.problem(), i.cells(), times, tolerance));
    double worst = accepted.stream().mapToDouble(e -> e).max().orElse(Double.NaN);
    GridSolution same =
        ops.apply(new AdaptiveRun(i.problem(), i.cells(), times, tolerance, own.stepTimes()));
    double moved = same.steps() == own.steps() ? 0 : Double.NaN;
    for (int k = 0; k < Math.min(same.steps(), own.steps()); k++) {
      moved = Math.max(moved, Math.abs(same.stepTimes()[k] - own.stepTimes()[k]));
    }
    return Evidence.atMost(
            worst, 1 + UNCOUNTED / tolerance, "largest accepted error over its tolerance; " + i)
        .worse(Evidence.atMost(moved, 0, "a plan of its own steps is kept; " + i));
  }

  /** The norm against its formula, term by term; the maximum is not at theta = 1. */
  private static Evidence norm(Implementation ops, GridInstance i, long seed) {
    DiscreteTarget target = ops.apply(new Discretise(i.problem(), i.cells()));
    double[] a = DiscretisationClaims.randomLogRatio(target, seed, 20);
    double[] b = DiscretisationClaims.randomLogRatio(target, ~seed, 20);
    for (int c = 0; c < a.length; c++) {
      b[c] = a[c] < -10 ? b[c] : a[c]; // they differ where there is next to nothing
    }
    Evidence worst = null;
    for (double least : new double[] {1, 0.3, 0.05}) {
      double expected = 0;
      for (double theta = 1;
          theta >= least;
          theta = theta > least ? Math.max(least, theta / 2) : 0) {
        double mass = 0;
        double sum = 0;
        for (int c = 0; c < a.length; c++) {
          double w = Math.exp(target.logMass()[c] + theta * a[c]);
          mass += w;
          sum += w * Math.abs(a[c] - b[c]);
        }
        expected = Math.max(expected, theta * sum / mass);
      }
      double found = ops.apply(new TemperedNorm(target.logMass(), a, b, least));
      Evidence e =
          Evidence.atMost(
              Math.abs(found - expected),
              Bounds.rounding(4.0 * a.length, expected * 64),
              "tempered norm down to theta = " + least + "; " + i);
      worst = worst == null ? e : worst.worse(e);
    }
    return worst;
  }

  /** Accepted at or below the tolerance and never above; shorter after a refusal; longer by no more than a factor of eight, never shorter, after a step that was far better than needed. */
  private static Evidence control(Implementation ops) {
    SplittableRandom random = new SplittableRandom(15);
    double wrong = 0;
    for (int n = 0; n < 200; n++) {
      double tolerance = Math.pow(10, -2 - 6 * random.nextDouble());
      double share = Math.pow(10, 6 * random.nextDouble() - 4);
      int order = 2 + random.nextInt(5);
      double error = share * tolerance + UNCOUNTED;
      Controlled c = ops.apply(new StepControl(error, tolerance, order, LENGTH));
      boolean right = c.accepted() == share <= 1;
      right &= c.accepted() || c.dt() < LENGTH;
      right &= c.dt() <= 8 * LENGTH;
      right &= share > FAR_BETTER || c.dt() > LENGTH;
      wrong += right ? 0 : 1;
    }
    Controlled c = ops.apply(new StepControl(Double.NaN, 1, 3, LENGTH));
    wrong += !c.accepted() && c.dt() < LENGTH ? 0 : 1;
    return Evidence.atMost(wrong, 0, "decisions that are not what the tolerance says");
  }
}
