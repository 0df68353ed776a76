package wfr.reference;

import wfr.measure.Grid;
import wfr.model.PointDensity;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.GradedEdges;
import wfr.operation.Implementation;
import wfr.pde.GradedMesh;
import wfr.pde.ScharfetterGummelFlux;

/**
 * The coarsest grid that sees every feature of pi and rho_0: Richardson extrapolation cannot notice what all its levels miss. Cells are
 * doubled until mass, means and second moments of both, sampled at the centres only, agree with a grid of several times as many cells along every axis, on a line also until V changes little along a cell where rho_0 falls.
 */
final class ResolvingGrid {
  /** By dimension: cells per axis, and how many times as many of the grid compared with. */
  private static final int[] FEWEST_CELLS = {64, 48, 16};

  private static final int[] MOST_CELLS = {1 << 14, 192, 32};
  private static final int[] FINER = {16, 4, 2};
  private static final double AGREEMENT = 1e-2;

  /** Of V along a cell, where rho_0 falls: beyond it fluxes are upwind. */
  private static final double MOST_FALL = 4;

  private ResolvingGrid() {}

  /** Number of cells per axis, a power of two times the fewest. */
  static int cells(WfrProblem problem) {
    return cells(problem, FEWEST_CELLS[problem.dimension() - 1]);
  }

  /** A problem of the line on equal cells or, where V or rho_0 is not smooth, on cells with edges there. */
  static Discretise discretise(WfrProblem problem, int cells, Implementation ops) {
    return GradedMesh.isBroken(problem)
        ? new Discretise(problem, cells, ops.apply(new GradedEdges(problem, cells)))
        : new Discretise(problem, cells);
  }

  /** At least fewest. */
  static int cells(WfrProblem problem, int fewest) {
    int cells = fewest;
    boolean line = problem.dimension() == 1;
    PointDensity target = PointDensity.ofTarget(problem.potential());
    PointDensity start = PointDensity.ofInitial(problem.initial());
    double least = line ? GradedMesh.steepest(problem) * width(problem) / MOST_FALL : 0;
    while (cells < MOST_CELLS[problem.dimension() - 1]
        && !(cells >= least
            && resolves(problem, target, cells)
            && resolves(problem, start, cells))) {
      cells *= 2;
    }
    return cells;
  }

  private static double width(WfrProblem problem) {
    return problem.domain().right() - problem.domain().left();
  }

  private static boolean resolves(WfrProblem problem, PointDensity l, int cells) {
    int d = problem.dimension();
    int finer = FINER[d - 1];
    double[] coarse = moments(problem, l, cells);
    double[] fine = moments(problem, l, finer * cells);
    boolean agree = Math.abs(coarse[0] - fine[0]) <= AGREEMENT;
    for (int k = 1; k <= d; k++) {
      double width = problem.domain().upper()[k - 1] - problem.domain().lower()[k - 1];
      double spread = Math.sqrt(Math.max(fine[d + k] - fine[k] * fine[k], 0));
      double scale = Math.max(spread, width * AGREEMENT / finer);
      double square = coarse[d + k] - fine[d + k] - 2 * fine[k] * (coarse[k] - fine[k]);
      agree &= Math.abs(coarse[k] - fine[k]) <= AGREEMENT * scale;
      agree &= Math.abs(square) <= AGREEMENT * scale * scale;
    }
    return agree;
  }

  /** log mass, means and second moments by the midpoint rule. */
  private static double[] moments(WfrProblem problem, PointDensity l, int cells) {
    Grid grid = ScharfetterGummelFlux.gridOf(problem.domain(), cells);
    int d = grid.dimension();
    double[] v = new double[grid.cells()];
    double[] x = new double[d];
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < v.length; c++) {
      l.expectCentres(grid, c);
      grid.centre(c, x);
      v[c] = l.applyAsDouble(x);
      max = Math.max(max, v[c]);
    }
    double[] m = new double[1 + 2 * d];
    for (int c = 0; c < v.length; c++) {
      grid.centre(c, x);
      double w = Math.exp(v[c] - max);
      m[0] += w;
      for (int k = 0; k < d; k++) {
        m[1 + k] += w * x[k];
        m[1 + d + k] += w * x[k] * x[k];
      }
    }
    for (int k = 1; k < m.length; k++) {
      m[k] /= m[0];
    }
    m[0] = max + Math.log(m[0] * grid.volume());
    return m;
  }
}
