package wfr.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.math.RombergTable;
import wfr.measure.GridDensity;
import wfr.model.Domain;
import wfr.model.GridSettings;
import wfr.model.TransportScheme;
import wfr.operation.FigureOperations.BoxErrors;
import wfr.operation.FigureOperations.GridFigures;
import wfr.operation.GridOperations.GridRun;
import wfr.operation.GridOperations.MassOutside;
import wfr.operation.GridSolution;
import wfr.operation.Implementation;

/**
 * Finite-volume solution whose every figure carries an error: the same problem on levels l = 0, 1, ... with cells M 2^l and steps refined with
 * them, so that all errors are powers of one h = 2^{-l}:
 *   backward Euler or Lie (first order in dt):  dt / 4^l,  exponents 2, 4, 6, ...;   TR-BDF2 with Strang:  dt / 2^l,  exponents 2, 3, 4, ...
 * and Richardson extrapolation of each figure ({@link RombergTable}), plus what the box cuts off on the line and the drift of mass that rounding left.
 * Nothing fixed: levels are added until every figure meets the accuracy. Cells or step fixed: the figures are those of that grid, their
 * error is the distance to the extrapolation from it and its refinements, plus the extrapolation's own error.
 * Source: proofs-notes, G3.
 */
public final class RichardsonSolver {
  private static final double MOST_CELL_STEPS = 4e8;
  private static final int FEWEST_CELLS = 64;
  private static final int MOST_LEVELS = 9;
  private static final int FIXED_LEVELS = 3;
  private static final double[] GRADING = {
    0x1p-10, 0x1p-9, 0x1p-8, 0x1p-7, 0x1p-6, 0x1p-5, 0x1p-4, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75,
    0.875
  };

  private final GridTask task;
  private final Implementation ops;
  private final Progress progress;
  private final boolean firstOrderInTime;
  private final double[] exponents;
  private final double[] runTimes;

