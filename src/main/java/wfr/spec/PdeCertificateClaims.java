package wfr.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import wfr.math.Estimate;
import wfr.math.RombergTable;
import wfr.measure.GridDensity;
import wfr.model.SpectralProblem;
import wfr.operation.CertificateOperations.Enclose;
import wfr.operation.CertificateOperations.EnclosedFigures;
import wfr.operation.CertificateOperations.EnclosedState;
import wfr.operation.CertificateOperations.PlantedFault;
import wfr.operation.CertificateOperations.TrialValues;
import wfr.operation.GridOperations.AdaptiveRun;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** Claims A12 and G8: Hilbert's metric contracts along the equation, and certifies trial solutions of it. */
public final class PdeCertificateClaims {
  private static final int SAMPLES = 801;
  private static final double FAULT = 1e-8;
  private static final int POWER = 6;

  /** int_{-1}^{1} (1 - x^2)^6 dx = 2^13 6!^2/13!. */
  private static final double INTEGRAL_OF_POWER = 8192.0 * 518400.0 / 6227020800.0;

  /** Finite volumes must resolve what the enclosure is compared with. */
  private static final double GRID_ERROR = 1e-7;

  /** Tolerance of a step of the grid, the larger one beside it, and cells of the coarsest. */
  private static final double IN_TIME = 1e-10;

  private static final double ROUGH = 30;
  private static final int COARSEST = 40;

  /** Below this D transport does less than a per cent of the decay, so that a rate off by a per cent is seen. */
  private static final double SMALL = 0.01;

  private static final double SHARE = 0.01;

  /** A12: osc log(rho1/rho2) contracts at the rate of the reaction. */
  public static final Claim<Pair> A12 =
      Claim.exact(
          "A12",
          "osc log(rho1_t/rho2_t) <= e^{-lambda t} osc log(rho1_0/rho2_0) for any two solutions, whatever the barrier",
          EvidenceClass.D,
          Set.of(Group.CERTIFICATE),
          List.of(
              new Pair("torus, D = 0.004", torus(1, 0.004), 65, 1),
              new Pair("double well, D = 0.002", well(-2, 2, 1, 0.2, 2, 0.3, 1, 0.002), 64, 1),
              new Pair("torus, D = 1", torus(2, 1), 101, 0.5)),
          (ops, i, seed) -> contracts(ops, i));

  /** G8: the certificate of the equation. */
  public static final Claim<Enclosure> G8 =
      Claim.exact(
          "G8",
          "The residual of a trial solution encloses the solution of the equation itself pointwise",
          EvidenceClass.D,
          Set.of(Group.CERTIFICATE, Group.GRID_RUN),
          List.of(
              new Enclosure("faults, torus", torus(1, 0.05), 65, 1, 1e-10, Kind.FAULTS),
              new Enclosure(
                  "faults, double well",
                  well(-2, 2, 1, 0.2, 1.5, 0.3, 1, 0.02),
                  56,
                  1,
                  1e-9,
                  Kind.FAULTS),
              new Enclosure(
                  "finite volumes, double well",
                  well(-2, 2, 1, 0.2, 2, 0.3, 1, 1),
                  64,
                  1,
                  1e-9,
                  Kind.GRID),
              new Enclosure("finite volumes, torus", torus(1.5, 0.3), 81, 1, 1e-9, Kind.GRID),
              new Enclosure("torus", torus(1, 1), 121, 2, 1e-9, Kind.BOUND),
              new Enclosure(
                  "asymmetric double well",
                  well(-2.2, 2.2, 1, 0.2, 2, 0.3, 1, 1),
                  72,
                  2,
                  1e-8,
                  Kind.BOUND)),
          (ops, i, seed) ->
              switch (i.kind()) {
                case FAULTS -> faults(ops, i);
                case GRID -> grid(ops, i);
                case BOUND -> bound(ops, i);
              });

  /** What of G8 an instance checks. */
  enum Kind {
    FAULTS,
    GRID,
    BOUND
  }

  /**
   * A problem whose second solution starts from h_0 plus cos x, or plus the integral of (1 - xi^2)^6.
   *
   * @param name name
   * @param problem first problem
   * @param modes trial functions
   * @param time time
   */
  public record Pair(String name, SpectralProblem problem, int modes, double time) {}

