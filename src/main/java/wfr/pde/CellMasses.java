package wfr.pde;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import wfr.math.LogSumExp;
import wfr.measure.Grid;

/**
 * log int_{cell i} e^{l(x)} dx for every cell: Gauss-Legendre with 8 points on pieces over which l varies by at most about 2,
 * shifted by the maximum, so that neither a well nor a wall of depth 1e4 is lost.
 * Accuracy: about 1e-14 relative for l smooth on the scale of a cell. Source: proofs-notes, G3, G1.
 */
final class CellMasses {
  private static final int POINTS = 8;
  private static final double VARIATION_PER_PIECE = 2;
  private static final int MOST_PIECES = 512;

  private CellMasses() {}

  /** log int_{cell i} exp(l), not normalised; -infinity where exp(l) vanishes. */
  static double[] logIntegrals(Grid grid, DoubleUnaryOperator l) {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(POINTS);
    double[] logMass = new double[grid.cells()];
    for (int i = 0; i < grid.cells(); i++) {
      double a = grid.edge(i);
      double b = grid.edge(i + 1);
      double la = l.applyAsDouble(a);
      double lm = l.applyAsDouble(0.5 * (a + b));
      double lb = l.applyAsDouble(b);
      double variation = Math.abs(lm - la) + Math.abs(lb - lm);
      int pieces =
          Double.isFinite(variation)
              ? (int) Math.min(MOST_PIECES, 1 + variation / VARIATION_PER_PIECE)
              : MOST_PIECES;
      double[] terms = new double[pieces * POINTS];
      double half = 0.5 * (b - a) / pieces;
      for (int k = 0; k < pieces; k++) {
        double mid = a + (2 * k + 1) * half;
        for (int j = 0; j < POINTS; j++) {
          double x = mid + half * rule.getPoint(j);
          terms[k * POINTS + j] = l.applyAsDouble(x) + Math.log(half * rule.getWeight(j));
        }
      }
      logMass[i] = LogSumExp.of(terms);
      if (Double.isNaN(logMass[i]) || logMass[i] == Double.POSITIVE_INFINITY) {
        throw new ArithmeticException(
            "log-density is not a number or infinite on [" + a + ", " + b + "]: " + logMass[i]);
      }
    }
    return logMass;
  }

  /** Subtracts log sum exp, so that the masses sum to one. */
  static double[] normalised(double[] logMass) {
    double total = LogSumExp.of(logMass);
    if (!(total > Double.NEGATIVE_INFINITY)) {
      throw new ArithmeticException("the measure has no mass in the box: log mass " + total);
    }
    double[] out = logMass.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] -= total;
    }
    return out;
  }
}
