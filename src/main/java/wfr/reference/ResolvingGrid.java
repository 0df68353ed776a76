package wfr.reference;

import java.util.function.DoubleUnaryOperator;
import wfr.model.WfrProblem;

/**
 * The coarsest grid that sees every feature of pi and rho_0: Richardson extrapolation cannot notice what all its levels miss. Cells are
 * doubled until mass, mean and second moment of both, sampled at the centres only, agree with the grid of sixteen times as many cells.
 */
final class ResolvingGrid {
  private static final int MOST_CELLS = 1 << 14;
  private static final int FINER = 16;
  private static final double AGREEMENT = 1e-2;

  private ResolvingGrid() {}

  /** Number of cells, at least fewest, a power of two times it. */
  static int cells(WfrProblem problem, int fewest) {
    int cells = fewest;
    while (cells < MOST_CELLS
        && !(resolves(problem, x -> -problem.potential().value(x), cells)
            && resolves(problem, problem.initial()::logDensity, cells))) {
      cells *= 2;
    }
    return cells;
  }

  private static boolean resolves(WfrProblem problem, DoubleUnaryOperator l, int cells) {
    double[] coarse = moments(problem, l, cells);
    double[] fine = moments(problem, l, FINER * cells);
    double width = problem.domain().right() - problem.domain().left();
    double spread = Math.sqrt(Math.max(fine[2] - fine[1] * fine[1], 0));
    double scale = Math.max(spread, width * AGREEMENT / FINER);
    return Math.abs(coarse[0] - fine[0]) <= AGREEMENT
        && Math.abs(coarse[1] - fine[1]) <= AGREEMENT * scale
        && Math.abs(coarse[2] - fine[2] - 2 * fine[1] * (coarse[1] - fine[1]))
            <= AGREEMENT * scale * scale;
  }

  /** log mass, mean and second moment by the midpoint rule. */
  private static double[] moments(WfrProblem problem, DoubleUnaryOperator l, int cells) {
    double a = problem.domain().left();
    double width = problem.domain().right() - a;
    double max = Double.NEGATIVE_INFINITY;
    double[] x = new double[cells];
    double[] v = new double[cells];
    for (int i = 0; i < cells; i++) {
      x[i] = a + width * (i + 0.5) / cells;
      v[i] = l.applyAsDouble(x[i]);
      max = Math.max(max, v[i]);
    }
    double m0 = 0;
    double m1 = 0;
    double m2 = 0;
    for (int i = 0; i < cells; i++) {
      double w = Math.exp(v[i] - max);
      m0 += w;
      m1 += w * x[i];
      m2 += w * x[i] * x[i];
    }
    return new double[] {max + Math.log(m0 * width / cells), m1 / m0, m2 / m0};
  }
}
