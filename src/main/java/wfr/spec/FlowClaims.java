package wfr.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import wfr.diagnostics.Functionals;
import wfr.measure.DiscreteTarget;
import wfr.measure.GridDensity;
import wfr.model.GridSettings;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.GridRun;
import wfr.operation.GridOperations.InitialLogRatio;
import wfr.operation.GridOperations.SplittingStep;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** Claims A: dissipation, the bounds no barrier enters, the maximum principle. */
public final class FlowClaims {
  /** A reaction 1 % off leaves a floor of 0.01 times its share of the dissipation, above 1e-3 on every instance. */
  private static final double FLOOR = 1e-3;

  /** Contrast of A9: half the mass is behind the barrier, KL = log 2 = 0.69 up to what the wells differ from a truncated start. */
  private static final double STUCK = 0.02;

  /** Contrast of A9: below a tenth of log 2 at the same time. */
  private static final double CROSSED = 0.05;

  /** Steps of the runs of A8 and A9. */
  private static final int STEPS = 300;

  private static final Set<Group> RUN =
      Set.of(Group.DISCRETISATION, Group.TRANSPORT, Group.REACTION, Group.GRID_RUN);

  /** A7: the energy-dissipation identity. */
  public static final Claim<GridInstance> A7 =
      Claim.exact(
          "A7",
          "d/dt KL(rho|pi) = -D I(rho|pi) - lambda Var_rho(h)",
          EvidenceClass.D,
          RUN,
          List.of(
              new GridInstance("tilted well", Problems.tiltedWell(1.1, 0.6), 64, 0.4),
              new GridInstance("torus", Problems.torus(0.8, 0.5), 64, 0.5)),
          (ops, i, seed) -> dissipation(ops, i, false));

  /** A8: the reverse one, and the bound it gives. */
  public static final Claim<GridInstance> A8 =
      Claim.exact(
          "A8",
          "KL(pi|rho_t) <= e^{-lambda t} KL(pi|rho_0), with the reverse dissipation identity",
          EvidenceClass.D,
          RUN,
          List.of(
              new GridInstance("tilted well", Problems.tiltedWell(1.1, 0.6), 64, 0.4),
              new GridInstance("steep barrier", Problems.steepBarrier(1), 200, 3)),
          (ops, i, seed) ->
              i.cells() > 100
                  ? reverseBound(ops, i)
                  : reverseBound(ops, i).worse(dissipation(ops, i, true)));

  /** A9: KL falls whatever the barrier. */
  public static final Claim<GridInstance> A9 =
      Claim.exact(
          "A9",
          "KL(rho_t|pi) <= KL(pi|rho_0)/(e^{lambda t} - 1), no log-Sobolev constant; Fokker-Planck stays behind the barrier",
          EvidenceClass.D,
          RUN,
          List.of(
              new GridInstance("steep barrier", Problems.steepBarrier(1), 200, 3),
              new GridInstance("mixture", Problems.mixture(2, 0.3), 130, 1)),
          (ops, i, seed) -> barrierIndependent(ops, i));

