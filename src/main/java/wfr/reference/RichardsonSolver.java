package wfr.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.math.RombergTable;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.model.GridSettings;
import wfr.model.WfrProblem;
import wfr.operation.FigureOperations.GridFigures;
import wfr.operation.GridOperations.AdaptiveRun;
import wfr.operation.GridOperations.GridRun;
import wfr.operation.GridOperations.MassOutside;
import wfr.operation.GridSolution;
import wfr.operation.Implementation;
import wfr.pde.GradedMesh;

/**
 * Finite-volume solution whose every figure carries an error: the same problem on levels l = 0, 1, ... with M 2^l cells per axis, in the steps that a tolerance needs
 * ({@link wfr.pde.AdaptiveSolver}), so that errors are powers 2, 4, 6, .. of the cell width and one error in time, and Richardson extrapolation of each figure ({@link RombergTable}).
 *   space   as the table says
 *   time    every level is made in the steps of the one before and in these halved; of what that changes, four times the share that halving once more leaves (seen on half the cells of one level, where it is less, and seen on a finer level itself where much of the accuracy is at stake): twice for safety, twice because extrapolation may double what levels share
 *   box     what is cut off
 * Nothing fixed: levels are added until every figure meets the accuracy or the work is spent. Cells fixed: the figures are those of that grid, converged in time. A step fixed: those of that
 * scheme, Lie or Strang with implicit Euler. Their error is the distance to the extrapolation from that grid and its refinements, plus the extrapolation's own error.
 * On a line that would need many equal cells, or where V or rho_0 is not smooth, they are graded ({@link GradedMesh}). In the plane and in space the densities are shown on blocks of cells.
 * Accuracy: an asymptotic statement. Source: proofs-notes, G3, G3P, G14, G15.
 */
public final class RichardsonSolver {
  /** By dimension: cells times steps of a level beyond the second, levels, cells per axis shown. */
  private static final double[] MOST_CELL_STEPS = {4e8, 2e7, 2e7};

  private static final int[] MOST_LEVELS = {9, 6, 5};
  private static final int[] MOST_SHOWN = {Integer.MAX_VALUE, 128, 32};
  private static final int FIXED_LEVELS = 3;

  /** Cells of the coarsest grid of a line above which they are graded. */
  private static final int MOST_EQUAL = 256;

  /** By dimension, the level that finds the steps. */
  private static final int[] PILOT = {2, 1, 1};

  /** In space, where three levels are what can be afforded, the error is not less than that of the finest grid itself (Roache's index, 2^2 - 1 for order 2): what is extrapolated may not be in the asymptotic range. */
  private static final double SAFETY = 1.25;

  private static final double ORDER_TWO = 3;

  /** Even powers of the cell width. */
  private static final double[] EXPONENTS = {2, 4, 6, 8};

  /** Bounds of what halving the steps leaves of an error: at order 5 a 32nd, of which it is not taken to be certain. */
  private static final double LEAST_LEFT = 1.0 / 16;

  private static final double MOST_LEFT = 0.7;

  /** What halving leaves is seen on half the cells; where a start does not fit a wall it is more on all of them. */
  private static final double SAFETY_IN_TIME = 2;

  /** Excess from which on a finer level than the one that found the steps is looked at itself. */
  private static final double WORTH_A_LOOK = 0.25;

  /** By how much the tolerance is lowered at once, and its bounds. */
  private static final double LEAST_RATIO = 4;

  private static final double MOST_RATIO = 30;
  private static final double LEAST_TOLERANCE = 1e-10;
  private static final double MOST_TOLERANCE = 1e-3;

  private final GridTask task;
  private final Implementation ops;
  private final Progress progress;
  private final Figures places;
  private final int form;
  private final int most;
  private double tolerance;
  private double[][] again;
  private double[][] left;
  private double[][] inTime;
  private boolean graded;
  private Level compared;

  /** A solver of one task, composed of an implementation; its cells count per axis. */
  public RichardsonSolver(GridTask task, Implementation ops, Progress progress) {
    this.task = task;
    this.ops = ops;
    this.progress = progress;
    places = new Figures(task.problem().dimension());
    form = task.problem().dimension() - 1;
    most = task.isFixed() ? FIXED_LEVELS : MOST_LEVELS[form];
    tolerance = Math.max(LEAST_TOLERANCE, Math.min(MOST_TOLERANCE, task.accuracy()));
  }

