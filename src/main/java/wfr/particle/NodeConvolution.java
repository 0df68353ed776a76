package wfr.particle;

import wfr.model.Domain;

/**
 * rho_j = sum_q phi_b((j - q) dx) m_q on the nodes of a uniform grid, phi_b the normal density of standard deviation b, cut at a multiple of b. Without flux the masses are reflected at both
 * ends, on a torus wrapped, on the line there is nothing outside. Accuracy: rounding, and what the cut leaves out.
 */
final class NodeConvolution {
  private final Domain.Boundary boundary;
  private final int cells;
  private final double[] kernel;

  /**
   * @param boundary what is beyond the ends
   * @param cells number of cells: as many as nodes on a torus, otherwise one less
   * @param dx distance of nodes
   * @param bandwidth b
   * @param cut multiple of b beyond which the kernel is 0
   */
  NodeConvolution(Domain.Boundary boundary, int cells, double dx, double bandwidth, double cut) {
    this.boundary = boundary;
    this.cells = cells;
    kernel = new double[1 + (int) Math.ceil(cut * bandwidth / dx)];
    for (int k = 0; k < kernel.length; k++) {
      double s = k * dx / bandwidth;
      kernel[k] = Math.exp(-0.5 * s * s) / (bandwidth * Math.sqrt(2 * Math.PI));
    }
  }

  double[] apply(double[] m) {
    int reach = kernel.length - 1;
    double[] padded = padded(m, reach);
    double[] rho = new double[m.length];
    for (int k = 0; k <= reach; k++) {
      add(kernel[k], padded, reach, k, rho);
    }
    return rho;
  }

  /** Masses of the nodes up to reach beyond the ends: images of a reflection, copies on a torus, nothing on the line. */
  private double[] padded(double[] m, int reach) {
    int last = cells;
    double[] p = new double[m.length + 2 * reach];
    for (int q = -reach; q < m.length + reach; q++) {
      double mass;
      if (boundary == Domain.Boundary.PERIODIC) {
        mass = m[Math.floorMod(q, last)];
      } else if (boundary == Domain.Boundary.NO_FLUX) {
        int r = Math.floorMod(q, 2 * last);
        int j = r > last ? 2 * last - r : r;
        mass = j == 0 || j == last ? 2 * m[j] : m[j]; // an edge node and its image coincide
      } else {
        mass = q < 0 || q > last ? 0 : m[q];
      }
      p[q + reach] = mass;
    }
    return p;
  }

  private static void add(double g, double[] p, int reach, int k, double[] rho) {
    if (k == 0) {
      for (int j = 0; j < rho.length; j++) {
        rho[j] += g * p[reach + j];
      }
    } else {
      for (int j = 0; j < rho.length; j++) {
        rho[j] += g * (p[reach + j - k] + p[reach + j + k]);
      }
    }
  }
}
