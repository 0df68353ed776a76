package wfr.reference;

import java.util.ArrayList;
import java.util.List;
import wfr.measure.Grid;
import wfr.measure.PlaneDensity;
import wfr.measure.PlaneGrid;
import wfr.model.GridSettings;
import wfr.model.LogDensityOracle;
import wfr.model.PlaneBoxMass;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Kl;
import wfr.operation.GridOperations.PlaneRun;
import wfr.operation.Implementation;

/**
 * log rho_t and E_rho(log rho + V) in the plane from a finite-volume run kept at times T (k/128)^2, close together where rho changes fastest: h interpolated bilinearly between cell
 * centres and linearly in time, continued outside the box by its edge value.
 * Accuracy: second order in the cells (192 per axis) and in the distance of the times.
 */
final class PlaneOracle implements LogDensityOracle {
  private static final int CELLS = 192;
  private static final int SNAPSHOTS = 128;
  private static final int STEPS = 256;

  private final WfrProblem problem;
  private final PlaneGrid grid;
  private final double logNormaliser;
  private final double[] times = new double[SNAPSHOTS + 1];
  private final List<double[]> logRatios = new ArrayList<>();
  private final double[] means = new double[SNAPSHOTS + 1];

  PlaneOracle(WfrProblem problem, double horizon, Implementation ops) {
    this.problem = problem;
    for (int k = 0; k <= SNAPSHOTS; k++) {
      double s = (double) k / SNAPSHOTS;
      times[k] = horizon * s * s;
    }
    GridSettings settings =
        new GridSettings(
            CELLS,
            Math.max(horizon, Double.MIN_NORMAL) / STEPS,
            SplittingScheme.STRANG,
            TransportScheme.TR_BDF2);
    List<PlaneDensity> run = ops.apply(new PlaneRun(problem, settings, times)).densities();
    grid = run.get(0).grid();
    for (int k = 0; k <= SNAPSHOTS; k++) {
      means[k] = ops.apply(new Kl(run.get(k).logTargetMass(), run.get(k).logRatio()));
      logRatios.add(run.get(k).logRatio());
    }
    logNormaliser = PlaneBoxMass.ofTarget(problem.potential(), problem.domain()).logInside();
  }

  @Override
  public void logDensity(double time, double[][] x, int from, int n, double[] out) {
    int k = before(time);
    double s = weight(time, k);
    double[] a = logRatios.get(k);
    double[] b = logRatios.get(Math.min(k + 1, SNAPSHOTS));
    double[] point = new double[2];
    for (int i = 0; i < n; i++) {
      point[0] = x[0][from + i];
      point[1] = x[1][from + i];
      out[i] = interpolated(point, a, b, s) - problem.potential().value(point) - logNormaliser;
    }
  }

  private double interpolated(double[] point, double[] a, double[] b, double s) {
    double u = place(grid.x(), point[0]);
    double v = place(grid.y(), point[1]);
    int i = Math.min(grid.x().cells() - 2, (int) u);
    int j = Math.min(grid.y().cells() - 2, (int) v);
    double sum = 0;
    for (int c = 0; c < 4; c++) {
      double weight = (c % 2 == 0 ? 1 - (u - i) : u - i) * (c / 2 == 0 ? 1 - (v - j) : v - j);
      int cell = grid.index(i + c % 2, j + c / 2);
      sum += weight * ((1 - s) * a[cell] + s * b[cell]);
    }
    return sum;
  }

  /** Position between cell centres in cells, held to the outermost ones. */
  private static double place(Grid axis, double x) {
    double s = (x - axis.lower()) / axis.dx() - 0.5;
    return Math.max(0, Math.min(axis.cells() - 1, s));
  }

  @Override
  public double meanLogRatio(double time) {
    int k = before(time);
    double s = weight(time, k);
    return (1 - s) * means[k] + s * means[Math.min(k + 1, SNAPSHOTS)] - logNormaliser;
  }

  private int before(double time) {
    int k = java.util.Arrays.binarySearch(times, time);
    return Math.max(0, Math.min(SNAPSHOTS, k >= 0 ? k : -k - 2));
  }

  private double weight(double time, int k) {
    return k == SNAPSHOTS
        ? 0
        : Math.max(0, Math.min(1, (time - times[k]) / (times[k + 1] - times[k])));
  }
}