  /** Solves. */
  public GridResult solve() {
    List<GridSolution> runs = new ArrayList<>();
    FigureLevels levels = refined(runs);
    double[] outside = ops.apply(new MassOutside(task.problem()));
    double[][] box = CutOff.of(task, outside, levels, graded, ops, this::beside);
    progress.at("grid", 1);
    return result(runs, levels, outside, box);
  }

  /**
   * By how much another box moves the figures: by its own solution, or on equal cells on the grid that has half the cells of the one that finds the steps, in its steps.
   *
   * @param wide the problem in a box that is wider by a share on either side
   * @param levels of the solution
   * @param solved whether it is solved
   */
  private double[][] beside(
      Function<Double, WfrProblem> wide, FigureLevels levels, boolean solved) {
    if (!solved) {
      int cells = compared.run().target().grid().axis(0).cells();
      int more = (cells + CutOff.PARTS - 1) / CutOff.PARTS;
      WfrProblem problem = wide.apply((double) more / cells);
      return difference(
          figures(run(problem, cells + 2 * more, compared.run().stepTimes())), compared.figures());
    }
    progress.at("a wider box", 1);
    GridTask other =
        new GridTask(
            wide.apply(1.0 / CutOff.PARTS),
            task.times(),
            task.observables(),
            task.cells(),
            task.timeStep(),
            task.splitting(),
            task.accuracy());
    Estimate[][] there =
        new RichardsonSolver(other, ops, (what, done) -> {}).refined(new ArrayList<>()).limits();
    double[][] change = new double[there.length][];
    for (int k = 0; k < change.length; k++) {
      change[k] = new double[there[k].length];
      for (int j = 0; j < change[k].length; j++) {
        double apart = there[k][j].value() - levels.limits()[k][j].value();
        change[k][j] = Math.abs(apart) + there[k][j].error();
      }
    }
    return change;
  }

  private FigureLevels refined(List<GridSolution> runs) {
    int coarsest = task.cells().orElseGet(() -> ResolvingGrid.cells(task.problem()));
    if (!task.isFixed()
        && form == 0
        && (coarsest > MOST_EQUAL || GradedMesh.isBroken(task.problem()))) {
      graded = true;
      coarsest = GradedMesh.fewest(task.problem());
    }
    progress.at("grid of " + shown(coarsest) + " cells", 0);
    int pilot = PILOT[form];
    List<Level> first = pilot(coarsest << pilot);
    compared = first.get(0);
    FigureLevels levels =
        new FigureLevels(places, EXPONENTS, form < 2 ? 0 : SAFETY / ORDER_TWO, ops);
    double[] plan = first.get(1).plan();
    Level last = null;
    for (int l = 0; l < most && !reached(levels); l++) {
      int cells = coarsest << l;
      double cost = Math.pow(cells, form + 1.0) * plan.length;
      if (l >= 2 && cost > MOST_CELL_STEPS[form]) {
        break;
      }
      progress.at("grid of " + shown(cells) + " cells", l / (double) most);
      boolean known = l == pilot || l == pilot - 1;
      Level level =
          known
              ? first.get(l - pilot + 1)
              : form == 0 || l < pilot ? level(cells, plan) : finer(cells, last);
      if (form == 0 && l > pilot && excess(level) > WORTH_A_LOOK) {
        look(cells, level);
      }
      last = level;
      plan = l < pilot ? plan : level.plan();
      runs.add(level.run());
      inTime = inTime(level.change());
      levels.add(level.figures(), inTime);
    }
    return levels;
  }

  /**
   * A problem on some cells, in the steps of a plan and in these halved.
   *
   * @param plan ends of the steps
   * @param run in halved steps
   * @param figures of it
   * @param change of the figures by halving
   */
  private record Level(double[] plan, GridSolution run, double[][] figures, double[][] change) {}

  private Level level(int cells, double[] plan) {
    GridSolution once = run(cells, plan);
    GridSolution twice = run(cells, halved(once.stepTimes()));
    double[][] figures = figures(twice);
    return new Level(once.stepTimes(), twice, figures, difference(figures, figures(once)));
  }

  /** Beyond the line only the halved steps are made on finer grids, and what they changed is taken to be twice what it was on the one before. */
  private Level finer(int cells, Level before) {
    GridSolution twice = run(cells, halved(before.plan()));
    double[][] change =
        Arrays.stream(before.change())
            .map(row -> Arrays.stream(row).map(c -> 2 * c).toArray())
            .toArray(double[][]::new);
    return new Level(before.plan(), twice, figures(twice), change);
  }

