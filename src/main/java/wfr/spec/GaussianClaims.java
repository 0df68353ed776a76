package wfr.spec;

import java.util.List;
import java.util.Set;
import wfr.diagnostics.Functionals;
import wfr.exact.GaussianFlow;
import wfr.exact.GaussianSplitMap;
import wfr.math.Estimate;
import wfr.math.RombergTable;
import wfr.measure.DiscreteTarget;
import wfr.measure.GridDensity;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.GridSettings;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.GridRun;
import wfr.operation.GridOperations.InitialLogRatio;
import wfr.operation.GridOperations.Reaction;
import wfr.operation.GridOperations.Transport;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** Claims whose truth is the Gaussian closed form: B5, B6, C2, C3. */
public final class GaussianClaims {
  /** The gap over its closed form is 1; the other scheme or order has -1, 0 or 2: a tenth separates them. */
  private static final double SEPARATES = 0.1;

  private static final Set<Group> RUN =
      Set.of(Group.DISCRETISATION, Group.TRANSPORT, Group.REACTION, Group.GRID_RUN);

  /** Error that the extrapolated grid must reach to say anything. */
  private static final double ACCURACY = 1e-6;

  /** B5: lambda = 0 is Ornstein-Uhlenbeck. */
  public static final Claim<GridInstance> B5 =
      Claim.exact(
          "B5",
          "lambda = 0: mean and variance follow Ornstein-Uhlenbeck",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.TRANSPORT, Group.GRID_RUN),
          List.of(new GridInstance("Gaussian, lambda = 0", Problems.gaussian(0, 0.8), 80, 0.7)),
          (ops, i, seed) -> closedForm(ops, i));

  /** B6: the Gaussian WFR flow. */
  public static final Claim<GridInstance> B6 =
      Claim.exact(
          "B6",
          "Gaussians stay Gaussian, with mean and variance in closed form",
          EvidenceClass.D,
          RUN,
          List.of(
              new GridInstance("Gaussian, lambda = 1.3", Problems.gaussian(1.3, 0.8), 80, 0.7),
              new GridInstance(
                  "Gaussian, lambda = 6, D = 0.2", Problems.gaussian(6, 0.2), 80, 0.3)),
          (ops, i, seed) -> closedForm(ops, i));

  /** C2: every splitting with exact sub-flows is an affine map of 1/(c - s). */
  public static final Claim<SplittingScheme> C2 =
      Claim.exact(
          "C2",
          "Splittings of a Gaussian flow into exact sub-flows have one multiplier and a constant each",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.TRANSPORT, Group.REACTION),
          List.of(SplittingScheme.values()),
          (ops, scheme, seed) -> splitMap(ops, scheme));

  /** C3: which order of operators is nearer to pi. */
  public static final Claim<Double> C3 =
      Claim.exact(
          "C3",
          "KL(W-FR) < KL(exact) < KL(FR-W) iff c_0 < s, reversed iff c_0 > s",
          EvidenceClass.D,
          RUN,
          List.of(0.6, 2.5),
          (ops, c0, seed) -> orderOfOperators(ops, c0));

  private GaussianClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(B5, B6, C2, C3);
  }

  /** The closed form of a Gaussian problem. */
  static GaussianFlow exact(WfrProblem problem) {
    return new GaussianFlow(
        (GaussianLaw) problem.potential(),
        (GaussianLaw) problem.initial(),
        problem.reactionRate(),
        problem.diffusivity());
  }

  private static Evidence closedForm(Implementation ops, GridInstance i) {
    GaussianFlow exact = exact(i.problem());
    RombergTable[] tables = new RombergTable[3];
    java.util.Arrays.setAll(tables, j -> new RombergTable(2, 4, 6));
    for (int l = 0; l < 4; l++) {
      Functionals f =
          new Functionals(
              ops.apply(
                      new GridRun(
                          i.problem(),
                          new GridSettings(
                              i.cells() << l,
                              i.time() / (16 << (2 * l)),
                              SplittingScheme.STRANG,
                              TransportScheme.BACKWARD_EULER),
                          new double[] {i.time()}))
                  .densities()
                  .get(0));
      tables[0].add(f.mean()[0]);
      tables[1].add(f.covariance()[0][0]);
      tables[2].add(f.kl());
    }
    double[] truth = {exact.mean(i.time()), exact.variance(i.time()), exact.kl(i.time())};
    String[] names = {"mean", "variance", "KL"};
    Evidence worst = null;
    for (int j = 0; j < truth.length; j++) {
      Estimate e = tables[j].estimate();
      String detail = names[j] + " extrapolated from 4 grids against the closed form; " + i;
      Evidence found =
          e.error() <= ACCURACY * 10
              ? Evidence.atMost(Math.abs(e.value() - truth[j]), e.error(), detail)
              : Evidence.atMost(
                  e.error(), ACCURACY * 10, "the extrapolation does not settle: " + detail);
      worst = worst == null ? found : worst.worse(found);
    }
    return worst;
  }

  /** Two steps of a scheme, the exact transport replaced by K backward Euler steps, extrapolated in K and the grid. */
  private static Evidence splitMap(Implementation ops, SplittingScheme scheme) {
    WfrProblem problem = Problems.gaussian(1.7, 0.9);
    double step = 0.2;
    GaussianLaw truth =
        new GaussianSplitMap(
                (GaussianLaw) problem.potential(),
                problem.reactionRate(),
                problem.diffusivity(),
                step,
                scheme)
            .after((GaussianLaw) problem.initial(), 2);
    RombergTable mean = new RombergTable(2, 4, 6);
    RombergTable variance = new RombergTable(2, 4, 6);
    for (int l = 0; l < 4; l++) {
      DiscreteTarget target = ops.apply(new Discretise(problem, 80 << l));
      double[] h = ops.apply(new InitialLogRatio(problem, target));
      int substeps = 8 << (2 * l);
      for (int k = 0; k < 2; k++) {
        double r = problem.reactionRate() * step;
        switch (scheme) {
          case LIE_WFR -> h = react(ops, target, transport(ops, target, h, step, substeps), r);
          case LIE_FRW -> h = transport(ops, target, react(ops, target, h, r), step, substeps);
          case STRANG ->
              h =
                  react(
                      ops,
                      target,
                      transport(ops, target, react(ops, target, h, r / 2), step, substeps),
                      r / 2);
          case STRANG_WFRW ->
              h =
                  transport(
                      ops,
                      target,
                      react(ops, target, transport(ops, target, h, step / 2, substeps), r),
                      step / 2,
                      substeps);
          default -> throw new IllegalStateException("unknown scheme " + scheme);
        }
      }
      Functionals f = new Functionals(new GridDensity(target.grid(), target.logMass(), h));
      mean.add(f.mean()[0]);
      variance.add(f.covariance()[0][0]);
    }
    String detail = scheme.key() + ", two steps of 0.2, extrapolated from 4 grids";
    return within(mean.estimate(), truth.mean()[0], "mean: " + detail)
        .worse(within(variance.estimate(), truth.covariance()[0][0], "variance: " + detail));
  }

  private static Evidence within(Estimate e, double truth, String detail) {
    return e.error() <= ACCURACY * 10
        ? Evidence.atMost(Math.abs(e.value() - truth), e.error(), detail)
        : Evidence.atMost(e.error(), ACCURACY * 10, "the extrapolation does not settle: " + detail);
  }

  private static double[] transport(
      Implementation ops, DiscreteTarget target, double[] h, double time, int substeps) {
    double[] out = h;
    for (int k = 0; k < substeps; k++) {
      out =
          ops.apply(new Transport(target, out, time / substeps, TransportScheme.BACKWARD_EULER))
              .logRatio();
    }
    return out;
  }

  private static double[] react(
      Implementation ops, DiscreteTarget target, double[] h, double rate) {
    return ops.apply(new Reaction(target.logMass(), h, rate));
  }

  /** Signs of KL(scheme) - KL(exact) on a grid fine enough that only the splitting error is left. */
  private static Evidence orderOfOperators(Implementation ops, double c0) {
    GaussianLaw target = GaussianLaw.of(0.7, 1.5);
    WfrProblem problem =
        new WfrProblem(
            target, GaussianLaw.of(-0.5, c0), Domain.interval(-9, 10, Domain.Boundary.LINE), 2, 1);
    double dt = 0.025;
    double time = 0.5;
    int steps = (int) Math.round(time / dt);
    double sign = Math.signum(1.5 - c0);
    double exact = exact(problem).kl(time);
    Evidence worst = null;
    for (SplittingScheme scheme : List.of(SplittingScheme.LIE_WFR, SplittingScheme.LIE_FRW)) {
      double kl =
          new Functionals(
                  ops.apply(
                          new GridRun(
                              problem,
                              new GridSettings(400, dt, scheme, TransportScheme.EXTRAPOLATED),
                              new double[] {time}))
                      .densities()
                      .get(0))
              .kl();
      double formula =
          new GaussianSplitMap(target, 2, 1, dt, scheme).kl((GaussianLaw) problem.initial(), steps);
      double wanted = scheme == SplittingScheme.LIE_WFR ? -sign : sign;
      double gap = wanted * (kl - exact) / Math.abs(formula - exact);
      // 1 when the grid shows exactly the splitting error of the formula.
      Evidence e =
          Evidence.atMost(
              Math.abs(gap - 1),
              SEPARATES,
              scheme.key()
                  + ", c_0 = "
                  + c0
                  + ": splitting error of KL over its closed form, minus 1");
      worst = worst == null ? e : worst.worse(e);
    }
    return worst;
  }
}
