package wfr.measure;

import java.util.Arrays;

/**
 * A measure rho on a grid, carried relative to the target pi: with p_i = pi(cell i) and
 * u_i = rho(cell i)/p_i it holds log p_i and h_i = log u_i, so that neither underflows where V ranges over
 * thousands. One meaning everywhere: a grid value is a cell average; rho(cell i) = exp(log p_i + h_i).
 */
public final class GridDensity implements Measure {
  private final Grid grid;
  private final double[] logTargetMass;
  private final double[] logRatio;

  /**
   * @param grid the cells
   * @param logTargetMass log pi(cell i), normalised: sum of exp is 1
   * @param logRatio h_i = log(rho(cell i)/pi(cell i)), -infinity for an empty cell
   */
  public GridDensity(Grid grid, double[] logTargetMass, double[] logRatio) {
    if (logTargetMass.length != grid.cells() || logRatio.length != grid.cells()) {
      throw new IllegalArgumentException(
          "one value per cell is needed: "
              + grid.cells()
              + " cells, "
              + logTargetMass.length
              + " target masses, "
              + logRatio.length
              + " log ratios");
    }
    this.grid = grid;
    this.logTargetMass = logTargetMass.clone();
    this.logRatio = logRatio.clone();
    for (double h : logRatio) {
      if (Double.isNaN(h) || h == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException("log ratio must be a number below infinity: " + h);
      }
    }
  }

  /** The cells. */
  public Grid grid() {
    return grid;
  }

  /** log pi(cell i) for every cell (a copy). */
  public double[] logTargetMass() {
    return logTargetMass.clone();
  }

  /** h_i = log(rho(cell i)/pi(cell i)) for every cell (a copy). */
  public double[] logRatio() {
    return logRatio.clone();
  }

  /** rho(cell i). */
  public double cellMass(int i) {
    return Math.exp(logTargetMass[i] + logRatio[i]);
  }

  /** rho(cell i) for every cell. */
  public double[] cellMasses() {
    double[] m = new double[grid.cells()];
    Arrays.setAll(m, this::cellMass);
    return m;
  }

  /** pi(cell i) for every cell. */
  public double[] targetMasses() {
    double[] p = new double[grid.cells()];
    Arrays.setAll(p, i -> Math.exp(logTargetMass[i]));
    return p;
  }

  /** Average of the density over cell i. */
  public double cellAverage(int i) {
    return cellMass(i) / grid.dx();
  }

  @Override
  public int dimension() {
    return 1;
  }

  @Override
  public double mass() {
    double sum = 0;
    double compensation = 0;
    for (int i = 0; i < grid.cells(); i++) {
      double y = cellMass(i) - compensation;
      double t = sum + y;
      compensation = (t - sum) - y;
      sum = t;
    }
    return sum;
  }
}
