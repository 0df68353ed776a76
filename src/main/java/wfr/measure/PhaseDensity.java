package wfr.measure;

/**
 * A probability on the phase plane by its ratio to a target, as {@link GridDensity} is on the line: masses p_c e^{h_c}, h = log(rho/pi), p the target's masses.
 *
 * @param grid cells
 * @param logMass log p_c, normalised
 * @param logRatio h_c
 */
public record PhaseDensity(PhaseGrid grid, double[] logMass, double[] logRatio) {
  /** Checks the lengths and copies. */
  public PhaseDensity {
    if (logMass.length != grid.cells() || logRatio.length != grid.cells()) {
      throw new IllegalArgumentException(
          "a density on "
              + grid.cells()
              + " cells has as many masses and ratios: "
              + logMass.length
              + ", "
              + logRatio.length);
    }
    logMass = logMass.clone();
    logRatio = logRatio.clone();
  }

  @Override
  public double[] logMass() {
    return logMass.clone();
  }

  @Override
  public double[] logRatio() {
    return logRatio.clone();
  }

  /** Masses of the cells. */
  public double[] masses() {
    double[] m = new double[logMass.length];
    for (int c = 0; c < m.length; c++) {
      m[c] = Math.exp(logMass[c] + logRatio[c]);
    }
    return m;
  }
}
