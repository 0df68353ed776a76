package wfr.measure;

/**
 * A measure rho on a tensor grid, carried relative to the target pi as {@link GridDensity} does: log p and h = log(rho(cell)/p), p = pi(cell).
 * A grid value is a cell average; rho(cell) = exp(log p + h).
 */
public final class PlaneDensity implements Measure {
  private final PlaneGrid grid;
  private final double[] logTargetMass;
  private final double[] logRatio;

  /**
   * @param grid the cells
   * @param logTargetMass log pi(cell), normalised: sum of exp is 1
   * @param logRatio h = log(rho(cell)/pi(cell)), -infinity for an empty cell
   */
  public PlaneDensity(PlaneGrid grid, double[] logTargetMass, double[] logRatio) {
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
  public PlaneGrid grid() {
    return grid;
  }

  /** log pi(cell) (a copy). */
  public double[] logTargetMass() {
    return logTargetMass.clone();
  }

  /** h = log(rho(cell)/pi(cell)) (a copy). */
  public double[] logRatio() {
    return logRatio.clone();
  }

  /** rho(cell) for every cell. */
  public double[] cellMasses() {
    double[] m = new double[logRatio.length];
    for (int c = 0; c < m.length; c++) {
      m[c] = Math.exp(logTargetMass[c] + logRatio[c]);
    }
    return m;
  }

  /** pi(cell) for every cell. */
  public double[] targetMasses() {
    double[] p = new double[logTargetMass.length];
    for (int c = 0; c < p.length; c++) {
      p[c] = Math.exp(logTargetMass[c]);
    }
    return p;
  }

  /** Average of the density over blocks of width x width cells, x running fastest. */
  public double[] blockAverages(int width) {
    int nx = grid.x().cells();
    int bx = nx / width;
    double[] m = cellMasses();
    double[] out = new double[m.length / (width * width)];
    for (int c = 0; c < m.length; c++) {
      out[c / nx / width * bx + c % nx / width] += m[c];
    }
    double area = grid.area() * width * width;
    for (int b = 0; b < out.length; b++) {
      out[b] /= area;
    }
    return out;
  }

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public double mass() {
    double sum = 0;
    double compensation = 0;
    for (double m : cellMasses()) {
      double y = m - compensation;
      double t = sum + y;
      compensation = (t - sum) - y;
      sum = t;
    }
    return sum;
  }
}
