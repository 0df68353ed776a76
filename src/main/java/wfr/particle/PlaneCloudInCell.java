package wfr.particle;

import wfr.model.Domain;

/**
 * log rho by cloud in cell in the plane: rho_ij = m_ij/(v_ij sum m) at the nodes of a tensor grid, v halved at every edge, log rho interpolated bilinearly;
 * outside the box the edge counts. The plane's twin of {@link CloudInCell}; an empty node has {@link NodeGrid#FLOOR} of the mass.
 * Accuracy, rho smooth: bias (dx^2 rho_xx + dy^2 rho_yy)/6, relative variance about 4/(9 N rho dx dy) for equal weights.
 * Default number of cells per axis: by the same rule as on the line with the exponent of the plane, dx = 2.15 s N^{-1/6}, s = (b - a)/40.
 */
final class PlaneCloudInCell implements DensityField {
  private static final double PLANE_EXPONENT = 1.0 / 6;

  private final PlaneNodes nodes;
  private double[] table;

  PlaneCloudInCell(Domain domain, int cells) {
    nodes = new PlaneNodes(domain, cells, cells);
  }

  /** Default number of cells per axis for n particles. */
  static int defaultCells(int n) {
    return CloudInCell.cells(Math.pow(n, PLANE_EXPONENT));
  }

  @Override
  public int depositLength() {
    return nodes.count();
  }

  @Override
  public void deposit(double[][] x, double[] w, int from, int n, double[] partial) {
    nodes.deposit(x, w, from, n, partial);
  }

  @Override
  public void solve(double time, double[] deposited) {
    double scale = 1 / (KernelSum.total(time, deposited) * nodes.dx * nodes.dy);
    table = new double[deposited.length];
    for (int c = 0; c < table.length; c++) {
      int i = c % (nodes.nx + 1);
      int j = c / (nodes.nx + 1);
      double share = (i == 0 || i == nodes.nx ? 2 : 1) * (j == 0 || j == nodes.ny ? 2 : 1);
      table[c] = Math.log(Math.max(deposited[c] * scale * share, NodeGrid.FLOOR));
    }
  }

  @Override
  public void logDensity(double[][] x, int from, int n, double[] out) {
    nodes.lookup(table, x, from, n, out);
  }
}
