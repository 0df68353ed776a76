package wfr.particle;

import java.util.Arrays;
import wfr.model.Domain.Boundary;

/**
 * rho_j = sum_q phi_b((j - q) dx) m_q along an axis of a {@link NodeGrid}, phi_b the normal density of standard deviation b, cut at a multiple of b. Without flux the masses are reflected at
 * both ends, on a circle wrapped, on the line there is nothing outside. Accuracy: rounding, and what the cut leaves out. Special cases: with reflections or on a circle of period P a kernel
 * of b >= 2 P is flat to e^{-8 pi^2} = 5e-35, so b is taken as 2 P; on the line no two nodes are farther apart than the axis is long.
 */
final class NodeConvolution {
  /** Bandwidth over period from which on a periodic kernel is flat. */
  private static final double FLAT = 2;

  private final NodeGrid nodes;
  private final int axis;
  private final double[] kernel;

  /**
   * @param nodes where masses are
   * @param axis along which they are spread
   * @param bandwidth b
   * @param cut multiple of b beyond which the kernel is 0
   */
  NodeConvolution(NodeGrid nodes, int axis, double bandwidth, double cut) {
    this.nodes = nodes;
    this.axis = axis;
    int last = nodes.count(axis) - 1;
    double dx = nodes.dx(axis);
    double b = bandwidth;
    double reach = Math.ceil(cut * b / dx);
    switch (nodes.boundary(axis)) {
      case LINE -> reach = Math.min(reach, last);
      case NO_FLUX -> b = Math.min(b, FLAT * 2 * last * dx);
      case PERIODIC -> b = Math.min(b, FLAT * (last + 1) * dx);
    }
    kernel = new double[1 + (int) Math.min(reach, Math.ceil(cut * b / dx))];
    for (int k = 0; k < kernel.length; k++) {
      double s = k * dx / b;
      kernel[k] = Math.exp(-0.5 * s * s) / (b * Math.sqrt(2 * Math.PI));
    }
  }

  /** In the place of m, row by row. */
  void apply(double[] m) {
    int reach = kernel.length - 1;
    double[] padded = new double[nodes.count(axis) + 2 * reach];
    double[] rho = new double[nodes.count(axis)];
    for (int first = 0; first < m.length; first++) {
      if (nodes.place(first, axis) == 0) {
        for (int q = 0; q < padded.length; q++) {
          padded[q] = mass(m, first, q - reach);
        }
        Arrays.fill(rho, 0);
        for (int k = 0; k <= reach; k++) {
          add(kernel[k], padded, reach, k, rho);
        }
        for (int j = 0; j < rho.length; j++) {
          m[first + j * nodes.stride(axis)] = rho[j];
        }
      }
    }
  }

  /** Of node q of a row, any whole number: an image of a reflection, a copy on a circle, nothing on the line. */
  private double mass(double[] m, int first, int q) {
    int last = nodes.count(axis) - 1;
    int stride = nodes.stride(axis);
    if (nodes.boundary(axis) == Boundary.PERIODIC) {
      return m[first + Math.floorMod(q, last + 1) * stride];
    }
    if (nodes.boundary(axis) == Boundary.LINE) {
      return q < 0 || q > last ? 0 : m[first + q * stride];
    }
    int r = Math.floorMod(q, 2 * last);
    int j = r > last ? 2 * last - r : r;
    double mass = m[first + j * stride];
    return j == 0 || j == last ? 2 * mass : mass; // an edge node and its image coincide
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
