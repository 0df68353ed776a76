package wfr.measure;

import java.util.List;

/**
 * A tensor grid of cells on a box of R^d, each axis with its own ends, number of cells and boundary. A value per cell is stored with axis 0 running fastest: the cell with places
 * i_0, .., i_{d-1} has index i_0 + n_0 (i_1 + n_1 (i_2 + ..)). The line is a grid of one axis.
 *
 * @param axes one to three
 */
public record Grid(List<Axis> axes) {
  /** Largest dimension with a grid. */
  public static final int MOST_AXES = 3;

  /** Checks the number of axes, and that cells can be counted. */
  public Grid {
    axes = List.copyOf(axes);
    if (axes.isEmpty() || axes.size() > MOST_AXES) {
      throw new IllegalArgumentException("a grid has one to three axes: " + axes.size());
    }
    long cells = 1;
    for (Axis axis : axes) {
      cells *= axis.cells();
      if (cells > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("a grid has at most 2^31 - 1 cells: " + axes);
      }
    }
  }

  /** Of these axes. */
  public static Grid of(Axis... axes) {
    return new Grid(List.of(axes));
  }

  /** Number of axes. */
  public int dimension() {
    return axes.size();
  }

  /** Axis k. */
  public Axis axis(int k) {
    return axes.get(k);
  }

  /** Number of cells. */
  public int cells() {
    return stride(axes.size());
  }

  /** Distance in storage of neighbours along axis k, the number of cells for k = d. */
  public int stride(int k) {
    int stride = 1;
    for (int j = 0; j < k; j++) {
      stride *= axes.get(j).cells();
    }
    return stride;
  }

  /** Place along axis k of cell c. */
  public int place(int c, int k) {
    return c / stride(k) % axes.get(k).cells();
  }

  /** Index of the cell with these places. */
  public int index(int... places) {
    int c = 0;
    for (int k = places.length - 1; k >= 0; k--) {
      c = c * axes.get(k).cells() + places[k];
    }
    return c;
  }

  /** The cell before c along axis k, around on a circle; -1 at an end. */
  public int before(int c, int k) {
    Axis axis = axes.get(k);
    if (place(c, k) > 0) {
      return c - stride(k);
    }
    return axis.periodic() ? c + (axis.cells() - 1) * stride(k) : -1;
  }

  /** Mean volume of a cell. */
  public double volume() {
    double volume = 1;
    for (Axis axis : axes) {
      volume *= axis.dx();
    }
    return volume;
  }

  /** Volume of cell c. */
  public double volume(int c) {
    double volume = 1;
    int rest = c;
    for (Axis axis : axes) {
      volume *= axis.width(rest % axis.cells());
      rest /= axis.cells();
    }
    return volume;
  }

  /** Area of the faces of cell c across axis k. */
  public double face(int c, int k) {
    double area = 1;
    int rest = c;
    for (int j = 0; j < axes.size(); j++) {
      Axis axis = axes.get(j);
      area *= j == k ? 1 : axis.width(rest % axis.cells());
      rest /= axis.cells();
    }
    return area;
  }

  /** Distance of the centre of cell c to that of the cell before it along axis k. */
  public double distance(int c, int k) {
    return axes.get(k).distance(place(c, k));
  }

  /** Centre of cell c into x. */
  public void centre(int c, double[] x) {
    int rest = c;
    for (int k = 0; k < x.length; k++) {
      int n = axes.get(k).cells();
      x[k] = axes.get(k).centre(rest % n);
      rest /= n;
    }
  }

  /** The cell in which x lies; beyond the ends the cell there. */
  public int cellOf(double... x) {
    int c = 0;
    for (int k = x.length - 1; k >= 0; k--) {
      c = c * axes.get(k).cells() + axes.get(k).cellOf(x[k]);
    }
    return c;
  }

  /** The same box in factor times as many cells along every axis. */
  public Grid refined(int factor) {
    return new Grid(axes.stream().map(axis -> axis.refined(factor)).toList());
  }
}
