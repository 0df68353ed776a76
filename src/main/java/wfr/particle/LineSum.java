package wfr.particle;

import wfr.model.Domain;

/**
 * Gaussian kernel estimate, log rho_j = log sum_i W_i phi_b(z_j - x_i) at the nodes of a fine grid, b the bandwidth:
 * the particles are deposited by cloud in cell on bins no wider than b/8 and the node masses convolved with phi_b cut
 * at 8 b. In a box without flux the kernel is reflected at both ends, on a torus wrapped, on the line particles and
 * points outside the box count at its edge.
 * Accuracy against the exact sum: linear binning interpolates the kernel, so a node is off by at most
 * dx^2/8 max |phi_b''|, that is phi_b(0)/512 (variance too large by at most dx^2/4 = b^2/256); the cut
 * loses exp(-32) of its peak; interpolating log rho costs dx^2/8 |(log rho)''|, which is 1/512 where that
 * derivative is below 1/b^2. The kernelised flow is not WFR: a fixed b leaves a bias b^2 rho''/2 (proofs-notes, E4).
 */
final class LineSum implements KernelSum {
  private static final int BINS_PER_BANDWIDTH = 8;
  private static final int CUT = 8;
  private static final int MOST_CELLS = 1 << 20;

  private final Domain domain;
  private NodeGrid grid;
  private double[] logRho;

  LineSum(Domain domain) {
    this.domain = domain;
  }

  /** Refuses a bandwidth that needs too many bins. */
  private static int cells(Domain domain, double bandwidth) {
    double width = domain.right() - domain.left();
    double bins = Math.ceil(BINS_PER_BANDWIDTH * width / bandwidth);
    if (!(bins <= MOST_CELLS)) {
      throw new ParticleFailure(
          "particles.density kernel bandwidth must be >= "
              + BINS_PER_BANDWIDTH * width / MOST_CELLS
              + " on this domain: "
              + bandwidth);
    }
    return Math.max(2, (int) bins);
  }

  @Override
  public void prepare(double[][] centres, double[] weights, double[] bandwidth) {
    grid = new NodeGrid(domain, cells(domain, bandwidth[0]));
    NodeConvolution convolution =
        new NodeConvolution(domain.boundary(0), grid.cells, grid.dx, bandwidth[0], CUT);
    double[] m = grid.masses(centres[0], weights);
    double total = grid.total(m);
    logRho = convolution.apply(m);
    for (int j = 0; j < logRho.length; j++) {
      logRho[j] = Math.log(Math.max(logRho[j] / total, NodeGrid.FLOOR));
    }
  }

  @Override
  public double[] logDensity(double[][] x) {
    return grid.interpolated(logRho, x[0]);
  }
}