  /** A10: the maximum principle for h. */
  public static final Claim<GridInstance> A10 =
      Claim.exact(
          "A10",
          "min h_t >= e^{-lambda t} min h_0 on a compact domain",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.TRANSPORT, Group.REACTION, Group.SPLITTING),
          List.of(
              new GridInstance("loaded boundary", Problems.loadedBoundary(1.5, 0.02), 60, 0.2),
              new GridInstance("torus", Problems.torus(0.7, 0.01), 50, 1)),
          FlowClaims::maximumPrinciple);

  private FlowClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(A7, A8, A9, A10);
  }

  /** Central difference of the divergence in time against the dissipation, at three refinements: residual of order 2. */
  private static Evidence dissipation(Implementation ops, GridInstance i, boolean reverse) {
    WfrProblem p = i.problem();
    double[] residual = new double[4];
    double size = 0;
    for (int l = 0; l < residual.length; l++) {
      double half = i.time() / (16 << l);
      List<GridDensity> run =
          ops.apply(
                  new GridRun(
                      p,
                      new GridSettings(
                          i.cells() << l,
                          half / (8 << l),
                          SplittingScheme.STRANG,
                          TransportScheme.BACKWARD_EULER),
                      new double[] {i.time() - half, i.time(), i.time() + half}))
              .densities();
      Functionals a = new Functionals(run.get(0));
      Functionals m = new Functionals(run.get(1));
      Functionals b = new Functionals(run.get(2));
      double rate =
          reverse ? (b.reverseKl() - a.reverseKl()) / (2 * half) : (b.kl() - a.kl()) / (2 * half);
      double loss =
          reverse
              ? p.diffusivity() * m.reverseFisherInformation()
                  + p.reactionRate() * (m.kl() + m.reverseKl())
              : p.diffusivity() * m.fisherInformation() + p.reactionRate() * m.logRatioVariance();
      residual[l] = rate + loss;
      size = loss;
    }
    double finest = Math.abs(residual[residual.length - 1]) / size;
    // The residual falls fourfold per level, so a defect of 1 % of the reaction term would show as
    // a floor.
    Evidence rates =
        ConvergenceStudy.ofErrors(2, 2, residual)
            .evidence((reverse ? "reverse " : "") + "dissipation residual, order 2; " + i);
    return rates.worse(
        Evidence.atMost(finest, FLOOR, "relative dissipation residual on the finest grid; " + i));
  }

  /** Rounding of a divergence after STEPS steps, each of which rounds every cell at the size of its log-ratio. */
  private static double rounding(GridDensity start) {
    double size = 0;
    for (double h : start.logRatio()) {
      size = Math.max(size, Math.abs(h));
    }
    return Bounds.rounding((double) STEPS * start.grid().cells(), size);
  }

  private static List<GridDensity> outputs(
      Implementation ops, WfrProblem p, GridInstance i, int n) {
    double[] times = new double[n + 1];
    for (int k = 0; k <= n; k++) {
      times[k] = i.time() * k / n;
    }
    return ops.apply(
            new GridRun(
                p,
                new GridSettings(
                    i.cells(),
                    i.time() / STEPS,
                    SplittingScheme.STRANG,
                    TransportScheme.BACKWARD_EULER),
                times))
        .densities();
  }

  private static Evidence reverseBound(Implementation ops, GridInstance i) {
    int n = 6;
    List<GridDensity> run = outputs(ops, i.problem(), i, n);
    double start = new Functionals(run.get(0)).reverseKl();
    double rounding = rounding(run.get(0));
    double worst = 0;
    for (int k = 1; k <= n; k++) {
      double bound = Math.exp(-i.problem().reactionRate() * i.time() * k / n) * start;
      worst = Math.max(worst, new Functionals(run.get(k)).reverseKl() / (bound + rounding));
    }
    return Evidence.atMost(worst, 1, "largest KL(pi|rho_t) over its bound; " + i);
  }

  private static Evidence barrierIndependent(Implementation ops, GridInstance i) {
    int n = 6;
    List<GridDensity> run = outputs(ops, i.problem(), i, n);
    double start = new Functionals(run.get(0)).reverseKl();
    double rounding = rounding(run.get(0));
    double worst = 0;
    for (int k = 1; k <= n; k++) {
      double bound = start / Math.expm1(i.problem().reactionRate() * i.time() * k / n);
      worst = Math.max(worst, new Functionals(run.get(k)).kl() / (bound + rounding));
    }
    Evidence inequality = Evidence.atMost(worst, 1, "largest KL over its bound; " + i);
    if (!i.name().equals("steep barrier")) {
      return inequality;
    }
    List<GridDensity> transport = outputs(ops, i.problem().withReactionRate(0), i, n);
    double stuck = new Functionals(transport.get(n)).kl();
    double crossed = new Functionals(run.get(n)).kl();
    return inequality
        .worse(
            Evidence.atMost(
                Math.abs(stuck - Math.log(2)),
                STUCK,
                "Fokker-Planck's KL behind the barrier against log 2; " + i))
        .worse(Evidence.atMost(crossed, CROSSED, "WFR's KL at the same time; " + i));
  }

  private static Evidence maximumPrinciple(Implementation ops, GridInstance i, long seed) {
    DiscreteTarget target = ops.apply(new Discretise(i.problem(), i.cells()));
    double dt = i.time();
    List<double[]> starts = new ArrayList<>();
    starts.add(ops.apply(new InitialLogRatio(i.problem(), target)));
    starts.add(DiscretisationClaims.randomLogRatio(target, seed, 2));
    double worst = Double.NEGATIVE_INFINITY;
    double size = 0;
    for (double[] start : starts) {
      double min = min(start);
      for (double v : start) {
        size = Math.max(size, Math.abs(v));
      }
      double[] h = start;
      for (int k = 1; k <= 6; k++) {
        h =
            ops.apply(
                new SplittingStep(
                    target,
                    h,
                    i.problem().reactionRate(),
                    dt,
                    SplittingScheme.STRANG,
                    TransportScheme.BACKWARD_EULER));
        double bound = Math.exp(-i.problem().reactionRate() * k * dt) * min;
        worst = Math.max(worst, bound - min(h));
      }
    }
    return Evidence.atMost(
        worst,
        Bounds.rounding(48.0 * i.cells(), size),
        "largest e^{-lambda t} min h_0 - min h_t; " + i);
  }

  private static double min(double[] h) {
    double m = Double.POSITIVE_INFINITY;
    for (double v : h) {
      m = Math.min(m, v);
      if (Double.isNaN(v)) {
        return v;
      }
    }
    return m;
  }
}
