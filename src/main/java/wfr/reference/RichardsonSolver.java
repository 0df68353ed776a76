package wfr.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.math.RombergTable;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.model.GridSettings;
import wfr.model.TransportScheme;
import wfr.operation.FigureOperations.BoxErrors;
import wfr.operation.FigureOperations.GridFigures;
import wfr.operation.GridOperations.GridRun;
import wfr.operation.GridOperations.MassOutside;
import wfr.operation.GridSolution;
import wfr.operation.Implementation;

/**
 * Finite-volume solution whose every figure carries an error: the same problem on levels l = 0, 1, ... with M 2^l cells per axis and steps refined with
 * them, so that all errors are powers of one h = 2^{-l}:
 *   backward Euler or Lie (first order in dt):  dt / 4^l,  exponents 2, 4, 6, ...;   TR-BDF2 with Strang:  dt / 2^l,  exponents 2, 3, 4, ...
 * and Richardson extrapolation of each figure ({@link RombergTable}), plus what the box cuts off and the drift of mass that rounding left. The step's refinement measures the splitting by
 * axis and that of the reaction along with the steppers.
 * Nothing fixed: levels are added until every figure meets the accuracy or the work is spent. Cells or step fixed: the figures are those of that grid, their
 * error is the distance to the extrapolation from it and its refinements, plus the extrapolation's own error.
 * Beyond the line the error is never less than what the last level changed, times the safety factor of three and more grids (Roache 1998): where the flux limiter acts in the
 * first steps on the finest grid, two entries of a table may agree by chance; and densities are shown on blocks of cells. In space, where three levels are what can be afforded, it is not
 * less than the error of the finest grid itself either (the grid convergence index): what is extrapolated is not in the asymptotic range.
 * Accuracy: an asymptotic statement. Source: proofs-notes, G3, G3P.
 */
public final class RichardsonSolver {
  /** By dimension: cell-steps of a level beyond the second, levels, cells per axis shown. */
  private static final double[] MOST_CELL_STEPS = {4e8, 2e8, 2e8};

  private static final int[] MOST_LEVELS = {9, 6, 5};
  private static final int[] MOST_SHOWN = {Integer.MAX_VALUE, 128, 32};
  private static final int FIXED_LEVELS = 3;
  private static final double SAFETY = 1.25;

  /** 2^2 - 1: what the finest grid's error is of its last change, at order 2. */
  private static final double ORDER_TWO = 3;

  private static final double[] GRADING = {
    0x1p-10, 0x1p-9, 0x1p-8, 0x1p-7, 0x1p-6, 0x1p-5, 0x1p-4, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75,
    0.875
  };

  private final GridTask task;
  private final Implementation ops;
  private final Progress progress;
  private final Figures places;
  private final int form;
  private final boolean firstOrderInTime;
  private final double[] exponents;
  private final double[] runTimes;

  /** A solver of one task, composed of an implementation; its cells count per axis. */
  public RichardsonSolver(GridTask task, Implementation ops, Progress progress) {
    this.task = task;
    this.ops = ops;
    this.progress = progress;
    places = new Figures(task.problem().dimension());
    form = task.problem().dimension() - 1;
    firstOrderInTime =
        task.problem().diffusivity() > 0 && task.transport() == TransportScheme.BACKWARD_EULER
            || task.splitting().order() == 1;
    exponents = firstOrderInTime ? new double[] {2, 4, 6, 8} : new double[] {2, 3, 4, 5};
    runTimes = task.isFixed() ? task.times() : graded(task.times());
  }

  /**
   * The output times after a graded sequence that ends at the first positive one: 2^-10, 2^-9, ..., 1/8, then
   * 2/8, ..., 7/8 of it. Every interval is cut
   * into equal steps, so the first steps are the smallest, where the solution changes fastest. The grading stays put under refinement, as
   * extrapolation needs.
   */
  static double[] graded(double[] times) {
    double first = Arrays.stream(times).filter(t -> t > 0).findFirst().orElse(0);
    return DoubleStream.concat(
            Arrays.stream(GRADING).filter(f -> first > 0).map(f -> f * first), Arrays.stream(times))
        .sorted()
        .toArray();
  }

