package wfr.particle;

import wfr.model.Domain;

/**
 * log rho by cloud in cell: rho_j = m_j/(v_j sum m) at the nodes of a uniform grid over the domain, v_j = dx (dx/2 at the
 * end nodes unless periodic), log rho interpolated linearly; on the line a particle outside the box takes the edge value.
 * Accuracy, rho smooth: bias dx^2 rho''/6 (one-sided and of first order at the end nodes), relative variance about
 * 2/(3 N rho dx) for equal weights, and dx^2 (log rho)''/8 from the interpolation.
 * Default number of cells: for an estimate piecewise linear between nodes the mean square error of a Gaussian of standard
 * deviation s is least near dx = 2.15 s N^{-1/5} (Scott 1992, frequency polygon). The narrowest feature to be seen is
 * taken as s = (b - a)/40, hence cells = ceil(40 N^{1/5}/2.15), at least 16: 75 cells for N = 1e3, 187 for 1e5.
 */
public final class CloudInCell implements DensityField {
  private static final double FEATURES_PER_BOX = 40;
  private static final double SCOTT = 2.15;
  private static final int FEWEST_CELLS = 16;

  private final NodeGrid grid;

  /** A grid of so many cells over a one-dimensional domain. */
  public CloudInCell(Domain domain, int cells) {
    grid = new NodeGrid(domain, cells);
  }

  /** Default number of cells for n particles. */
  public static int defaultCells(int n) {
    return cells(Math.pow(n, 0.2));
  }

  /** Cells along an axis for dx = SCOTT s/power, s the narrowest feature. */
  static int cells(double power) {
    return Math.max(FEWEST_CELLS, (int) Math.ceil(FEATURES_PER_BOX / SCOTT * power));
  }

  /**
   * log rho at the particles themselves, as a pure function; the interval is taken as a truncated line.
   *
   * @param lower left end of the grid
   * @param upper right end
   * @param cells number of cells
   * @param x positions
   * @param weights weights, normalised or not
   */
  public static double[] logDensity(
      double lower, double upper, int cells, double[] x, double[] weights) {
    CloudInCell field = new CloudInCell(Domain.interval(lower, upper, Domain.Boundary.LINE), cells);
    double[] pairs = new double[field.depositLength()];
    double[] out = new double[x.length];
    field.deposit(new double[][] {x}, weights, 0, x.length, pairs);
    field.solve(0, pairs);
    field.logDensity(new double[][] {x}, 0, x.length, out);
    return out;
  }

  @Override
  public int depositLength() {
    return grid.depositLength();
  }

  @Override
  public void deposit(double[][] x, double[] w, int from, int n, double[] partial) {
    grid.deposit(x[0], w, from, n, partial);
  }

  @Override
  public void solve(double time, double[] deposited) {
    double[] m = grid.nodeMasses(deposited);
    double total = grid.total(time, m);
    double scale = 1 / (total * grid.dx);
    for (int j = 0; j < m.length; j++) {
      boolean half = !grid.periodic() && (j == 0 || j == grid.cells);
      m[j] = Math.log(Math.max(m[j] * scale * (half ? 2 : 1), NodeGrid.FLOOR));
    }
    grid.setValues(m);
  }

  @Override
  public void logDensity(double[][] x, int from, int n, double[] out) {
    grid.lookup(x[0], from, n, out);
  }
}
