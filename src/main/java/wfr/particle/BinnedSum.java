package wfr.particle;

import java.util.Arrays;
import wfr.model.Domain;

/**
 * The kernel sum in the plane by bins: centres deposited by cloud in cell on nodes no farther apart than b/4, masses convolved with the normal density along
 * one axis and then along the other (the kernel is a product), log rho interpolated bilinearly. Without flux the kernel is reflected, on the line
 * centres and points outside count at the edge.
 * Accuracy: linear binning adds at most dx^2/4 = b^2/64 to a variance; a node is off by at most dx^2/8 |phi_b''| per axis, phi_b(0)/64 of the peak in all; the cut
 * at 6 b loses e^-18 of it; interpolating log rho costs dx^2/8 |(log rho)''| per axis.
 * Source: proofs-notes, E9N.
 */
final class BinnedSum implements KernelSum {
  private static final int BINS_PER_BANDWIDTH = 4;
  private static final int CUT = 6;
  private static final int MOST_CELLS = 1 << 11;

  private final Domain domain;
  private PlaneNodes nodes;
  private NodeConvolution[] convolution;
  private double[] table;

  BinnedSum(Domain domain) {
    this.domain = domain;
  }

  /** Whether the bins of a bandwidth are at most {@value #MOST_CELLS} along every axis. */
  static boolean fits(Domain domain, double bandwidth) {
    return domain.dimension() == 2
        && cells(domain, 0, bandwidth) <= MOST_CELLS
        && cells(domain, 1, bandwidth) <= MOST_CELLS;
  }

  private static double cells(Domain domain, int axis, double bandwidth) {
    double width = domain.upper()[axis] - domain.lower()[axis];
    return Math.max(2, Math.ceil(BINS_PER_BANDWIDTH * width / bandwidth));
  }

  @Override
  public void prepare(double[][] centres, double[] weights, double[] b) {
    resize(b);
    double[] mass = nodes.masses(centres, weights);
    double total = KernelSum.total(mass);
    int width = nodes.nx + 1;
    for (int j = 0; j <= nodes.ny; j++) {
      double[] row = Arrays.copyOfRange(mass, j * width, (j + 1) * width);
      System.arraycopy(convolution[0].apply(row), 0, mass, j * width, width);
    }
    double[] column = new double[nodes.ny + 1];
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < column.length; j++) {
        column[j] = mass[j * width + i];
      }
      double[] smooth = convolution[1].apply(column);
      for (int j = 0; j < column.length; j++) {
        mass[j * width + i] = Math.log(Math.max(smooth[j] / total, NodeGrid.FLOOR));
      }
    }
    table = mass;
  }

  private void resize(double[] b) {
    double nx = cells(domain, 0, b[0]);
    double ny = cells(domain, 1, b[1]);
    if (!(nx <= MOST_CELLS && ny <= MOST_CELLS)) {
      throw new ParticleFailure(
          "particles.density: a bandwidth of "
              + Math.min(b[0], b[1])
              + " needs "
              + (long) Math.max(nx, ny)
              + " bins along an axis, at most "
              + MOST_CELLS
              + " are made: choose evaluation: tree");
    }
    nodes = new PlaneNodes(domain, (int) nx, (int) ny);
    convolution =
        new NodeConvolution[] {
          new NodeConvolution(domain.boundary(0), nodes.nx, nodes.dx, b[0], CUT),
          new NodeConvolution(domain.boundary(1), nodes.ny, nodes.dy, b[1], CUT)
        };
  }

  @Override
  public double[] logDensity(double[][] x) {
    return nodes.interpolated(table, x);
  }
}
