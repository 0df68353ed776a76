package wfr.reference;

import java.util.ArrayList;
import java.util.List;
import wfr.diagnostics.Expectation;
import wfr.measure.DiscreteTarget;
import wfr.measure.Grid;
import wfr.model.GridSettings;
import wfr.model.LogDensityOracle;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Kl;
import wfr.operation.Implementation;
import wfr.pde.GridSolver;

/**
 * log rho_t and E_rho(log rho + V) from a finite-volume run kept at all times: h interpolated by degree 5 in space and linearly in time.
 * Outside the box h is continued by its edge value.
 * Accuracy: that of the run, second order in its cells, first in its step.
 */
public final class GridOracle implements LogDensityOracle {
  private static final int CELLS = 512;
  private static final int STEPS = 2048;

  private final WfrProblem problem;
  private final Grid grid;
  private final double logNormaliser;
  private final List<Double> times = new ArrayList<>();
  private final List<double[]> logRatios = new ArrayList<>();
  private final double[] means;

  /** Solves a one-dimensional problem up to a horizon. */
  public GridOracle(WfrProblem problem, double horizon, Implementation ops) {
    this.problem = problem;
    int cells = ResolvingGrid.cells(problem, CELLS);
    GridSolver solver =
        new GridSolver(
            problem,
            new GridSettings(
                cells,
                Math.max(horizon, Double.MIN_NORMAL) / STEPS,
                SplittingScheme.STRANG,
                TransportScheme.BACKWARD_EULER),
            ops);
    DiscreteTarget target = solver.target();
    grid = target.grid();
    solver.run(
        new double[] {horizon},
        (time, h) -> {
          times.add(time);
          logRatios.add(h);
        });
    // log pi = -V - log Z; log Z from any cell would carry its quadrature error, the sum does not.
    logNormaliser = wfr.model.BoxMass.ofTarget(problem.potential(), problem.domain()).logInside();
    means = new double[times.size()];
    for (int k = 0; k < means.length; k++) {
      means[k] = ops.apply(new Kl(target.logMass(), logRatios.get(k)));
    }
  }

  @Override
  public void logDensity(double time, double[] x, int from, int n, double[] out) {
    int k = before(time);
    double s = weight(time, k);
    double[] a = logRatios.get(k);
    double[] b = logRatios.get(Math.min(k + 1, times.size() - 1));
    for (int i = 0; i < n; i++) {
      double inside =
          Math.max(grid.centre(0), Math.min(grid.centre(grid.cells() - 1), x[from + i]));
      double h =
          (1 - s) * Expectation.interpolate(grid, a, inside)
              + (s > 0 ? s * Expectation.interpolate(grid, b, inside) : 0);
      out[i] = h - problem.potential().value(x[from + i]) - logNormaliser;
    }
  }

  @Override
  public double meanLogRatio(double time) {
    int k = before(time);
    double s = weight(time, k);
    return (1 - s) * means[k] + s * means[Math.min(k + 1, means.length - 1)] - logNormaliser;
  }

  private int before(double time) {
    int k = (int) (time / times.get(times.size() - 1) * (times.size() - 1));
    return Math.max(0, Math.min(times.size() - 1, k));
  }

  private double weight(double time, int k) {
    if (k + 1 >= times.size()) {
      return 0;
    }
    double s = (time - times.get(k)) / (times.get(k + 1) - times.get(k));
    return Math.max(0, Math.min(1, s));
  }
}
