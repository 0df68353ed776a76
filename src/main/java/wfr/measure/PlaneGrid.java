package wfr.measure;

/**
 * A tensor grid of cells on a rectangle: cell (i, j) is [x_i, x_{i+1}] x [y_j, y_{j+1}]. Values of cells are stored row by row, x running
 * fastest: cell (i, j) has index j nx + i.
 *
 * @param x cells of the first axis
 * @param y cells of the second axis
 */
public record PlaneGrid(Grid x, Grid y) {
  /** Refuses a torus: only rectangles are discretised. */
  public PlaneGrid {
    if (x.periodic() || y.periodic()) {
      throw new IllegalArgumentException("a plane grid cannot be periodic in this version");
    }
  }

  /** Number of cells. */
  public int cells() {
    return Math.multiplyExact(x.cells(), y.cells());
  }

  /** Index of cell (i, j). */
  public int index(int i, int j) {
    return j * x.cells() + i;
  }

  /** Area of a cell. */
  public double area() {
    return x.dx() * y.dx();
  }
}
