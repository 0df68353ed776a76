package wfr.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.math.RombergTable;
import wfr.measure.Grid;
import wfr.measure.PlaneDensity;
import wfr.measure.PlaneGrid;
import wfr.model.Domain;
import wfr.model.GridSettings;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operation.FigureOperations.PlaneBoxErrors;
import wfr.operation.FigureOperations.PlaneFigures;
import wfr.operation.GridOperations.PlaneRun;
import wfr.operation.Implementation;
import wfr.operation.PlaneSolution;

/**
 * {@link RichardsonSolver} in the plane: levels l = 0, 1, ... with M 2^l cells per axis and steps refined with them, dt / 2^l for strang
 * with tr-bdf2 (exponents 2, 3, 4, ...), dt / 4^l where the scheme is of order 1 (2, 4, 6, ...), and Richardson extrapolation of each figure. The
 * step's refinement measures the splitting by axis and the splitting of the reaction along with the steppers.
 * Nothing fixed: levels are added until every figure meets the accuracy or the work is spent, and densities are shown on blocks of cells.
 * The error is that of {@link RombergTable}, and never less than what the last level changed, times the safety factor of three and more grids (Roache 1998): where the flux limiter acts in the
 * first steps on the finest grid, two entries of a table may agree by chance.
 * Accuracy: an asymptotic statement. Source: proofs-notes, G3, G3P.
 */
public final class PlaneRichardson {
  private static final double MOST_CELL_STEPS = 2e8;
  private static final int FEWEST_CELLS = 32;
  private static final int MOST_CELLS = 256;
  private static final int SHOWN_CELLS = 128;
  private static final int MOST_LEVELS = 6;
  private static final int FIXED_LEVELS = 3;
  private static final int FINER = 4;
  private static final double AGREEMENT = 1e-2;
  private static final double SAFETY = 1.25;

  private final GridTask task;
  private final Implementation ops;
  private final Progress progress;
  private final boolean firstOrder;
  private final double[] runTimes;

  /** A solver of one task in the plane, composed of an implementation; its cells count per axis. */
  public PlaneRichardson(GridTask task, Implementation ops, Progress progress) {
    this.task = task;
    this.ops = ops;
    this.progress = progress;
    firstOrder =
        task.problem().diffusivity() > 0 && task.transport() == TransportScheme.BACKWARD_EULER
            || task.splitting().order() == 1;
    runTimes = task.isFixed() ? task.times() : RichardsonSolver.graded(task.times());
  }

  /** Solves. */
  public PlaneResult solve() {
    GridSettings base = base();
    FigureLevels levels = new FigureLevels(exponents(), ops);
    Estimate[][] estimates = null;
    PlaneSolution baseRun = null;
    PlaneSolution coarser = null;
    PlaneSolution run = null;
    GridSettings settings = base;
    double drift = 0;
    int most = task.isFixed() ? FIXED_LEVELS : MOST_LEVELS;
    for (int level = 0; level < most; level++) {
      int refinement = 1 << level;
      long inTime = firstOrder ? (long) refinement * refinement : refinement;
      int cells = base.cells() * refinement;
      if (level >= 2 && (double) cells * cells * steps(base) * inTime > MOST_CELL_STEPS) {
        break;
      }
      progress.at("grid of " + cells + " x " + cells + " cells", level / (double) most);
      coarser = run;
      run =
          ops.apply(
              new PlaneRun(
                  task.problem(),
                  new GridSettings(cells, base.timeStep(), base.splitting(), base.transport()),
                  runTimes,
                  inTime));
      settings =
          new GridSettings(cells, base.timeStep() / inTime, base.splitting(), base.transport());
      drift = Math.max(drift, run.massError());
      levels.add(figures(run));
      estimates = cautious(levels.limits(), estimates);
      if (level == 0) {
        baseRun = run;
      }
      if (!task.isFixed() && level >= 3 && accurate(estimates)) {
        break;
      }
    }
    progress.at("grid", 1);
    List<MeasureSummary> summaries = new ArrayList<>();
    double[] box = ops.apply(new PlaneBoxErrors(task.problem(), task.observables()));
    for (int k = 0; k < task.times().length; k++) {
      double[] fixed = task.isFixed() ? levels.first()[k] : null;
      summaries.add(
          FiguresInPlane.summary(
              task.times()[k], stated(estimates[k], fixed, drift, box), task.observables()));
    }
    List<String> warnings = new ArrayList<>();
    if (!task.isFixed() && !accurate(estimates)) {
      warnings.add(
          "accuracy "
              + task.accuracy()
              + " was not reached with "
              + settings.cells()
              + " x "
              + settings.cells()
              + " cells; the errors say what was");
    }
    PlaneSolution shown = task.isFixed() ? baseRun : run;
    return shown(shown, task.isFixed() ? run : coarser, task.isFixed() ? base : settings)
        .with(summaries, FiguresInPlane.outside(task.problem()), warnings);
  }

