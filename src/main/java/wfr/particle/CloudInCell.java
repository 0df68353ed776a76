package wfr.particle;

import java.util.Arrays;
import wfr.operation.ParticleOperations.LogDensity;

/**
 * log rho by cloud in cell: rho_j = m_j/(v_j sum m) at the nodes of a uniform grid over the domain, v_j the product of dx along the axes (dx/2 at the
 * end nodes unless periodic), log rho interpolated linearly along every axis; a particle outside the box takes the edge value.
 * An empty node has {@link NodeGrid#FLOOR} of the mass.
 * Accuracy, rho smooth: bias sum_k dx_k^2 d_kk rho/6 (one-sided and of first order at the end nodes), relative variance about
 * (2/3)^d/(N rho dx_1 .. dx_d) for equal weights, and sum_k dx_k^2 d_kk(log rho)/8 from the interpolation.
 * Default number of cells: for an estimate piecewise linear between nodes the mean square error of a Gaussian of standard
 * deviation s is least near dx = 2.15 s N^{-1/5} (Scott 1992, frequency polygon). The narrowest feature to be seen is
 * taken as s = (b - a)/40, hence cells = ceil(40 N^{1/5}/2.15), at least 16: 75 cells for N = 1e3, 187 for 1e5; in
 * d dimensions per axis by the same rule with dx = 2.15 s N^{-1/(d + 4)}.
 * Source: proofs-notes, E9.
 */
public final class CloudInCell {
  private static final double FEATURES_PER_BOX = 40;
  private static final double SCOTT = 2.15;
  private static final int FEWEST_CELLS = 16;
  private static final int MOST_DIMENSIONS = 3;

  private CloudInCell() {}

  /** Default number of cells per axis for n particles in d dimensions. */
  public static int defaultCells(int n, int d) {
    double power = Math.pow(n, 1.0 / (d + 4));
    return Math.max(FEWEST_CELLS, (int) Math.ceil(FEATURES_PER_BOX / SCOTT * power));
  }

  /** log rho at the particles themselves. */
  public static double[] logDensity(LogDensity call) {
    if (call.box().dimension() > MOST_DIMENSIONS) {
      throw new IllegalArgumentException(
          "particles.density grid has at most three dimensions: "
              + call.box().dimension()
              + "; use transition, gaussian, kernel or oracle");
    }
    NodeGrid nodes = NodeGrid.cube(call.box(), call.cells());
    double[] m = KernelSums.normalised(nodes.masses(call.x(), call.weights()));
    Arrays.setAll(m, j -> Math.log(Math.max(m[j] / nodes.volume(j), NodeGrid.FLOOR)));
    return nodes.interpolated(m, call.x());
  }
}
