package wfr.measure;

/**
 * Equal cells on an interval [lower, upper]: cell i is [edge(i), edge(i+1)], its centre
 * x_i = lower + (i + 1/2) dx, dx = (upper - lower)/cells. On a circle edge(0) and edge(cells) are one point.
 *
 * @param lower left end
 * @param upper right end, > lower
 * @param cells number of cells, >= 2
 * @param periodic true on a circle
 */
public record Axis(double lower, double upper, int cells, boolean periodic) {
  /** Checks that the interval is finite and not empty. */
  public Axis {
    if (!(lower < upper) || Double.isInfinite(upper - lower)) {
      throw new IllegalArgumentException(
          "grid needs finite lower < upper: [" + lower + ", " + upper + "]");
    }
    if (cells < 2) {
      throw new IllegalArgumentException("grid needs at least 2 cells: " + cells);
    }
  }

  /** Cell width. */
  public double dx() {
    return (upper - lower) / cells;
  }

  /** Centre of cell i. */
  public double centre(int i) {
    return lower + (upper - lower) * ((i + 0.5) / cells);
  }

  /** Left edge of cell i; edge(cells) is upper. */
  public double edge(int i) {
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
    return Math.max(0, Math.min(cells - 1, (int) Math.floor((x - lower) / dx())));
  }

  /** The same interval in factor times as many cells. */
  public Axis refined(int factor) {
    return new Axis(lower, upper, cells * factor, periodic);
  }
}