  private double[] exponents() {
    return firstOrder ? new double[] {2, 4, 6, 8} : new double[] {2, 3, 4, 5};
  }

  private double[][] figures(PlaneSolution run) {
    return atOutputs(run).stream()
        .map(
            rho -> ops.apply(new PlaneFigures(rho, task.problem().potential(), task.observables())))
        .toArray(double[][]::new);
  }

  /** Limits whose error is never less than what the last level changed. */
  private static Estimate[][] cautious(Estimate[][] limits, Estimate[][] before) {
    Estimate[][] out = new Estimate[limits.length][];
    for (int k = 0; k < out.length; k++) {
      out[k] = limits[k].clone();
      for (int j = 0; j < out[k].length; j++) {
        double value = before == null ? 0 : before[k][j].value();
        double change = SAFETY * Math.abs(limits[k][j].value() - value);
        out[k][j] = new Estimate(limits[k][j].value(), Math.max(limits[k][j].error(), change));
      }
    }
    return out;
  }

  private double steps(GridSettings base) {
    return runTimes.length + task.times()[task.times().length - 1] / base.timeStep();
  }

  private GridSettings base() {
    int cells = task.cells().orElseGet(() -> resolving(task.problem()));
    double last = task.times()[task.times().length - 1];
    double step = Math.min(0.05, 0.5 / Math.max(1, task.problem().reactionRate()));
    step = last > 0 ? Math.min(step, last / 8) : step;
    return new GridSettings(
        cells, task.timeStep().orElse(step), task.splitting(), task.transport());
  }

  /** Cells per axis are doubled until mass, means and spreads of pi and rho_0 by the midpoint rule agree with the grid of four times as many. */
  private static int resolving(WfrProblem problem) {
    int cells = FEWEST_CELLS;
    while (cells < MOST_CELLS
        && !(resolves(problem, x -> -problem.potential().value(x), cells)
            && resolves(problem, problem.initial()::logDensity, cells))) {
      cells *= 2;
    }
    return cells;
  }

  private static boolean resolves(WfrProblem problem, ToDoubleFunction<double[]> l, int cells) {
    double[] a = moments(problem, l, cells);
    double[] b = moments(problem, l, FINER * cells);
    boolean agree = Math.abs(a[0] - b[0]) <= AGREEMENT;
    for (int k = 1; k <= 2; k++) {
      double spread = Math.sqrt(Math.max(b[k + 2] - b[k] * b[k], 0));
      agree &= Math.abs(a[k] - b[k]) <= AGREEMENT * spread;
      agree &=
          Math.abs(a[k + 2] - b[k + 2] - 2 * b[k] * (a[k] - b[k])) <= AGREEMENT * spread * spread;
    }
    return agree;
  }

