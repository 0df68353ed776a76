package wfr.reference;

import java.util.Arrays;
import java.util.List;
import wfr.diagnostics.Interpolation;
import wfr.measure.Axis;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.model.BoxMass;
import wfr.model.LogDensityOracle;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.AdaptiveRun;
import wfr.operation.GridOperations.Kl;
import wfr.operation.Implementation;

/**
 * log rho_t and E_rho(log rho + V) from a finite-volume run kept at many times: h by {@link Interpolation} in space and linearly in time.
 * Outside the box h is continued by its edge value.
 * Accuracy: second order in the cells and in the distance of the times, which are T (k/K)^2, close together where rho changes fastest.
 */
public final class GridOracle implements LogDensityOracle {
  /** By dimension: cells per axis, times kept. */
  private static final int[] CELLS = {512, 192, 48};

  private static final int[] SNAPSHOTS = {1024, 128, 64};

  /** Of a step. */
  private static final double TOLERANCE = 1e-5;

  private final WfrProblem problem;
  private final Grid grid;
  private final double logNormaliser;
  private final double[] times;
  private final double[][] logRatios;
  private final double[] means;

  /** Solves a problem of one to three dimensions up to a horizon. */
  public GridOracle(WfrProblem problem, double horizon, Implementation ops) {
    this.problem = problem;
    int form = problem.dimension() - 1;
    int last = SNAPSHOTS[form];
    times = new double[last + 1];
    for (int k = 0; k <= last; k++) {
      double share = (double) k / last;
      times[k] = horizon * share * share;
    }
    int cells = ResolvingGrid.cells(problem, CELLS[form]);
    List<GridDensity> run =
        ops.apply(new AdaptiveRun(problem, cells, times, TOLERANCE)).densities();
    grid = run.get(0).grid();
    logRatios = run.stream().map(GridDensity::logRatio).toArray(double[][]::new);
    means =
        run.stream()
            .mapToDouble(rho -> ops.apply(new Kl(rho.logTargetMass(), rho.logRatio())))
            .toArray();
    // log pi = -V - log Z; log Z from any cell would carry its quadrature error, the sum does not.
    logNormaliser = BoxMass.ofTarget(problem.potential(), problem.domain()).logInside();
  }

  @Override
  public void logDensity(double time, double[] x, int from, int n, double[] out) {
    logDensity(time, new double[][] {x}, from, n, out);
  }

  @Override
  public void logDensity(double time, double[][] x, int from, int n, double[] out) {
    if (problem.potential().isDear()) {
      double[][] here = new double[x.length][];
      Arrays.setAll(here, j -> Arrays.copyOfRange(x[j], from, from + n));
      problem.potential().expect(here, n);
    }
    int k = before(time);
    double s = weight(time, k);
    double[] a = logRatios[k];
    double[] b = logRatios[Math.min(k + 1, times.length - 1)];
    double[] point = new double[x.length];
    double[] inside = new double[x.length];
    Interpolation h = new Interpolation(grid);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < x.length; j++) {
        Axis axis = grid.axis(j);
        point[j] = x[j][from + i];
        double last = axis.centre(axis.cells() - 1);
        inside[j] = Math.max(axis.centre(0), Math.min(last, point[j]));
      }
      h.at(inside);
      double ratio = (1 - s) * h.of(a) + (s > 0 ? s * h.of(b) : 0);
      double v =
          point.length == 1
              ? problem.potential().value(point[0])
              : problem.potential().value(point);
      out[i] = ratio - v - logNormaliser;
    }
  }

  @Override
  public double meanLogRatio(double time) {
    int k = before(time);
    double s = weight(time, k);
    return (1 - s) * means[k] + s * means[Math.min(k + 1, means.length - 1)] - logNormaliser;
  }

  private int before(double time) {
    int k = Arrays.binarySearch(times, time);
    return Math.max(0, Math.min(times.length - 1, k >= 0 ? k : -k - 2));
  }

  private double weight(double time, int k) {
    return k + 1 >= times.length || times[k + 1] == times[k]
        ? 0
        : Math.max(0, Math.min(1, (time - times[k]) / (times[k + 1] - times[k])));
  }
}