  /** A solver of one task, composed of an implementation. */
  public RichardsonSolver(GridTask task, Implementation ops, Progress progress) {
    this.task = task;
    this.ops = ops;
    this.progress = progress;
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
    int most = task.isFixed() ? FIXED_LEVELS : MOST_LEVELS;
    double[] outside = outside();
    double[] box = ops.apply(new BoxErrors(task.problem(), task.observables()));
    FigureLevels levels = new FigureLevels(exponents, ops);
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
      GridSettings next =
          new GridSettings(
              base.cells() * refinement,
              base.timeStep() / stepRefinement,
              base.splitting(),
              base.transport());
      double cost = (double) next.cells() * steps(base) * stepRefinement;
      if (level >= 2 && cost > MOST_CELL_STEPS) {
        break;
      }
      progress.at("grid of " + next.cells() + " cells", level / (double) most);
      coarser = run;
      run = run(withStep(next, base), stepRefinement);
      settings = next;
      drift = Math.max(drift, run.massError());
      levels.add(figures(run));
      if (level == 0) { // the same cells with half the step tell space and time apart
        baseRun = run;
        halfStep = figures(run(withStep(next, base), 2));
      }
      if (!task.isFixed()
          && level >= 3
          && levels.areWithin(task.accuracy(), FiguresOnLine::isHeldToAccuracy)) {
        break;
      }
    }
    progress.at("grid", 1);
    List<MeasureSummary> summaries = new ArrayList<>();
    List<ErrorPart> budget = new ArrayList<>();
    GridErrorBudget parts = new GridErrorBudget(firstOrderInTime, drift, box);
    for (int k = 0; k < task.times().length; k++) {
      Estimate[] limits = levels.limits()[k];
      double[] first = levels.first()[k];
      MeasureSummary s = summary(k, limits, task.isFixed() ? first : null, drift, box);
      summaries.add(s);
      budget.addAll(parts.parts(s, limits, first, halfStep[k]));
    }
    if (!task.isFixed() && !levels.areWithin(task.accuracy(), FiguresOnLine::isHeldToAccuracy)) {
      warnings.add(
          "accuracy "
              + task.accuracy()
              + " was not reached with "
              + settings.cells()
              + " cells; the errors say what was");
    }
    GridSolution shown = task.isFixed() ? baseRun : run;
    GridSolution compared = task.isFixed() ? run : coarser;
    return new GridResult(
        task.problem(),
        task.isFixed() ? base : settings,
        summaries,
        atOutputs(shown),
        densityErrors(shown, compared),
        outside[0],
        outside[1],
        new GridResult.Ledger(
            task.times(), shown.massError(), fluxes(shown), shown.steps(), shown.limitedSteps()),
        warnings,
        budget);
  }

  private GridSolution run(GridSettings settings, long refinement) {
    return ops.apply(new GridRun(task.problem(), settings, runTimes, refinement));
  }

  /** Refinement multiplies the base step counts, so the base step itself is passed on. */
  private static GridSettings withStep(GridSettings settings, GridSettings base) {
    return new GridSettings(
        settings.cells(), base.timeStep(), settings.splitting(), settings.transport());
  }

  private double steps(GridSettings base) {
    double last = task.times()[task.times().length - 1];
    return runTimes.length + last / base.timeStep();
  }

  private GridSettings chosenBase() {
    return new GridSettings(
        ResolvingGrid.cells(task.problem(), FEWEST_CELLS),
        chosenStep(),
        task.splitting(),
        task.transport());
  }

  /** Half of the reaction time, an eighth of the horizon, and no more than a twentieth. */
  private double chosenStep() {
    double last = task.times()[task.times().length - 1];
    double step = Math.min(0.05, 0.5 / Math.max(1, task.problem().reactionRate()));
    return last > 0 ? Math.min(step, last / 8) : step;
  }

  private GridSettings fixedBase() {
    int chosenCells = ResolvingGrid.cells(task.problem(), FEWEST_CELLS);
    double step = chosenStep();
    double power = firstOrderInTime ? 2 : 1;
    int cells =
        task.cells()
            .orElseGet(
                () ->
                    (int)
                        Math.ceil(
                            chosenCells
                                * Math.max(
                                    1, Math.pow(step / task.timeStep().getAsDouble(), 1 / power))));
    double dt =
        task.timeStep().orElse(step * Math.pow(Math.min(1, chosenCells / (double) cells), power));
    return new GridSettings(cells, dt, task.splitting(), task.transport());
  }

  private double[][] figures(GridSolution run) {
    return atOutputs(run).stream()
        .map(rho -> ops.apply(new GridFigures(rho, task.problem().potential(), task.observables())))
        .toArray(double[][]::new);
  }

  /** Masses of rho_0 and pi outside the box where it truncates the line. */
  private double[] outside() {
    return task.problem().domain().boundary() == Domain.Boundary.LINE
        ? ops.apply(new MassOutside(task.problem()))
        : new double[2];
  }

  private MeasureSummary summary(
      int k, Estimate[] limits, double[] fixed, double drift, double[] box) {
    Estimate[] e = new Estimate[limits.length];
    for (int j = 0; j < e.length; j++) {
      Estimate limit = limits[j];
      double cutOff = box[j] + drift * Math.max(1, Math.abs(limit.value()));
      e[j] =
          fixed == null
              ? new Estimate(limit.value(), limit.error() + cutOff)
              : new Estimate(fixed[j], Math.abs(fixed[j] - limit.value()) + limit.error() + cutOff);
    }
    return FiguresOnLine.summary(task.times()[k], e, task.observables());
  }

  /** Second order: two thirds of the difference of neighbouring levels covers the finer one's error twice. */
  private List<double[]> densityErrors(GridSolution shown, GridSolution compared) {
    List<double[]> errors = new ArrayList<>();
    for (int k = 0; k < task.times().length; k++) {
      GridDensity a = atOutputs(shown).get(k);
      double[] e = new double[a.grid().cells()];
      if (compared == null) {
        Arrays.fill(e, Double.POSITIVE_INFINITY);
      } else {
        GridDensity b = atOutputs(compared).get(k);
        boolean finer = b.grid().cells() > a.grid().cells();
        for (int i = 0; i < e.length; i++) {
          e[i] =
              finer
                  ? 2
                      * Math.abs(
                          a.cellAverage(i) - block(b, i, b.grid().cells() / a.grid().cells()))
                  : 2.0 / 3 * Math.abs(block(a, i / 2, 2) - b.cellAverage(i / 2));
        }
      }
      errors.add(e);
    }
    return errors;
  }

  private static double block(GridDensity rho, int i, int width) {
    double sum = 0;
    for (int j = 0; j < width; j++) {
      sum += rho.cellAverage(i * width + j);
    }
    return sum / width;
  }

  private List<double[]> fluxes(GridSolution run) {
    List<double[]> out = new ArrayList<>();
    for (int k = 0; k < run.times().length; k++) {
      if (Arrays.binarySearch(task.times(), run.times()[k]) >= 0) {
        out.add(run.fluxes(k));
      }
    }
    return out;
  }
}