  /** log mass, means, second moments by the midpoint rule. */
  private static double[] moments(WfrProblem problem, ToDoubleFunction<double[]> l, int cells) {
    Domain box = problem.domain();
    Grid gx = new Grid(box.lower()[0], box.upper()[0], cells, false);
    Grid gy = new Grid(box.lower()[1], box.upper()[1], cells, false);
    double[] v = new double[cells * cells];
    double[] x = new double[2];
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < v.length; c++) {
      x[0] = gx.centre(c % cells);
      x[1] = gy.centre(c / cells);
      v[c] = l.applyAsDouble(x);
      max = Math.max(max, v[c]);
    }
    double[] m = new double[5];
    for (int c = 0; c < v.length; c++) {
      double w = Math.exp(v[c] - max);
      double px = gx.centre(c % cells);
      double py = gy.centre(c / cells);
      m[0] += w;
      m[1] += w * px;
      m[2] += w * py;
      m[3] += w * px * px;
      m[4] += w * py * py;
    }
    for (int k = 1; k < m.length; k++) {
      m[k] /= m[0];
    }
    m[0] = max + Math.log(m[0] * gx.dx() * gy.dx());
    return m;
  }

  private List<PlaneDensity> atOutputs(PlaneSolution run) {
    List<PlaneDensity> out = new ArrayList<>();
    int k = 0;
    for (double t : task.times()) {
      while (runTimes[k] != t) {
        k++;
      }
      out.add(run.densities().get(k));
    }
    return out;
  }

  private boolean accurate(Estimate[][] estimates) {
    for (Estimate[] row : estimates) {
      for (int j = 0; j < row.length; j++) {
        if (FiguresInPlane.isHeldToAccuracy(j) && !(row[j].error() <= task.accuracy() / 2)) {
          return false;
        }
      }
    }
    return true;
  }

  private static Estimate[] stated(Estimate[] limits, double[] fixed, double drift, double[] box) {
    Estimate[] e = new Estimate[limits.length];
    for (int j = 0; j < e.length; j++) {
      Estimate limit = limits[j];
      double more = box[j] + drift * Math.max(1, Math.abs(limit.value()));
      e[j] =
          fixed == null
              ? new Estimate(limit.value(), limit.error() + more)
              : new Estimate(fixed[j], Math.abs(fixed[j] - limit.value()) + limit.error() + more);
    }
    return e;
  }

  /** Densities to show, on the base's cells where they are fixed, else on blocks; the other run tells their error (order 2). */
  private Shown shown(PlaneSolution run, PlaneSolution other, GridSettings settings) {
    PlaneGrid grid = run.target().grid();
    int n = grid.x().cells();
    int block = 1;
    while (!task.isFixed() && n / block > SHOWN_CELLS && n / block % 2 == 0) {
      block *= 2;
    }
    // Blocks of the finer run never are smaller than cells of the coarser one.
    int otherCells = other.target().grid().x().cells();
    if (otherCells < n / block) {
      block = n / otherCells;
    }
    int cells = n / block;
    double factor = otherCells > n ? 2 : 2.0 / 3;
    List<double[]> densities = new ArrayList<>();
    List<double[]> errors = new ArrayList<>();
    for (int k = 0; k < task.times().length; k++) {
      double[] a = atOutputs(run).get(k).blockAverages(block);
      double[] b = atOutputs(other).get(k).blockAverages(otherCells / cells);
      double[] e = new double[a.length];
      for (int c = 0; c < e.length; c++) {
        e[c] = factor * Math.abs(a[c] - b[c]);
      }
      densities.add(a);
      errors.add(e);
    }
    PlaneGrid shown =
        new PlaneGrid(
            new Grid(grid.x().lower(), grid.x().upper(), cells, false),
            new Grid(grid.y().lower(), grid.y().upper(), cells, false));
    return new Shown(settings, run, shown, densities, errors);
  }

  private record Shown(
      GridSettings settings,
      PlaneSolution run,
      PlaneGrid cells,
      List<double[]> densities,
      List<double[]> errors) {
    PlaneResult with(List<MeasureSummary> summaries, double[] outside, List<String> warnings) {
      return new PlaneResult(
          settings,
          summaries,
          cells,
          densities,
          errors,
          outside[0],
          outside[1],
          run.massError(),
          run.steps(),
          run.limitedSweeps(),
          warnings);
    }
  }
}
