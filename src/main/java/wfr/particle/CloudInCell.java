package wfr.particle;

import wfr.operation.ParticleOperations.LogDensity;

/**
 * log rho by cloud in cell: rho_j = m_j/(v_j sum m) at the nodes of a uniform grid over the domain, v_j = dx (dx/2 at the
 * end nodes unless periodic), log rho interpolated linearly; on the line a particle outside the box takes the edge value. In the plane v_ij = dx dy, halved at every edge, and log rho is
 * interpolated bilinearly. An empty node has {@link NodeGrid#FLOOR} of the mass.
 * Accuracy, rho smooth: bias dx^2 rho''/6 (one-sided and of first order at the end nodes), relative variance about
 * 2/(3 N rho dx) for equal weights, and dx^2 (log rho)''/8 from the interpolation.
 * In the plane: bias (dx^2 rho_xx + dy^2 rho_yy)/6, relative variance about 4/(9 N rho dx dy).
 * Default number of cells: for an estimate piecewise linear between nodes the mean square error of a Gaussian of standard
 * deviation s is least near dx = 2.15 s N^{-1/5} (Scott 1992, frequency polygon). The narrowest feature to be seen is
 * taken as s = (b - a)/40, hence cells = ceil(40 N^{1/5}/2.15), at least 16: 75 cells for N = 1e3, 187 for 1e5; in
 * the plane per axis by the same rule with dx = 2.15 s N^{-1/6}.
 * Source: proofs-notes, E9.
 */
public final class CloudInCell {
  private static final double FEATURES_PER_BOX = 40;
  private static final double SCOTT = 2.15;
  private static final int FEWEST_CELLS = 16;

  private CloudInCell() {}

  /** Default number of cells per axis for n particles in d dimensions. */
  public static int defaultCells(int n, int d) {
    double power = Math.pow(n, 1.0 / (d + 4));
    return Math.max(FEWEST_CELLS, (int) Math.ceil(FEATURES_PER_BOX / SCOTT * power));
  }

  /** log rho at the particles themselves. */
  public static double[] logDensity(LogDensity call) {
    return switch (call.box().dimension()) {
      case 1 -> onLine(call);
      case 2 -> inPlane(call);
      default ->
          throw new IllegalArgumentException(
              "particles.density grid has at most two dimensions: "
                  + call.box().dimension()
                  + "; use transition, gaussian, kernel or oracle");
    };
  }

  private static double[] onLine(LogDensity call) {
    NodeGrid grid = new NodeGrid(call.box(), call.cells());
    double[] m = grid.masses(call.x()[0], call.weights());
    double scale = 1 / (grid.total(m) * grid.dx);
    for (int j = 0; j < m.length; j++) {
      boolean half = !grid.periodic() && (j == 0 || j == grid.cells);
      m[j] = Math.log(Math.max(m[j] * scale * (half ? 2 : 1), NodeGrid.FLOOR));
    }
    return grid.interpolated(m, call.x()[0]);
  }

  private static double[] inPlane(LogDensity call) {
    PlaneNodes nodes = new PlaneNodes(call.box(), call.cells(), call.cells());
    double[] m = nodes.masses(call.x(), call.weights());
    double scale = 1 / (KernelSum.total(m) * nodes.dx * nodes.dy);
    for (int c = 0; c < m.length; c++) {
      int i = c % (nodes.nx + 1);
      int j = c / (nodes.nx + 1);
      double share = (i == 0 || i == nodes.nx ? 2 : 1) * (j == 0 || j == nodes.ny ? 2 : 1);
      m[c] = Math.log(Math.max(m[c] * scale * share, NodeGrid.FLOOR));
    }
    return nodes.interpolated(m, call.x());
  }
}
