package wfr.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import wfr.geometry.DistanceToLaw;
import wfr.math.Estimate;
import wfr.math.RandomStreams.Purpose;
import wfr.measure.Atoms;
import wfr.measure.GridDensity;
import wfr.measure.Weights;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.GridSettings;
import wfr.model.MixtureLaw;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.GridRun;
import wfr.reference.Reference;

/** R4: two modes on the line, transport, reaction, both. */
final class BimodalLine implements Experiment {
  private static final MixtureLaw TARGET =
      MixtureLaw.of(new double[] {0.5, 0.5}, new double[] {0, 6}, new double[] {1, 1});
  private static final GaussianLaw START = GaussianLaw.of(0, 1);
  private static final double LAMBDA = 1;
  private static final int COUNT = 200;
  private static final double STEP = 0.05;
  private static final int REPEATS = 50;

  /** Iterations at which the distance is taken. */
  private static final int[] AT = {
    0, 1, 2, 3, 5, 8, 13, 20, 30, 40, 60, 80, 110, 150, 200, 280, 400, 550, 750, 1000
  };

  private static final double LOWER = -9;
  private static final double UPPER = 15;
  private static final int CELLS = 960;
  private static final double GRID_STEP = 0.01;
  private static final double LEAST_SHOWN = 1e-3;

  @Override
  public String id() {
    return "R4";
  }

  @Override
  public String name() {
    return "bimodal-line";
  }

  @Override
  public String title() {
    return "Two modes on the line: W_1 to the target for W, FR and WFR";
  }

  @Override
  public String question() {
    return "Does reaction carry mass over a barrier that transport crosses slowly, and what can it do without transport?";
  }

  @Override
  public String parameters() {
    return "pi = .5 N(0, 1) + .5 N(6, 1), start N(0, 1), lambda = 1, N = 200, step 0.05, 1000 iterations (t = 50)";
  }

  @Override
  public String source() {
    return "Public code of arXiv 2506.05905: W_1 to one sample of 200 draws, 50 repeats from one start, a figure and no number.";
  }

  private static double[][] start(Setting setting, int r) {
    return Draws.of(START, COUNT, setting.streams(r).stream(Purpose.INITIAL, 0, 0));
  }

  /** Distances at all times of one run of a method. */
  private static double[] distances(IntFunction<Atoms> samples) {
    DistanceToLaw distance = new DistanceToLaw(TARGET);
    double[] w = new double[AT.length];
    for (int k = 0; k < AT.length; k++) {
      w[k] = distance.w1(samples.apply(k));
    }
    return w;
  }

  private static double[] walk(Setting setting, int r, SplitWalk.Reaction reaction) {
    SplitWalk walk = new SplitWalk(TARGET, STEP, start(setting, r), setting.streams(r));
    return distances(k -> walk.advance(reaction, k == 0 ? 0 : AT[k] - AT[k - 1]).sample());
  }

  private static double[] tempering(Setting setting, int r, boolean resamples) {
    Tempering t =
        new Tempering(TARGET, START, STEP, start(setting, r)[0], resamples, setting.streams(r));
    return distances(k -> t.advance(k == 0 ? 0 : AT[k] - AT[k - 1]).sample());
  }

  /** rho_t proportional to rho_0^theta pi^{1-theta} on the points drawn: nothing moves. */
  private static double[] reaction(Setting setting, int r) {
    double[] x = start(setting, r)[0];
    return distances(
        k -> {
          double share = -Math.expm1(-LAMBDA * STEP * AT[k]);
          double[] l = new double[x.length];
          for (int i = 0; i < l.length; i++) {
            l[i] = share * (TARGET.logDensity(x[i]) - START.logDensity(x[i]));
          }
          return Atoms.line(x, Weights.of(l).normalised());
        });
  }

  private static double[] grid(double lambda) {
    WfrProblem problem =
        new WfrProblem(
            TARGET, START, Domain.interval(LOWER, UPPER, Domain.Boundary.LINE), lambda, 1);
    GridSettings settings =
        new GridSettings(CELLS, GRID_STEP, SplittingScheme.STRANG, TransportScheme.EXTRAPOLATED);
    double[] times = new double[AT.length];
    for (int k = 0; k < AT.length; k++) {
      times[k] = AT[k] * STEP;
    }
    List<GridDensity> rho =
        Reference.IMPLEMENTATION.apply(new GridRun(problem, settings, times)).densities();
    double[] w = new double[AT.length];
    for (int k = 0; k < AT.length; k++) {
      w[k] = toTarget(rho.get(k));
    }
    return w;
  }

  /** int |F - F_pi| by the trapezoidal rule over the cells' edges. */
  private static double toTarget(GridDensity rho) {
    double sum = 0;
    double difference = 0;
    double[] mass = rho.cellMasses();
    double[] target = rho.targetMasses();
    for (int i = 0; i < mass.length; i++) {
      difference += mass[i] - target[i];
      sum += Math.abs(difference) * rho.grid().axis(0).dx();
    }
    return sum;
  }

