package wfr.measure;

import java.util.Arrays;

/**
 * Cells on an interval [lower, upper]: cell i is [edge(i), edge(i+1)], its centre the middle. Equal cells, edge(i) = lower + i dx, dx = (upper - lower)/cells, unless edges are given.
 * On a circle edge(0) and edge(cells) are one point.
 *
 * @param lower left end
 * @param upper right end, > lower
 * @param cells number of cells, >= 2
 * @param periodic true on a circle
 * @param edges ascending from lower to upper, one more than cells; null where cells are equal. Shared, read-only
 */
public record Axis(double lower, double upper, int cells, boolean periodic, double[] edges) {
  /** Checks that the interval is finite and not empty, and the edges. */
  public Axis {
    if (!(lower < upper) || Double.isInfinite(upper - lower)) {
      throw new IllegalArgumentException(
          "grid needs finite lower < upper: [" + lower + ", " + upper + "]");
    }
    if (cells < 2) {
      throw new IllegalArgumentException("grid needs at least 2 cells: " + cells);
    }
    boolean fits = edges == null || edges.length == cells + 1;
    for (int i = 1; fits && edges != null && i <= cells; i++) {
      fits = edges[i - 1] < edges[i];
    }
    if (!fits || edges != null && !(edges[0] == lower && edges[cells] == upper)) {
      throw new IllegalArgumentException(
          "edges must ascend from lower to upper, one more than cells: " + cells + " cells");
    }
  }

  /** Equal cells. */
  public Axis(double lower, double upper, int cells, boolean periodic) {
    this(lower, upper, cells, periodic, null);
  }

  /** Whether all cells are equal. */
  public boolean isUniform() {
    return edges == null;
  }

  /** Mean cell width. */
  public double dx() {
    return (upper - lower) / cells;
  }

  /** Width of cell i. */
  public double width(int i) {
    return edges == null ? dx() : edges[i + 1] - edges[i];
  }

  /** Distance of the centres of cell i and of the one before it, around on a circle. */
  public double distance(int i) {
    if (edges == null) {
      return dx();
    }
    return 0.5 * (width(i) + width(i == 0 ? cells - 1 : i - 1));
  }

  /** Centre of cell i. */
  public double centre(int i) {
    return edges == null
        ? lower + (upper - lower) * ((i + 0.5) / cells)
        : edges[i] + 0.5 * (edges[i + 1] - edges[i]);
  }

  /** Left edge of cell i; edge(cells) is upper. */
  public double edge(int i) {
    if (edges != null) {
      return edges[i];
    }
    return i == cells ? upper : lower + (upper - lower) * ((double) i / cells);
  }

  /** Centres of all cells. */
  public double[] centres() {
    double[] x = new double[cells];
    for (int i = 0; i < cells; i++) {
      x[i] = centre(i);
    }
    return x;
  }

  /** The cell in which x lies; beyond the ends the cell there. */
  public int cellOf(double x) {
    int cell;
    if (edges == null) {
      cell = (int) Math.floor((x - lower) / dx());
    } else {
      int at = Arrays.binarySearch(edges, x);
      cell = at >= 0 ? at : -at - 2;
    }
    return Math.max(0, Math.min(cells - 1, cell));
  }

  /** The same interval in factor times as many equal cells; refused for others. */
  public Axis refined(int factor) {
    if (edges != null) {
      throw new IllegalStateException("cells that are not equal are not refined by themselves");
    }
    return new Axis(lower, upper, cells * factor, periodic);
  }

  /** Blocks of so many cells, which must divide their number. */
  public Axis coarsened(int block) {
    if (cells % block != 0) {
      throw new IllegalArgumentException("blocks of " + block + " do not fill " + cells + " cells");
    }
    double[] outer = edges == null ? null : new double[cells / block + 1];
    for (int i = 0; outer != null && i < outer.length; i++) {
      outer[i] = edges[i * block];
    }
    return new Axis(lower, upper, cells / block, periodic, outer);
  }
}