  /**
   * A problem to enclose.
   *
   * @param name name
   * @param problem problem
   * @param modes trial functions
   * @param time time
   * @param aim bound aimed at
   * @param kind what is checked
   */
  public record Enclosure(
      String name, SpectralProblem problem, int modes, double time, double aim, Kind kind) {}

  private PdeCertificateClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(A12, G8);
  }

  /** V = 2 cos 2x + 0.5 sin x, h_0 = 1.25 cos x + 0.5 sin x. */
  private static SpectralProblem torus(double lambda, double d) {
    return SpectralProblem.torus(
        new double[] {0, 0, 0.5, 2, 0}, new double[] {0, 1.25, 0.5}, lambda, d);
  }

  /** V = b (x^2 - 1)^2 + tilt x, slope of h_0 = alpha (1 - xi^2)^6 (1 + skew xi). */
  private static SpectralProblem well(
      double left,
      double right,
      double b,
      double tilt,
      double alpha,
      double skew,
      double l,
      double d) {
    return SpectralProblem.interval(
        left,
        right,
        new double[] {b, tilt, -2 * b, 0, b},
        SpectralProblem.compatibleSlope(alpha, POWER, skew),
        l,
        d);
  }

  private static EnclosedState last(List<EnclosedState> states) {
    return states.get(states.size() - 1);
  }

  private static Evidence contracts(Implementation ops, Pair i) {
    SpectralProblem p = i.problem();
    double[] start = p.start().clone();
    double osc;
    if (p.periodic()) {
      start[1] += 1;
      osc = 2;
    } else {
      double[] more = SpectralProblem.compatibleSlope(1, POWER, 0);
      for (int k = 0; k < more.length; k++) {
        start[k] += more[k];
      }
      osc = INTEGRAL_OF_POWER;
    }
    SpectralProblem other =
        new SpectralProblem(
            p.periodic(),
            p.lower(),
            p.upper(),
            p.potential(),
            start,
            p.reactionRate(),
            p.diffusivity());
    double[] times = {0.5 * i.time(), i.time()};
    List<EnclosedState> a = ops.apply(new Enclose(p, i.modes(), times, 1e-7, PlantedFault.NONE));
    List<EnclosedState> b =
        ops.apply(new Enclose(other, i.modes(), times, 1e-7, PlantedFault.NONE));
    double worst = 0;
    for (int k = 0; k < times.length; k++) {
      double least =
          oscillation(ops, p, a.get(k).trial(), b.get(k).trial())
              - a.get(k).bound()
              - b.get(k).bound();
      worst = Math.max(worst, least / (Math.exp(-p.reactionRate() * times[k]) * osc));
    }
    Evidence e =
        Evidence.atMost(
            worst,
            1,
            "least possible osc(h1 - h2)(t) over e^{-lambda t} osc(h1 - h2)(0); " + i.name());
    return p.diffusivity() > SMALL
        ? e
        : e.worse(
            Evidence.atMost(1 - worst, SHARE, "how far the bound is from reached; " + i.name()));
  }

  /** max - min of the difference of two trials on a fine grid. */
  private static double oscillation(Implementation ops, SpectralProblem p, double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int k = 0; k < a.length; k++) {
      difference[k] = a[k] - b[k];
    }
    double[] points = new double[SAMPLES];
    for (int j = 0; j < SAMPLES; j++) {
      points[j] = p.periodic() ? 2 * Math.PI * j / SAMPLES : -1 + 2.0 * j / (SAMPLES - 1);
    }
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double v : ops.apply(new TrialValues(p.periodic(), difference, points))) {
      least = Math.min(least, v);
      most = Math.max(most, v);
    }
    return most - least;
  }

  /** A fault in the trial moves it from the solution; its bound must cover the move, and must not be much larger. */
  private static Evidence faults(Implementation ops, Enclosure i) {
    SpectralProblem p = i.problem();
    double[] times = {0.5 * i.time(), i.time()};
    List<EnclosedState> clean =
        ops.apply(new Enclose(p, i.modes(), times, i.aim(), PlantedFault.NONE));
    Evidence worst =
        Evidence.atMost(last(clean).bound(), i.aim(), "bound without a fault; " + i.name());
    for (boolean jump : new boolean[] {true, false}) {
      List<EnclosedState> bad =
          ops.apply(new Enclose(p, i.modes(), times, i.aim(), new PlantedFault(1, 1, FAULT, jump)));
      String where = (jump ? "a jump of " : "a residual of ") + FAULT + "; " + i.name();
      for (int k = 0; k < times.length; k++) {
        double eps = bad.get(k).bound();
        double moved = oscillation(ops, p, bad.get(k).trial(), clean.get(k).trial());
        worst =
            worst
                .worse(Evidence.atMost(moved / (eps + clean.get(k).bound()), 1, "covers " + where))
                .worse(Evidence.atMost(eps, 4 * FAULT, "twice the oscillation of " + where));
      }
    }
    return worst;
  }

  private static Evidence bound(Implementation ops, Enclosure i) {
    List<EnclosedState> states =
        ops.apply(
            new Enclose(
                i.problem(), i.modes(), new double[] {i.time()}, i.aim(), PlantedFault.NONE));
    return Evidence.atMost(
        last(states).bound(), i.aim(), "guaranteed eps at t = " + i.time() + "; " + i.name());
  }

  /** Guaranteed functionals against finite volumes, each within its own error. */
  private static Evidence grid(Implementation ops, Enclosure i) {
    SpectralProblem p = i.problem();
    double[] times = {i.time()};
    EnclosedState state =
        last(ops.apply(new Enclose(p, i.modes(), times, i.aim(), PlantedFault.NONE)));
    List<Estimate> enclosed = ops.apply(new EnclosedFigures(p, state));
    RombergTable[] tables = new RombergTable[enclosed.size()];
    Arrays.setAll(tables, k -> new RombergTable(2, 4, 6, 8));
    // the steps of one grid on all, so that their error in time is common, and told by a run with
    // larger ones
    AdaptiveRun pilot = new AdaptiveRun(p.problem(), COARSEST << 2, times, IN_TIME);
    double[] plan = ops.apply(pilot).stepTimes();
    double[] rough =
        figures(p, last(ops, new AdaptiveRun(p.problem(), COARSEST << 2, times, ROUGH * IN_TIME)));
    double[] inTime = new double[tables.length];
    for (int l = 0; l < 6; l++) {
      AdaptiveRun run = new AdaptiveRun(p.problem(), COARSEST << l, times, IN_TIME, plan);
      double[] figures = figures(p, last(ops, run));
      for (int k = 0; k < tables.length; k++) {
        tables[k].add(figures[k]);
        inTime[k] = l == 2 ? Math.abs(figures[k] - rough[k]) / 4 : inTime[k];
      }
    }
    Evidence worst = null;
    for (int k = 0; k < tables.length; k++) {
      Estimate limit = tables[k].estimate();
      Estimate grid = new Estimate(limit.value(), limit.error() + inTime[k]);
      Estimate exact = enclosed.get(k);
      String what = "figure " + k + ": grid " + grid + ", enclosed " + exact + "; " + i.name();
      Evidence found =
          Evidence.atMost(
                  Math.abs(grid.value() - exact.value()) / (grid.error() + exact.error()),
                  1,
                  "difference over summed errors, " + what)
              .worse(Evidence.atMost(grid.error() + exact.error(), GRID_ERROR, "errors, " + what));
      worst = worst == null ? found : worst.worse(found);
    }
    return worst;
  }

  private static GridDensity last(Implementation ops, AdaptiveRun run) {
    return ops.apply(run).densities().get(0);
  }

  private static double[] figures(SpectralProblem p, GridDensity rho) {
    double[] h = rho.logRatio();
    double[] sum = new double[3];
    for (int c = 0; c < h.length; c++) {
      double m = rho.cellMass(c);
      double x = rho.grid().axis(0).centre(c);
      sum[0] += m * (p.periodic() ? Math.cos(x) : x);
      sum[1] += m * (p.periodic() ? Math.sin(x) : x * x);
      sum[2] += m * h[c];
    }
    sum[1] -= p.periodic() ? 0 : sum[0] * sum[0];
    return sum;
  }
}