  /** The level that finds the steps, after the one of half its cells, which shows what halving leaves; with lower tolerances where need be. */
  private List<Level> pilot(int cells) {
    while (true) {
      Level level = level(cells, new double[0]);
      Level coarser = level(cells / 2, level.plan());
      look(cells / 2, coarser);
      double excess = excess(level);
      if (excess <= 1 || tolerance <= LEAST_TOLERANCE) {
        return List.of(coarser, level);
      }
      double ratio = Math.min(MOST_RATIO, Math.max(LEAST_RATIO, 2 * excess));
      tolerance = Math.max(LEAST_TOLERANCE, tolerance / ratio);
    }
  }

  /** Halves the steps of a level once more. */
  private void look(int cells, Level level) {
    again = difference(figures(run(cells, halved(level.run().stepTimes()))), level.figures());
    left = left(level);
  }

  /** q/(1 - q) by figure, q the share of a change that halving the steps once more leaves. */
  private double[][] left(Level level) {
    double[][] share = new double[again.length][];
    for (int k = 0; k < again.length; k++) {
      share[k] = new double[again[k].length];
      for (int j = 0; j < share[k].length; j++) {
        double seen = Math.abs(again[k][j]) / Math.abs(level.change()[k][j]);
        double q = Math.min(MOST_LEFT, Math.max(LEAST_LEFT, Double.isNaN(seen) ? 0 : seen));
        share[k][j] = q / (1 - q);
      }
    }
    return share;
  }

  /** Errors in time of figures in halved steps: twice what is left of that change, and not less than twice what halving once more changed. */
  private double[][] inTime(double[][] change) {
    double[][] error = new double[change.length][];
    for (int k = 0; k < change.length; k++) {
      error[k] = new double[change[k].length];
      for (int j = 0; j < error[k].length; j++) {
        double seen = Math.max(left[k][j] * Math.abs(change[k][j]), Math.abs(again[k][j]));
        // infinite figures have no differences
        error[k][j] = Double.isNaN(seen) ? Double.POSITIVE_INFINITY : SAFETY_IN_TIME * seen;
      }
    }
    return error;
  }

  private boolean reached(FigureLevels levels) {
    return !task.isFixed() && levels.count() >= FIXED_LEVELS && levels.areWithin(task.accuracy());
  }

  private GridSolution run(int cells, double[] steps) {
    return run(task.problem(), cells, steps);
  }

  private GridSolution run(WfrProblem problem, int cells, double[] steps) {
    return ops.apply(new AdaptiveRun(problem, cells, graded, task.times(), tolerance, steps));
  }

  /** Every step in two. */
  private static double[] halved(double[] ends) {
    double[] all = new double[2 * ends.length];
    for (int k = 0; k < ends.length; k++) {
      double from = k == 0 ? 0 : ends[k - 1];
      all[2 * k] = from + 0.5 * (ends[k] - from);
      all[2 * k + 1] = ends[k];
    }
    return all;
  }

  private static double[][] difference(double[][] a, double[][] b) {
    double[][] out = new double[a.length][];
    for (int k = 0; k < a.length; k++) {
      out[k] = new double[a[k].length];
      for (int j = 0; j < out[k].length; j++) {
        out[k][j] = a[k][j] - b[k][j];
      }
    }
    return out;
  }

  /** Largest error in time of a figure that is held to the accuracy, over a quarter of that. */
  private double excess(Level level) {
    double[] sizes = places.sizes(level.figures());
    double most = 0;
    for (double[] row : inTime(level.change())) {
      for (int j = 0; j < row.length; j++) {
        if (places.isHeldToAccuracy(j)) {
          double share = row[j] / sizes[j];
          most = Math.max(most, Double.isNaN(share) ? Double.POSITIVE_INFINITY : share);
        }
      }
    }
    return 4 * most / task.accuracy();
  }

