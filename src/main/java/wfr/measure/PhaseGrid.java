package wfr.measure;

/**
 * Cells of a box of the phase plane (x, v): centres x_i = x_lo + (i + 1/2) dx, v_j likewise; a function is an array with entry i m + j.
 *
 * @param x cells in position
 * @param v cells in velocity
 */
public record PhaseGrid(Grid x, Grid v) {
  /** Number of cells. */
  public int cells() {
    return x.cells() * v.cells();
  }

  /** Entry of the cell (i, j). */
  public int index(int i, int j) {
    return i * v.cells() + j;
  }
}
