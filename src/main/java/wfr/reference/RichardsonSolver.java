package wfr.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.math.RombergTable;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.model.GridSettings;
import wfr.model.Jumps;
import wfr.operation.FigureOperations.GridEstimates;
import wfr.operation.GridOperations.GridRun;
import wfr.operation.GridOperations.MassOutside;
import wfr.operation.GridSolution;
import wfr.operation.Implementation;

/**
 * Finite-volume solution whose every figure carries an error: the extrapolation of each over refined grids ({@link GridRefinement}, {@link RombergTable}), and
 *   space   as the table says
 *   time    what halving the steps leaves
 *   box     what is cut off ({@link CutOff}).
 * Nothing fixed: the figures are the extrapolation's. Cells fixed: those of that grid, converged in time. A step fixed: those of that scheme, Lie or Strang with implicit Euler. Their error is the
 * distance to the extrapolation from that grid and its refinements, plus the extrapolation's own error. In the plane and in space the densities are shown on blocks of cells.
 * Accuracy: an asymptotic statement. Source: proofs-notes, G3, G3P, G13, G14, G15.
 */
public final class RichardsonSolver {
  private static final int[] MOST_SHOWN = {Integer.MAX_VALUE, 128, 32};

  private final GridTask task;
  private final Implementation ops;
  private final Progress progress;
  private final Figures places;
  private final int form;
  private final List<Estimate> estimates = new ArrayList<>();
  private GridRefinement grids;

  /** A solver of one task, composed of an implementation; its cells count per axis. */
  public RichardsonSolver(GridTask task, Implementation ops, Progress progress) {
    this.task = task;
    this.ops = ops;
    this.progress = progress;
    places = new Figures(task.problem().dimension());
    form = task.problem().dimension() - 1;
  }

  /** Solves. */
  public GridResult solve() {
    grids = new GridRefinement(task, ops, progress);
    double[] outside = ops.apply(new MassOutside(task.problem()));
    double[][] box = CutOff.of(task, grids, ops, progress);
    return result(outside, box);
  }

  /** The figures of {@link #solve} with the errors that it states, row by row of the output times. */
  static Estimate[] estimates(GridEstimates call, Implementation ops) {
    RichardsonSolver solver = new RichardsonSolver(GridTask.of(call), ops, (what, done) -> {});
    solver.solve();
    return solver.estimates.toArray(Estimate[]::new);
  }

  private GridResult result(double[] outside, double[][] box) {
    List<GridSolution> runs = grids.runs();
    FigureLevels levels = grids.levels();
    GridSolution fixed = fixed(runs.get(0));
    double[][] own = fixed == null ? null : grids.figures(fixed);
    List<MeasureSummary> summaries = new ArrayList<>();
    List<ErrorPart> budget = new ArrayList<>();
    Optional<String> jump = Jumps.of(task.problem());
    // with given steps mass is kept to rounding
    double drift = task.timeStep().isPresent() ? fixed.massError() : 0;
    GridErrorBudget parts = new GridErrorBudget(places, drift);
    for (int k = 0; k < task.times().length; k++) {
      Estimate[] limits = levels.limits()[k];
      Estimate[] e = stated(limits, own == null ? null : own[k], box[k], drift, levels.sizes());
      if (jump.isPresent()) {
        e[places.fisherInformation()] = Estimate.UNKNOWN;
      }
      estimates.addAll(List.of(e));
      summaries.add(places.summary(task.times()[k], e, task.observables()));
      double[] time = grids.inTime()[k].clone();
      for (int j = 0; j < time.length; j++) {
        time[j] = 2 * time[j];
        time[j] += own == null ? 0 : apart(own[k][j], levels.first()[k][j]);
      }
      budget.addAll(parts.parts(task.times()[k], e, time, box[k], levels.sizes()));
    }
    List<String> warnings = new ArrayList<>();
    jump.ifPresent(
        where ->
            warnings.add(
                "the Fisher information is not determined: "
                    + where
                    + ", there h' jumps too, and differences of h over faces are not of order 2"));
    GridSolution finest = runs.get(runs.size() - 1);
    if (!task.isFixed() && !levels.areWithin(task.accuracy())) {
      warnings.add(
          "accuracy "
              + task.accuracy()
              + " was not reached with "
              + grids.shown(finest.target().grid().axis(0).cells())
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
