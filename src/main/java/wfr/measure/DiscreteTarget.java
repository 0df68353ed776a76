package wfr.measure;

/**
 * The target and the finite-volume generator on a grid, as plain data: with p_c = pi(cell c), u_c = rho(cell c)/p_c and the faces f of cell c,
 *   p_c d_t u_c = sum_f kappa_f (u_{c'} - u_c),   c' the cell across f.
 * Both are carried as logarithms, because p and kappa underflow together where V ranges over thousands.
 *
 * @param grid the cells
 * @param logMass log p_c = log pi(cell c), normalised: sum of exp is 1
 * @param logConductance by axis k and cell c, log kappa of the face before c along k; the diffusivity D is included. -infinity where nothing is across (no flux); on a circle the first
 *     cell has the face to the last
 */
public record DiscreteTarget(Grid grid, double[] logMass, double[][] logConductance) {
  /** Checks the shapes. The arrays are shared, not copied: treat them as read-only. */
  public DiscreteTarget {
    boolean fits = logMass.length == grid.cells() && logConductance.length == grid.dimension();
    for (double[] axis : logConductance) {
      fits &= axis.length == grid.cells();
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "a discrete target needs a mass per cell and a conductance per axis and cell: "
              + grid.cells()
              + " cells, "
              + grid.dimension()
              + " axes, "
              + logMass.length
              + " masses, "
              + java.util.Arrays.stream(logConductance).map(a -> a.length).toList()
              + " conductances");
    }
  }

  /** On the line, by the log-conductances of the faces from the first to the last, one more than cells; on a circle the first and the last are one. */
  public static DiscreteTarget onLine(Axis axis, double[] logMass, double[] faces) {
    if (faces.length != axis.cells() + 1) {
      throw new IllegalArgumentException(
          "a line of " + axis.cells() + " cells has one face more: " + faces.length);
    }
    return new DiscreteTarget(
        Grid.of(axis), logMass, new double[][] {java.util.Arrays.copyOf(faces, axis.cells())});
  }

  /** The same: log kappa of every face of a line, -infinity at the two ends, on a circle one and the same value. */
  public double[] faces() {
    if (grid.dimension() > 1) {
      throw new IllegalArgumentException("faces are listed for one axis only: " + grid.dimension());
    }
    double[] faces = java.util.Arrays.copyOf(logConductance[0], grid.cells() + 1);
    faces[grid.cells()] = faces[0];
    return faces;
  }

  /** log kappa of the face before cell c along axis k. */
  public double before(int k, int c) {
    return logConductance[k][c];
  }

  /** log kappa of the face after cell c along axis k; -infinity at an end. */
  public double after(int k, int c) {
    Axis axis = grid.axis(k);
    int stride = grid.stride(k);
    int next = grid.place(c, k) < axis.cells() - 1 ? c + stride : c - (axis.cells() - 1) * stride;
    return logConductance[k][next];
  }

  /** With other masses. */
  public DiscreteTarget withLogMass(double[] other) {
    return new DiscreteTarget(grid, other, logConductance);
  }

  /** With other conductances. */
  public DiscreteTarget withLogConductance(double[]... other) {
    return new DiscreteTarget(grid, logMass, other);
  }
}
