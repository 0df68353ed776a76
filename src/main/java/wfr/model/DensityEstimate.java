package wfr.model;

/** Where the particle method takes log rho from. */
public sealed interface DensityEstimate {
  /** log rho and E_rho h of the exact (closed form) or grid solution: particles become independent. */
  record Oracle() implements DensityEstimate {}

  /**
   * Cloud-in-cell deposit on the nodes of a uniform grid over the domain, interpolated linearly.
   *
   * @param cells number of cells; 0 chooses it from the particle count
   */
  record Grid(int cells) implements DensityEstimate {
    /** Checks the range. */
    public Grid {
      if (cells < 0 || cells == 1) {
        throw new IllegalArgumentException("particles.density grid cells must be >= 2: " + cells);
      }
    }
  }

  /**
   * Gaussian kernel estimate.
   *
   * @param bandwidth standard deviation of the kernel, > 0
   */
  record Kernel(double bandwidth) implements DensityEstimate {
    /** Checks the range. */
    public Kernel {
      if (!(bandwidth > 0) || Double.isInfinite(bandwidth)) {
        throw new IllegalArgumentException(
            "particles.density kernel bandwidth must be > 0 and finite: " + bandwidth);
      }
    }
  }
}
