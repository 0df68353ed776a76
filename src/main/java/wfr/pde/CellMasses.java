package wfr.pde;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import wfr.math.LogSumExp;
import wfr.measure.Grid;

/**
 * log int_{cell c} e^{l(x)} dx for every cell: tensor Gauss-Legendre on pieces over which l varies by at most about 2 along an axis,
 * shifted by the maximum, so that neither a well nor a wall of depth 1e4 is lost.
 * Accuracy, for l smooth on the scale of a cell: about 1e-14 relative with the 8 points of one axis, 1e-11 with the 6 of two, 1e-6 with the 4 of three. There pieces are few, because
 * they count by their third power: where l varies by v along a cell, a share of v^9 2e-15 of its mass is missed, 1e-4 for v = 16; cells more than e^60 below the largest are not cut.
 * Source: proofs-notes, G3, G1.
 */
public final class CellMasses {
  private static final double VARIATION_PER_PIECE = 2;

  /** Points and most pieces per axis, by dimension. */
  private static final int[] POINTS = {8, 6, 4};

  private static final int[] MOST_PIECES = {512, 64, 4};

  /** Cells so far below the largest are taken in one piece, by dimension. */
  private static final double[] LOG_NEGLIGIBLE = {
    Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 60
  };

  private final Grid grid;
  private final ToDoubleFunction<double[]> l;
  private final double least;
  private final int points;
  private final int most;
  private final double[] node;
  private final double[] weight;
  private final int[] places;
  private final double[] x;
  private final double[] values;

  private CellMasses(Grid grid, ToDoubleFunction<double[]> l) {
    this.grid = grid;
    this.l = l;
    int d = grid.dimension();
    points = POINTS[d - 1];
    most = MOST_PIECES[d - 1];
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(points);
    node = new double[points];
    Arrays.setAll(node, rule::getPoint);
    places = new int[d];
    x = new double[d];
    double top = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < grid.cells() && d == LOG_NEGLIGIBLE.length; c++) {
      grid.centre(c, x);
      top = Math.max(top, l.applyAsDouble(x));
    }
    least = top - LOG_NEGLIGIBLE[d - 1];
    weight = new double[Math.toIntExact(Math.round(Math.pow(points, d)))];
    values = new double[weight.length];
    for (int q = 0; q < weight.length; q++) {
      weight[q] = 1;
      for (int k = 0, rest = q; k < d; k++, rest /= points) {
        weight[q] *= rule.getWeight(rest % points);
      }
    }
  }

  /** log int_{cell c} exp(l), not normalised; -infinity where exp(l) vanishes. */
  public static double[] logIntegrals(Grid grid, ToDoubleFunction<double[]> l) {
    CellMasses cells = new CellMasses(grid, l);
    double[] logMass = new double[grid.cells()];
    Arrays.setAll(logMass, cells::logIntegral);
    return logMass;
  }

  /** Subtracts log sum exp, so that the masses sum to one. */
  public static double[] normalised(double[] logMass) {
    double total = LogSumExp.of(logMass);
    if (!(Math.abs(total) < Double.POSITIVE_INFINITY)) {
      throw new ArithmeticException("the measure has no mass in the box: log mass " + total);
    }
    double[] out = logMass.clone();
    for (int c = 0; c < out.length; c++) {
      out[c] -= total;
    }
    return out;
  }

  private double edge(int k, int side) {
    return grid.axis(k).edge(places[k] + side);
  }

  private double logIntegral(int c) {
    int d = x.length;
    int[] pieces = new int[d];
    double[] half = new double[d];
    int all = 1;
    double volume = 1;
    for (int k = 0; k < d; k++) {
      places[k] = grid.place(c, k);
    }
    for (int k = 0; k < d; k++) {
      pieces[k] = pieces(k);
      half[k] = 0.5 * (edge(k, 1) - edge(k, 0)) / pieces[k];
      all *= pieces[k];
      volume *= half[k];
    }
    double[] logs = new double[all];
    for (int p = 0; p < all; p++) {
      logs[p] = piece(p, pieces, half, Math.log(volume));
    }
    double total = all == 1 ? logs[0] : LogSumExp.of(logs);
    if (Double.isNaN(total) || total == Double.POSITIVE_INFINITY) {
      for (int k = 0; k < d; k++) {
        x[k] = edge(k, 0);
      }
      throw new ArithmeticException(
          "log-density is not a number or infinite in the cell at "
              + Arrays.toString(x)
              + ": "
              + total);
    }
    return total;
  }

  private double piece(int piece, int[] pieces, double[] half, double logVolume) {
    double max = Double.NEGATIVE_INFINITY;
    for (int q = 0; q < values.length; q++) {
      int restOfPiece = piece;
      int restOfPoint = q;
      for (int k = 0; k < x.length; k++) {
        double centred = 2 * (restOfPiece % pieces[k]) + 1 + node[restOfPoint % points];
        x[k] = edge(k, 0) + half[k] * centred;
        restOfPiece /= pieces[k];
        restOfPoint /= points;
      }
      values[q] = l.applyAsDouble(x);
      if (Double.isNaN(values[q])) {
        return Double.NaN;
      }
      max = Math.max(max, values[q]);
    }
    if (Double.isInfinite(max)) {
      return max;
    }
    double sum = 0;
    for (int q = 0; q < values.length; q++) {
      sum += weight[q] * Math.exp(values[q] - max);
    }
    return max + Math.log(sum) + logVolume;
  }

  /** Along axis k, by the values at the two ends and the middle of the cell. */
  private int pieces(int axis) {
    for (int k = 0; k < x.length; k++) {
      x[k] = 0.5 * (edge(k, 0) + edge(k, 1));
    }
    double middle = l.applyAsDouble(x);
    x[axis] = edge(axis, 0);
    double first = l.applyAsDouble(x);
    x[axis] = edge(axis, 1);
    double last = l.applyAsDouble(x);
    if (Math.max(middle, Math.max(first, last)) < least) {
      return 1;
    }
    double variation = Math.abs(middle - first) + Math.abs(last - middle);
    return Double.isFinite(variation)
        ? (int) Math.min(most, 1 + variation / VARIATION_PER_PIECE)
        : most;
  }
}