  /** The densities at the output times of a run over the graded ones. */
  private List<GridDensity> atOutputs(GridSolution run) {
    List<GridDensity> out = new ArrayList<>();
    int k = 0;
    for (double t : task.times()) {
      while (runTimes[k] != t) {
        k++;
      }
      out.add(run.densities().get(k));
    }
    return out;
  }

  /** Solves. */
  public GridResult solve() {
    GridSettings base = task.isFixed() ? fixedBase() : chosenBase();
    int most = task.isFixed() ? FIXED_LEVELS : MOST_LEVELS[form];
    double[] outside = ops.apply(new MassOutside(task.problem()));
    double[] box = ops.apply(new BoxErrors(task.problem(), task.observables()));
    FigureLevels levels =
        new FigureLevels(exponents, form == 0 ? 0 : SAFETY, form < 2 ? 0 : SAFETY / ORDER_TWO, ops);
    GridSolution coarser = null;
    GridSolution run = null;
    GridSolution baseRun = null;
    GridSettings settings = base;
    double drift = 0;
    List<String> warnings = new ArrayList<>();
    double[][] halfStep = null;
    for (int level = 0; level < most; level++) {
      int refinement = 1 << level;
      long stepRefinement = firstOrderInTime ? (long) refinement * refinement : refinement;
      int cells = base.cells() * refinement;
      double cost = Math.pow(cells, form + 1.0) * steps(base) * stepRefinement;
      if (level >= 2 && cost > MOST_CELL_STEPS[form]) {
        break;
      }
      progress.at("grid of " + shown(cells) + " cells", level / (double) most);
      coarser = run;
      run = run(base, cells, stepRefinement);
      settings =
          new GridSettings(
              cells, base.timeStep() / stepRefinement, base.splitting(), base.transport());
      drift = Math.max(drift, run.massError());
      levels.add(figures(run));
      if (level == 0) { // the same cells with half the step tell space and time apart
        baseRun = run;
        halfStep = figures(run(base, cells, 2));
      }
      if (!task.isFixed()
          && level >= 3
          && levels.areWithin(task.accuracy(), places::isHeldToAccuracy)) {
        break;
      }
    }
    progress.at("grid", 1);
    List<MeasureSummary> summaries = new ArrayList<>();
    List<ErrorPart> budget = new ArrayList<>();
    GridErrorBudget parts = new GridErrorBudget(places, firstOrderInTime, drift, box);
    for (int k = 0; k < task.times().length; k++) {
      Estimate[] limits = levels.limits()[k];
      double[] first = levels.first()[k];
      Estimate[] e = stated(limits, task.isFixed() ? first : null, drift, box);
      summaries.add(places.summary(task.times()[k], e, task.observables()));
      budget.addAll(parts.parts(task.times()[k], e, limits, first, halfStep[k]));
    }
    if (!task.isFixed() && !levels.areWithin(task.accuracy(), places::isHeldToAccuracy)) {
      warnings.add(
          "accuracy "
              + task.accuracy()
              + " was not reached with "
              + shown(settings.cells())
              + " cells; the errors say what was");
    }
    GridSolution shown = task.isFixed() ? baseRun : run;
    GridSolution compared = task.isFixed() ? run : coarser;
    int block = block(shown, compared);
    return new GridResult(
        task.problem(),
        task.isFixed() ? base : settings,
        summaries,
        atOutputs(shown).stream().map(rho -> rho.coarsened(block)).toList(),
        densityErrors(shown, compared, block),
        outside[0],
        outside[1],
        new GridResult.Ledger(
            task.times(), shown.massError(), fluxes(shown), shown.steps(), shown.limitedSweeps()),
        warnings,
        budget);
  }

  /** "64", "64 x 64". */
  private String shown(int cells) {
    return String.join(" x ", Collections.nCopies(form + 1, Integer.toString(cells)));
  }

  /** Refinement multiplies the base step counts, so the base step itself is passed on. */
  private GridSolution run(GridSettings base, int cells, long refinement) {
    GridSettings settings =
        new GridSettings(cells, base.timeStep(), base.splitting(), base.transport());
    return ops.apply(new GridRun(task.problem(), settings, runTimes, refinement));
  }

  private double steps(GridSettings base) {
    double last = task.times()[task.times().length - 1];
    return runTimes.length + last / base.timeStep();
  }

  private GridSettings chosenBase() {
    return new GridSettings(
        ResolvingGrid.cells(task.problem()), chosenStep(), task.splitting(), task.transport());
  }

