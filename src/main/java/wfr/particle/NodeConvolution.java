package wfr.particle;

import java.util.Arrays;
import wfr.model.Domain.Boundary;

/**
 * rho_j = sum_q phi_b((j - q) dx) m_q along an axis of a {@link NodeGrid}, phi_b the normal density of standard deviation b, cut at a multiple of b. Without flux the masses are reflected at
 * both ends, on a circle wrapped, on the line there is nothing outside. Accuracy: rounding, and what the cut leaves out.
 */
final class NodeConvolution {
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
    kernel = new double[1 + (int) Math.ceil(cut * bandwidth / nodes.dx(axis))];
    for (int k = 0; k < kernel.length; k++) {
      double s = k * nodes.dx(axis) / bandwidth;
      kernel[k] = Math.exp(-0.5 * s * s) / (bandwidth * Math.sqrt(2 * Math.PI));
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