  @Override
  public Outcome run(Setting setting) {
    int repeats = setting.repeats(REPEATS);
    SplitWalk.Reaction wfr = Reactions.transition(LAMBDA, MixtureDensity.of(2 * STEP));
    List<List<double[]>> runs = new ArrayList<>();
    runs.add(
        setting.part(0, 0.2).each("W", repeats, r -> walk(setting, r, SplitWalk.Reaction.NONE)));
    runs.add(setting.part(0.2, 0.25).each("FR", repeats, r -> reaction(setting, r)));
    runs.add(
        setting.part(0.25, 0.35).each("FR with moves", repeats, r -> tempering(setting, r, true)));
    runs.add(
        setting
            .part(0.35, 0.45)
            .each("FR as published", repeats, r -> tempering(setting, r, false)));
    runs.add(setting.part(0.45, 0.9).each("WFR", repeats, r -> walk(setting, r, wfr)));
    List<double[]> pde = setting.part(0.9, 1).each("PDE", 2, k -> grid(k * LAMBDA));
    Estimate floor =
        Means.of(
            setting.each(
                "independent draws",
                repeats,
                r ->
                    new DistanceToLaw(TARGET)
                        .w1(
                            SplitWalk.atoms(
                                Draws.of(
                                    TARGET,
                                    COUNT,
                                    setting.streams(r).stream(Purpose.DIAGNOSTIC, 0, 0))))),
            Double::doubleValue);
    String[] names = {
      "W (Langevin)", "FR (weights only)", "FR with moves", "FR with moves, as published", "WFR"
    };
    List<Row> rows = new ArrayList<>();
    int last = AT.length - 1;
    int early = 10;
    int middle = 13;
    for (int m = 0; m < names.length; m++) {
      for (int k : new int[] {early, middle, last}) {
        int at = k;
        rows.add(
            Row.own(
                "W_1, " + names[m] + ", iteration " + AT[k],
                Means.of(runs.get(m), w -> w[at]),
                ""));
      }
    }
    for (int k : new int[] {early, middle, last}) {
      rows.add(Row.exact("W_1, PDE of W, t = " + AT[k] * STEP, "", pde.get(0)[k], "N to infinity"));
      if (k != last) { // nothing but rounding is left by then
        rows.add(
            Row.exact("W_1, PDE of WFR, t = " + AT[k] * STEP, "", pde.get(1)[k], "N to infinity"));
      }
    }
    rows.add(
        Row.own(
            "W_1, 200 independent draws of pi",
            floor,
            "a sampler below this has points more even than independent ones"));
    return new Outcome(
        repeats,
        rows,
        List.of(panel(names, runs, pde, floor)),
        "Mean W_1 to the target over the repeats (iteration 0 is drawn at 1/2); dashed: the PDE of W and of WFR, and the mean of 200 independent draws.",
        remarks());
  }

  private static List<String> remarks() {
    return List.of(
        "The order of the methods is the published one: transport alone is slow, both together are fast.",
        "W_1 is taken to the law itself and not to a sample of it, so the curves have no floor of their own; the published ones flatten at the distance of their reference sample.",
        "Reaction without moves can only reweigh what was drawn from N(0, 1), whose largest draw of 200 is near 3: it cannot reach the second mode. The published Fisher-Rao curve is"
            + " another algorithm: tempering with random-walk moves. In its public code the resampled population is assigned and then ignored; both versions are shown.",
        "The published scheme follows the PDE of WFR with a delay: at the start no particle is near the second mode, and N = 200 points carry no mass below 1/200, where the PDE already has its"
            + " Gaussian tail that reaction multiplies.");
  }

  private static Panel panel(
      String[] names, List<List<double[]>> runs, List<double[]> pde, Estimate floor) {
    double[] iteration = new double[AT.length];
    double[] level = new double[AT.length];
    for (int k = 0; k < AT.length; k++) {
      iteration[k] = Math.max(0.5, AT[k]);
      level[k] = floor.value();
    }
    List<Panel.Series> series = new ArrayList<>();
    for (int m = 0; m < names.length; m++) {
      series.add(Panel.Series.line(names[m], iteration, Means.curve(runs.get(m))));
    }
    series.add(Panel.Series.dashed("PDE of W", iteration, shown(pde.get(0))).like(names[0]));
    series.add(Panel.Series.dashed("PDE of WFR", iteration, shown(pde.get(1))).like(names[4]));
    series.add(Panel.Series.dashed("200 draws", iteration, level));
    return new Panel(
        "Distance to the target", Panel.Axis.log("iteration"), Panel.Axis.log("W_1"), series);
  }

  /** Without the values below what the particles can show. */
  private static double[] shown(double[] w) {
    return Arrays.stream(w).map(v -> v >= LEAST_SHOWN ? v : Double.NaN).toArray();
  }
}
