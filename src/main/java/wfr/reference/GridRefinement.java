package wfr.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleFunction;
import wfr.math.Estimate;
import wfr.model.WfrProblem;
import wfr.operation.FigureOperations.GridFigures;
import wfr.operation.FigureOperations.GridLimits;
import wfr.operation.GridOperations.AdaptiveRun;
import wfr.operation.GridSolution;
import wfr.operation.Implementation;
import wfr.pde.GradedMesh;
import wfr.pde.SteepCells;

/**
 * A problem in its box on levels l = 0, 1, ... with M 2^l cells per axis, in the steps that a tolerance needs ({@link wfr.pde.AdaptiveSolver}), until every figure meets the accuracy or the work is
 * spent; cells fixed, on three levels from there. Errors are powers 2, 4, 6, .. of the cell width and one error in time:
 *   every level is made in the steps of the one before and in these halved; of what that changes, four times the share that halving once more leaves (seen on half the cells of one level, where it is less, and seen on a finer level itself where much of the accuracy is at stake): twice for safety, twice because extrapolation may double what levels share.
 * On a line that would need many equal cells, or where V or rho_0 is not smooth, they are graded ({@link GradedMesh}).
 * Source: proofs-notes, G3, G3P, G14, G15.
 */
final class GridRefinement {
  /** By dimension: cells times steps of a level beyond the second, levels. */
  private static final double[] MOST_CELL_STEPS = {3e7, 2e7, 2e7};

  /** Per axis; more take longer to integrate V over than to step. */
  private static final int MOST_CELLS = 1 << 17;

  /** Cells from which on it is looked whether steps are many. */
  private static final int MANY = 2048;

  private static final int[] MOST_LEVELS = {9, 6, 5};
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

  /** Where steps are too many: the norm weighs what tails can still become without transport, which contracts it. */
  private static final double DEAR_TOLERANCE = 0.03;

  private final GridTask task;
  private final Implementation ops;
  private final Progress progress;
  private final Figures places;
  private final int form;
  private final int most;
  private FigureLevels levels;
  private final List<GridSolution> runs = new ArrayList<>();
  private double tolerance;
  private double[][] again;
  private double[][] left;
  private double[][] inTime;
  private boolean graded;

  /** Whether V or rho_0 is not smooth within the line: layers where a start does not fit are seen on fine cells only, and with them what halving the steps leaves. */
  private final boolean broken;

  private Level compared;

  /** Refines at once. */
  GridRefinement(GridTask task, Implementation ops, Progress progress) {
    this.task = task;
    this.ops = ops;
    this.progress = progress;
    places = new Figures(task.problem().dimension());
    form = task.problem().dimension() - 1;
    broken = GradedMesh.isBroken(task.problem());
    most = task.isFixed() ? FIXED_LEVELS : MOST_LEVELS[form];
    tolerance = Math.max(LEAST_TOLERANCE, Math.min(MOST_TOLERANCE, task.accuracy()));
    start();
  }

  /** The limits of a problem's figures, row by row. */
  static Estimate[] limits(GridLimits call, Implementation ops) {
    GridRefinement grids = new GridRefinement(GridTask.of(call), ops, (what, done) -> {});
    return Arrays.stream(grids.levels.limits()).flatMap(Arrays::stream).toArray(Estimate[]::new);
  }

  /** The figures of all levels. */
  FigureLevels levels() {
    return levels;
  }

  /** The solution on every level, the coarsest first. */
  List<GridSolution> runs() {
    return runs;
  }

  /** Errors in time of the figures of the finest level. */
  double[][] inTime() {
    return inTime;
  }

  /** On the coarsest cells that see V and rho_0, or finer ones where these lose mass. */
  private void start() {
    int coarsest = task.cells().orElseGet(() -> ResolvingGrid.cells(task.problem()));
    if (!task.isFixed() && form == 0 && (coarsest > MOST_EQUAL || broken)) {
      graded = true;
      coarsest = GradedMesh.fewest(task.problem());
    }
    double first = tolerance;
    while (true) {
      try {
        refine(coarsest);
        return;
      } catch (SteepCells e) {
        if (task.isFixed() || form > 0 || 2 * coarsest > MOST_CELLS >> PILOT[form]) {
          throw e;
        }
        coarsest *= 2;
        tolerance = first;
        runs.clear();
      }
    }
  }