  private GridResult result(
      List<GridSolution> runs, FigureLevels levels, double[] outside, double[][] box) {
    GridSolution fixed = fixed(runs.get(0));
    double[][] own = fixed == null ? null : figures(fixed);
    List<MeasureSummary> summaries = new ArrayList<>();
    List<ErrorPart> budget = new ArrayList<>();
    // with given steps mass is kept to rounding
    double drift = task.timeStep().isPresent() ? fixed.massError() : 0;
    GridErrorBudget parts = new GridErrorBudget(places, drift);
    for (int k = 0; k < task.times().length; k++) {
      Estimate[] limits = levels.limits()[k];
      Estimate[] e = stated(limits, own == null ? null : own[k], box[k], drift, levels.sizes());
      summaries.add(places.summary(task.times()[k], e, task.observables()));
      double[] time = inTime[k].clone();
      for (int j = 0; j < time.length; j++) {
        time[j] = 2 * time[j];
        time[j] += own == null ? 0 : apart(own[k][j], levels.first()[k][j]);
      }
      budget.addAll(parts.parts(task.times()[k], e, time, box[k], levels.sizes()));
    }
    List<String> warnings = new ArrayList<>();
    GridSolution finest = runs.get(runs.size() - 1);
    if (!task.isFixed() && !levels.areWithin(task.accuracy())) {
      warnings.add(
          "accuracy "
              + task.accuracy()
              + " was not reached with "
              + shown(finest.target().grid().axis(0).cells())
              + " cells; the errors say what was");
    }
    GridSolution shown = fixed == null ? finest : fixed;
    GridSolution compared =
        fixed != null ? finest : runs.size() > 1 ? runs.get(runs.size() - 2) : null;
    int block = block(shown, compared);
    return new GridResult(
        task.problem(),
        scheme(shown),
        summaries,
        shown.densities().stream().map(rho -> rho.coarsened(block)).toList(),
        densityErrors(shown, compared, block),
        outside[0],
        outside[1],
        new GridResult.Ledger(task.times(), shown.massError(), fluxes(shown), shown.steps()),
        warnings,
        budget);
  }

  /** The run that a scenario asks for; null where all is chosen. */
  private GridSolution fixed(GridSolution coarsest) {
    if (task.timeStep().isEmpty()) {
      return task.isFixed() ? coarsest : null;
    }
    GridSettings settings =
        new GridSettings(
            coarsest.target().grid().axis(0).cells(),
            task.timeStep().getAsDouble(),
            task.splitting());
    return ops.apply(new GridRun(task.problem(), settings, task.times()));
  }

  private GridResult.Scheme scheme(GridSolution shown) {
    int cells = shown.target().grid().axis(0).cells();
    return task.timeStep().isPresent()
        ? new GridResult.Scheme(cells, task.timeStep().getAsDouble(), task.splitting().key())
        : new GridResult.Scheme(cells, longest(shown.stepTimes()), GridResult.Scheme.ADAPTIVE);
  }

  private static double longest(double[] times) {
    double longest = 0;
    for (int k = 0; k < times.length; k++) {
      longest = Math.max(longest, times[k] - (k == 0 ? 0 : times[k - 1]));
    }
    return longest;
  }

  /** "64", "64 x 64". */
  private String shown(int cells) {
    return String.join(" x ", Collections.nCopies(form + 1, Integer.toString(cells)));
  }

  private double[][] figures(GridSolution run) {
    return run.densities().stream()
        .map(rho -> ops.apply(new GridFigures(rho, task.problem().potential(), task.observables())))
        .toArray(double[][]::new);
  }

  private static Estimate[] stated(
      Estimate[] limits, double[] fixed, double[] box, double drift, double[] sizes) {
    Estimate[] e = new Estimate[limits.length];
    for (int j = 0; j < e.length; j++) {
      Estimate limit = limits[j];
      double scale = drift == 0 ? 0 : drift * Math.max(sizes[j], Math.abs(limit.value()));
      double error = limit.error() + box[j] + scale;
      e[j] =
          fixed == null
              ? new Estimate(limit.value(), error)
              : new Estimate(fixed[j], apart(fixed[j], limit.value()) + error);
    }
    return e;
  }

  /** Infinite where one is, or both are. */
  private static double apart(double a, double b) {
    return Double.isFinite(a) && Double.isFinite(b) ? Math.abs(a - b) : Double.POSITIVE_INFINITY;
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
      GridDensity a = shown.densities().get(k).coarsened(block);
      double[] e = new double[a.grid().cells()];
      if (compared == null) {
        Arrays.fill(e, Double.POSITIVE_INFINITY);
      } else {
        GridDensity b = compared.densities().get(k);
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
      out.add(run.fluxes(k));
    }
    return out;
  }
}