  /** Half of the reaction time, an eighth of the horizon, and no more than a twentieth. */
  private double chosenStep() {
    double last = task.times()[task.times().length - 1];
    double step = Math.min(0.05, 0.5 / Math.max(1, task.problem().reactionRate()));
    return last > 0 ? Math.min(step, last / 8) : step;
  }

  /** What is not fixed follows from what is, as refinement relates them; cells are not added beyond the line. */
  private GridSettings fixedBase() {
    int chosenCells = ResolvingGrid.cells(task.problem());
    double step = chosenStep();
    double power = firstOrderInTime ? 2 : 1;
    double finer =
        form > 0 ? 1 : Math.pow(step / task.timeStep().orElse(step), 1 / power); // per axis
    int cells = task.cells().orElse((int) Math.ceil(chosenCells * Math.max(1, finer)));
    double coarser = Math.min(1, chosenCells / (double) cells);
    double dt = task.timeStep().orElse(form > 0 ? step : step * Math.pow(coarser, power));
    return new GridSettings(cells, dt, task.splitting(), task.transport());
  }

  private double[][] figures(GridSolution run) {
    return atOutputs(run).stream()
        .map(rho -> ops.apply(new GridFigures(rho, task.problem().potential(), task.observables())))
        .toArray(double[][]::new);
  }

  private static Estimate[] stated(Estimate[] limits, double[] fixed, double drift, double[] box) {
    Estimate[] e = new Estimate[limits.length];
    for (int j = 0; j < e.length; j++) {
      Estimate limit = limits[j];
      double cutOff = box[j] + drift * Math.max(1, Math.abs(limit.value()));
      e[j] =
          fixed == null
              ? new Estimate(limit.value(), limit.error() + cutOff)
              : new Estimate(fixed[j], Math.abs(fixed[j] - limit.value()) + limit.error() + cutOff);
    }
    return e;
  }

  /** Width of the blocks on which a density is shown: those of a fixed grid are its cells; never smaller than the cells of the run that tells their error. */
  private int block(GridSolution shown, GridSolution compared) {
    int n = shown.target().grid().axis(0).cells();
    int block = 1;
    while (!task.isFixed() && n / block > MOST_SHOWN[form] && n / block % 2 == 0) {
      block *= 2;
    }
    int other = compared == null || form == 0 ? n : compared.target().grid().axis(0).cells();
    return Math.max(block, n / other);
  }

  /** Second order: two thirds of the difference of neighbouring levels covers the finer one's error twice. */
  private List<double[]> densityErrors(GridSolution shown, GridSolution compared, int block) {
    List<double[]> errors = new ArrayList<>();
    for (int k = 0; k < task.times().length; k++) {
      GridDensity a = atOutputs(shown).get(k).coarsened(block);
      double[] e = new double[a.grid().cells()];
      if (compared == null) {
        Arrays.fill(e, Double.POSITIVE_INFINITY);
      } else {
        GridDensity b = atOutputs(compared).get(k);
        int cells = a.grid().axis(0).cells();
        int others = b.grid().axis(0).cells();
        boolean finer = others > shown.target().grid().axis(0).cells();
        int common = Math.min(cells, others);
        GridDensity onBoth = a.coarsened(cells / common);
        GridDensity other = b.coarsened(others / common);
        for (int c = 0; c < e.length; c++) {
          int at = enclosing(a.grid(), c, cells / common, onBoth.grid());
          double difference = Math.abs(onBoth.cellAverage(at) - other.cellAverage(at));
          e[c] = (finer ? 2 : 2.0 / 3) * difference;
        }
      }
      errors.add(e);
    }
    return errors;
  }

  private static int enclosing(Grid grid, int c, int width, Grid blocks) {
    int block = 0;
    for (int k = grid.dimension() - 1; k >= 0; k--) {
      block = block * blocks.axis(k).cells() + grid.place(c, k) / width;
    }
    return block;
  }

  /** Only the line has faces to list. */
  private List<double[]> fluxes(GridSolution run) {
    List<double[]> out = new ArrayList<>();
    for (int k = 0; k < run.times().length && form == 0; k++) {
      if (Arrays.binarySearch(task.times(), run.times()[k]) >= 0) {
        out.add(run.fluxes(k));
      }
    }
    return out;
  }
}
