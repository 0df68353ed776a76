package wfr.measure;

/**
 * The target and the finite-volume generator on a grid, as plain data:
 *   p_i d_t u_i = kappa_{i+1/2} (u_{i+1} - u_i) - kappa_{i-1/2} (u_i - u_{i-1}),   u_i = rho(cell i)/p_i.
 * Both are carried as logarithms, because p_i and kappa underflow together where V ranges over thousands.
 *
 * @param grid the cells
 * @param logMass log p_i = log pi(cell i), normalised: sum of exp is 1
 * @param logConductance log kappa at face i (between cells i-1 and i), cells + 1 values; the diffusivity D is
 *     included. Faces 0 and cells are -infinity (no flux), on a torus one and the same value.
 */
public record DiscreteTarget(Grid grid, double[] logMass, double[] logConductance) {
  /** Checks the shapes. The arrays are shared, not copied: treat them as read-only. */
  public DiscreteTarget {
    if (logMass.length != grid.cells() || logConductance.length != grid.cells() + 1) {
      throw new IllegalArgumentException(
          "a discrete target needs "
              + grid.cells()
              + " masses and "
              + (grid.cells() + 1)
              + " conductances: "
              + logMass.length
              + ", "
              + logConductance.length);
    }
  }
}
