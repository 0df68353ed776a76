package wfr.reference;

import java.util.ArrayList;
import java.util.Arrays;
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
import wfr.pde.PlaneRun;
import wfr.pde.PlaneSolver;

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
  private final Progress progress;
  private final boolean firstOrder;
  private final double[] runTimes;

  /** A solver of one task in the plane; its cells count per axis. */
  public PlaneRichardson(GridTask task, Progress progress) {
    this.task = task;
    this.progress = progress;
    firstOrder =
        task.problem().diffusivity() > 0 && task.transport() == TransportScheme.BACKWARD_EULER
            || task.splitting().order() == 1;
    runTimes = task.isFixed() ? task.times() : RichardsonSolver.graded(task.times());
  }

  /** Solves. */
  public PlaneResult solve() {
    GridSettings base = base();
    PlaneFigures figures = new PlaneFigures(task.problem(), task.observables());
    Figure[][] tables = null;
    double[][] first = null;
    PlaneRun baseRun = null;
    PlaneRun coarser = null;
    PlaneRun run = null;
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
          new PlaneSolver(
                  task.problem(),
                  new GridSettings(cells, base.timeStep(), base.splitting(), base.transport()))
              .run(runTimes, inTime);
      settings =
          new GridSettings(cells, base.timeStep() / inTime, base.splitting(), base.transport());
      drift = Math.max(drift, run.massError());
      double[][] values = atOutputs(run).stream().map(figures::of).toArray(double[][]::new);
      if (tables == null) {
        tables = new Figure[values.length][values[0].length];
        for (Figure[] row : tables) {
          Arrays.setAll(row, j -> new Figure(table()));
        }
        first = values;
        baseRun = run;
      }
      for (int k = 0; k < values.length; k++) {
        for (int j = 0; j < values[k].length; j++) {
          tables[k][j].add(values[k][j]);
        }
      }
      if (!task.isFixed() && level >= 3 && accurate(tables)) {
        break;
      }
    }
    progress.at("grid", 1);
    List<MeasureSummary> summaries = new ArrayList<>();
    for (int k = 0; k < tables.length; k++) {
      summaries.add(
          figures.summary(
              task.times()[k],
              estimates(tables[k], task.isFixed() ? first[k] : null, drift, figures)));
    }
    List<String> warnings = new ArrayList<>();
    if (!task.isFixed() && !accurate(tables)) {
      warnings.add(
          "accuracy "
              + task.accuracy()
              + " was not reached with "
              + settings.cells()
              + " x "
              + settings.cells()
              + " cells; the errors say what was");
    }
    PlaneRun shown = task.isFixed() ? baseRun : run;
    return shown(shown, task.isFixed() ? run : coarser, task.isFixed() ? base : settings)
        .with(summaries, figures, drift, warnings);
  }

  private RombergTable table() {
    return firstOrder ? new RombergTable(2, 4, 6, 8) : new RombergTable(2, 3, 4, 5);
  }

  /** A figure over the levels. */
  private static final class Figure {
    private final RombergTable table;
    private Estimate estimate = new Estimate(0, Double.POSITIVE_INFINITY);

    Figure(RombergTable table) {
      this.table = table;
    }

    void add(double figure) {
      double before = estimate.value();
      table.add(figure);
      Estimate e = table.estimate();
      double change = SAFETY * Math.abs(e.value() - before);
      estimate = new Estimate(e.value(), Math.max(e.error(), change));
    }

    Estimate estimate() {
      return estimate;
    }
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

  private List<PlaneDensity> atOutputs(PlaneRun run) {
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

  private boolean accurate(Figure[][] tables) {
    for (Figure[] row : tables) {
      for (int j = 0; j < row.length; j++) {
        if (PlaneFigures.isHeldToAccuracy(j)
            && !(row[j].estimate().error() <= task.accuracy() / 2)) {
          return false;
        }
      }
    }
    return true;
  }

  private static Estimate[] estimates(
      Figure[] row, double[] fixed, double drift, PlaneFigures figures) {
    Estimate[] e = new Estimate[row.length];
    for (int j = 0; j < row.length; j++) {
      Estimate limit = row[j].estimate();
      double more = figures.cutOff(j) + drift * Math.max(1, Math.abs(limit.value()));
      e[j] =
          fixed == null
              ? new Estimate(limit.value(), limit.error() + more)
              : new Estimate(fixed[j], Math.abs(fixed[j] - limit.value()) + limit.error() + more);
    }
    return e;
  }

  /** Densities to show, on the base's cells where they are fixed, else on blocks; the other run tells their error (order 2). */
  private Shown shown(PlaneRun run, PlaneRun other, GridSettings settings) {
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
      PlaneRun run,
      PlaneGrid cells,
      List<double[]> densities,
      List<double[]> errors) {
    PlaneResult with(
        List<MeasureSummary> summaries, PlaneFigures figures, double drift, List<String> warnings) {
      return new PlaneResult(
          settings,
          summaries,
          cells,
          densities,
          errors,
          figures.initialOutside(),
          figures.targetOutside(),
          drift,
          run.steps(),
          run.limitedSteps(),
          warnings);
    }
  }
}
