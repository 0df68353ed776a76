package wfr.measure;

/**
 * The target and the finite-volume generator on a tensor grid, as plain data:
 *   p_ij d_t u_ij = kx_{i+1/2,j} (u_{i+1,j} - u_ij) - kx_{i-1/2,j} (u_ij - u_{i-1,j}) + the same along y,   u_ij = rho(cell ij)/p_ij.
 * Logarithms, because p and the conductances underflow together where V ranges over thousands.
 *
 * @param grid the cells
 * @param logMass log p_ij, normalised: sum of exp is 1; index j nx + i
 * @param logConductanceX log conductance of the face between cells (i-1, j) and (i, j), index j (nx + 1) + i; the ends are -infinity
 * @param logConductanceY log conductance of the face between cells (i, j-1) and (i, j), index j nx + i, j = 0 .. ny; the ends are -infinity
 */
public record PlaneTarget(
    PlaneGrid grid, double[] logMass, double[] logConductanceX, double[] logConductanceY) {
  /** Checks the shapes. The arrays are shared, not copied: treat them as read-only. */
  public PlaneTarget {
    int nx = grid.x().cells();
    int ny = grid.y().cells();
    if (logMass.length != nx * ny
        || logConductanceX.length != (nx + 1) * ny
        || logConductanceY.length != nx * (ny + 1)) {
      throw new IllegalArgumentException(
          "a plane target of "
              + nx
              + " x "
              + ny
              + " cells has other sizes: "
              + logMass.length
              + ", "
              + logConductanceX.length
              + ", "
              + logConductanceY.length);
    }
  }
}