  private void refine(int coarsest) {
    levels = new FigureLevels(places, EXPONENTS, form < 2 ? 0 : SAFETY / ORDER_TWO, ops);
    int pilot = PILOT[form];
    if (!task.isFixed() && coarsest > MOST_CELLS >> pilot) {
      throw new ArithmeticException(
          "V or the initial law varies so fast that even the coarsest grid needs "
              + shown(coarsest)
              + " cells, and "
              + shown(MOST_CELLS >> pilot)
              + " are taken: narrow the domain to where the mass is, smooth what varies, or fix grid: {cells: ..}");
    }
    progress.stage("time steps, on a grid of " + shown(coarsest << pilot) + " cells");
    List<Level> first = pilot(coarsest << pilot);
    compared = first.get(0);
    double[] plan = first.get(1).plan();
    Level last = null;
    for (int l = 0; l < most && !reached(); l++) {
      int cells = coarsest << l;
      double cost = Math.pow(cells, form + 1.0) * plan.length;
      if (l >= 2 && (cost > MOST_CELL_STEPS[form] || cells > MOST_CELLS)) {
        break;
      }
      progress.stage("grid of " + shown(cells) + " cells");
      boolean known = l == pilot || l == pilot - 1;
      Level level =
          known
              ? first.get(l - pilot + 1)
              : form == 0 || l < pilot ? level(cells, plan) : finer(cells, last);
      if (form == 0 && l > pilot && (excess(level) > WORTH_A_LOOK || broken)) {
        look(cells, level);
      }
      last = level;
      plan = l < pilot ? plan : level.plan();
      runs.add(level.run());
      inTime = inTime(level.change());
      levels.add(level.figures(), inTime);
    }
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
    boolean dear = form == 0 && cells >= MANY && dear(cells);
    if (dear) {
      tolerance = DEAR_TOLERANCE;
    }
    while (true) {
      Level level = level(cells, new double[0]);
      Level coarser = level(cells / 2, level.plan());
      look(cells / 2, coarser);
      double excess = excess(level);
      if (excess <= 1 || tolerance <= LEAST_TOLERANCE || dear) {
        return List.of(coarser, level);
      }
      double ratio = Math.min(MOST_RATIO, Math.max(LEAST_RATIO, 2 * excess));
      tolerance = Math.max(LEAST_TOLERANCE, tolerance / ratio);
    }
  }

  /** Whether the steps that the tolerance needs, seen on the coarsest grid, are too many on so many cells of a line: then cells tell more than steps. */
  private boolean dear(int cells) {
    int steps = run(cells >> PILOT[form], new double[0]).steps();
    return (double) steps * cells > MOST_CELL_STEPS[form] / 4;
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

  private boolean reached() {
    return !task.isFixed() && levels.count() >= FIXED_LEVELS && levels.areWithin(task.accuracy());
  }

  /**
   * By how much another box moves the figures, seen on the grid that has half the cells of the one that finds the steps, in its steps: on equal cells, which are the same in both, what they differ by; on
   * graded ones how far each is from the limit, |A' - A| being at most |A' - A'_c| + |A'_c - A| and the first of these taken to be |A_c - A|.
   *
   * @param wide the problem in a box that is wider by a share on either side
   * @param share at least
   */
  double[][] inAnotherBox(DoubleFunction<WfrProblem> wide, double share) {
    int cells = compared.run().target().grid().axis(0).cells();
    double[] steps = compared.run().stepTimes();
    if (!graded) {
      int more = (int) Math.ceil(share * cells);
      WfrProblem problem = wide.apply((double) more / cells);
      return difference(figures(run(problem, cells + 2 * more, steps)), compared.figures());
    }
    WfrProblem problem = wide.apply(share);
    int fewest = GradedMesh.fewest(problem);
    int enough = fewest * ((cells + fewest - 1) / fewest);
    double[][] there = figures(run(problem, enough, steps));
    for (int k = 0; k < there.length; k++) {
      for (int j = 0; j < there[k].length; j++) {
        double limit = levels.limits()[k][j].value();
        there[k][j] = Math.abs(there[k][j] - limit) + Math.abs(compared.figures()[k][j] - limit);
      }
    }
    return there;
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
    double[][] error = inTime(level.change());
    for (int k = 0; k < error.length; k++) {
      for (int j = 0; j < sizes.length; j++) {
        if (places.isHeldToAccuracy(j)) {
          double share = error[k][j] / places.unit(j, sizes[j], level.figures()[k][j]);
          most = Math.max(most, Double.isNaN(share) ? Double.POSITIVE_INFINITY : share);
        }
      }
    }
    return 4 * most / task.accuracy();
  }

  /** "64", "64 x 64". */
  String shown(int cells) {
    return String.join(" x ", Collections.nCopies(form + 1, Integer.toString(cells)));
  }

  /** Of a solution, a row per output time. */
  double[][] figures(GridSolution run) {
    return run.densities().stream()
        .map(rho -> ops.apply(new GridFigures(rho, task.problem().potential(), task.observables())))
        .toArray(double[][]::new);
  }
}
