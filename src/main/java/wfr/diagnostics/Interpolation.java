package wfr.diagnostics;

import wfr.measure.Axis;
import wfr.measure.Grid;

/**
 * Lagrange interpolation of degree 5 (less on fewer cells) through cell values at the centres, axis by axis; one-sided at the ends, around on a circle.
 * Accuracy: order 6 in the cell widths for smooth values.
 */
public final class Interpolation {
  private static final int STENCIL = 6;

  /** By number of nodes and node a, 1/prod_{b != a} (a - b). */
  private static final double[][] SCALE = scales();

  private final Grid grid;
  private final int[][] cells;
  private final double[][] weights;

  /** On a grid; one instance per thread. */
  public Interpolation(Grid grid) {
    this.grid = grid;
    int d = grid.dimension();
    cells = new int[d][];
    weights = new double[d][];
    for (int k = 0; k < d; k++) {
      cells[k] = new int[width(grid.axis(k))];
      weights[k] = new double[cells[k].length];
    }
  }

  private static double[][] scales() {
    double[][] scale = new double[STENCIL + 1][];
    for (int n = 1; n <= STENCIL; n++) {
      scale[n] = new double[n];
      for (int a = 0; a < n; a++) {
        double product = 1;
        for (int b = 0; b < n; b++) {
          product *= b == a ? 1 : a - b;
        }
        scale[n][a] = 1 / product;
      }
    }
    return scale;
  }

  private static int width(Axis axis) {
    return Math.min(STENCIL, axis.cells());
  }

  /** Places whose values count at x, and their weights. */
  private static void stencil(Axis axis, double x, int[] cells, double[] weights) {
    if (!axis.isUniform()) {
      graded(axis, x, cells, weights);
      return;
    }
    int n = axis.cells();
    int width = weights.length;
    double s = (x - axis.lower()) / axis.dx() - 0.5;
    int first = (int) Math.floor(s) - width / 2 + 1;
    if (!axis.periodic()) {
      first = Math.max(0, Math.min(n - width, first));
    }
    for (int a = 0; a < width; a++) {
      double w = SCALE[width][a];
      for (int b = 0; b < width; b++) {
        w *= b == a ? 1 : s - first - b;
      }
      weights[a] = w;
      cells[a] = Math.floorMod(first + a, n);
    }
  }

  /** The same where cells are not equal: weights from the centres themselves, those across the seam of a circle moved around. */
  private static void graded(Axis axis, double x, int[] cells, double[] weights) {
    int n = axis.cells();
    int width = weights.length;
    int cell = axis.cellOf(x);
    int first = cell - width / 2 + (x < axis.centre(cell) ? 0 : 1);
    if (!axis.periodic()) {
      first = Math.max(0, Math.min(n - width, first));
    }
    double[] at = new double[width];
    for (int a = 0; a < width; a++) {
      cells[a] = Math.floorMod(first + a, n);
      double round = Math.floorDiv(first + a, n) * (axis.upper() - axis.lower());
      at[a] = axis.centre(cells[a]) + round;
    }
    for (int a = 0; a < width; a++) {
      double w = 1;
      for (int b = 0; b < width; b++) {
        w *= b == a ? 1 : (x - at[b]) / (at[a] - at[b]);
      }
      weights[a] = w;
    }
  }

  /** Turns to a point, whose value may then be asked of several functions. */
  public void at(double... x) {
    for (int k = 0; k < x.length; k++) {
      stencil(grid.axis(k), x[k], cells[k], weights[k]);
    }
  }

  /** The value at a point of the line. */
  double value(double x, double[] values) {
    at(x);
    return of(values);
  }

  /** The value there of a function by its cell values. */
  public double of(double[] values) {
    return of(values, grid.dimension() - 1, 0);
  }

  private double of(double[] values, int k, int offset) {
    double sum = 0;
    int stride = grid.stride(k);
    for (int a = 0; a < weights[k].length; a++) {
      int from = offset + cells[k][a] * stride;
      sum += weights[k][a] * (k == 0 ? values[from] : of(values, k - 1, from));
    }
    return sum;
  }

  /** At points of an axis, asked again and again: row q times the cell values of a line is the value at point q. */
  static Rows rows(Axis axis, double[] at) {
    int width = width(axis);
    int[][] cells = new int[at.length][width];
    double[][] weights = new double[at.length][width];
    for (int q = 0; q < at.length; q++) {
      stencil(axis, at[q], cells[q], weights[q]);
    }
    return new Rows(cells, weights);
  }

  /** Places and weights by point. */
  record Rows(int[][] cells, double[][] weights) {
    double times(int q, double[] values) {
      int[] at = cells[q];
      double[] w = weights[q];
      double sum = 0;
      for (int a = 0; a < at.length; a++) {
        sum += w[a] * values[at[a]];
      }
      return sum;
    }
  }

  /** Values on the grid without its axis k, at t along that axis; stored as before. */
  static double[] section(Grid grid, double[] values, int k, double t) {
    Axis axis = grid.axis(k);
    int[] cells = new int[width(axis)];
    double[] weights = new double[cells.length];
    stencil(axis, t, cells, weights);
    int inner = grid.stride(k);
    double[] out = new double[values.length / axis.cells()];
    for (int c = 0; c < out.length; c++) {
      int from = c / inner * inner * axis.cells() + c % inner;
      double sum = 0;
      for (int a = 0; a < cells.length; a++) {
        sum += weights[a] * values[from + cells[a] * inner];
      }
      out[c] = sum;
    }
    return out;
  }
}
