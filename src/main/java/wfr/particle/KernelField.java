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
public final class KernelField implements DensityField {
  private static final int BINS_PER_BANDWIDTH = 8;
  private static final int CUT = 8;
  private static final int MOST_CELLS = 1 << 20;

  private final NodeGrid grid;
  private final NodeConvolution convolution;

  /** The kernel estimate of a bandwidth over a one-dimensional domain. */
  public KernelField(Domain domain, double bandwidth) {
    double width = domain.right() - domain.left();
    double bins = Math.ceil(BINS_PER_BANDWIDTH * width / bandwidth);
    if (!(bins <= MOST_CELLS)) {
      throw new IllegalArgumentException(
          "particles.density kernel bandwidth must be >= "
              + BINS_PER_BANDWIDTH * width / MOST_CELLS
              + " on this domain: "
              + bandwidth);
    }
    grid = new NodeGrid(domain, Math.max(2, (int) bins));
    convolution = new NodeConvolution(domain.boundary(), grid.cells, grid.dx, bandwidth, CUT);
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
    double[] rho = convolution.apply(m);
    for (int j = 0; j < rho.length; j++) {
      rho[j] = Math.log(Math.max(rho[j] / total, NodeGrid.FLOOR));
    }
    grid.setValues(rho);
  }

  @Override
  public void logDensity(double[][] x, int from, int n, double[] out) {
    grid.lookup(x[0], from, n, out);
  }
}
