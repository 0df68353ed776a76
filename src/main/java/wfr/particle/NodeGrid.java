package wfr.particle;

import java.util.Arrays;
import wfr.model.Domain;

/**
 * The nodes z_j = a + j dx, dx = (b - a)/M, of a uniform grid along each axis of a box, axis 0 running fastest, with products of linear weights on them:
 *   deposit       m_j = sum_i w_i prod_k hat((x_i - z_j)_k/dx_k),   hat(s) = max(0, 1 - |s|)   (cloud in cell);
 *   lookup        L(x) = sum_j L_j prod_k hat((x - z_j)_k/dx_k).
 * One is the transpose of the other. Points outside an axis count as points at the nearer edge in both. A periodic axis has M nodes, node M being node 0,
 * any other M + 1, of which the end nodes own half a cell.
 * Special cases: lookup of a function linear along every axis is that function. Accuracy: rounding.
 * Source: proofs-notes, E9.
 */
final class NodeGrid {
  /** An empty node gets this fraction of the total mass: log rho stays finite, no particle of weight above it is there. */
  static final double FLOOR = 1e-300;

  private final Domain domain;
  private final int[] cells;
  private final int[] count;
  private final int[] stride;
  private final double[] lower;
  private final double[] dx;

  /** The nodes around the last point, and the weight of each; bit k of a number tells the side along axis k. */
  private final int[] node;

  private final double[] share;

  /** So many cells along the axes. */
  NodeGrid(Domain domain, int... cells) {
    int d = cells.length;
    this.domain = domain;
    this.cells = cells.clone();
    lower = domain.lower();
    count = new int[d];
    stride = new int[d + 1];
    dx = new double[d];
    stride[0] = 1;
    for (int k = 0; k < d; k++) {
      dx[k] = (domain.upper()[k] - lower[k]) / cells[k];
      count[k] = domain.boundary(k) == Domain.Boundary.PERIODIC ? cells[k] : cells[k] + 1;
      stride[k + 1] = Math.multiplyExact(stride[k], count[k]);
    }
    node = new int[1 << d];
    share = new double[1 << d];
  }

  /** The same number of cells along every axis. */
  static NodeGrid cube(Domain domain, int cells) {
    int[] all = new int[domain.dimension()];
    Arrays.fill(all, cells);
    return new NodeGrid(domain, all);
  }

  /** Number of nodes. */
  int size() {
    return stride[count.length];
  }

  /** What is beyond the ends of axis k. */
  Domain.Boundary boundary(int k) {
    return domain.boundary(k);
  }

  /** Number of nodes along axis k. */
  int count(int k) {
    return count[k];
  }

  /** Distance in storage of neighbours along axis k. */
  int stride(int k) {
    return stride[k];
  }

  /** Distance of neighbours along axis k. */
  double dx(int k) {
    return dx[k];
  }

  /** Number of node j along axis k. */
  int place(int j, int k) {
    return j / stride[k] % count[k];
  }

  /** Whether node j is the first or the last along axis k, which a periodic axis has not. */
  boolean atEnd(int j, int k) {
    int place = place(j, k);
    return count[k] > cells[k] && (place == 0 || place == cells[k]);
  }

  /** Coordinate k a share s of a cell beyond node j. */
  double beyond(int j, int k, double s) {
    return lower[k] + (place(j, k) + s) * dx[k];
  }

  /** v_j, the volume that a node owns. */
  double volume(int j) {
    double volume = 1;
    for (int k = 0; k < count.length; k++) {
      volume *= atEnd(j, k) ? dx[k] / 2 : dx[k];
    }
    return volume;
  }

  /** m_j of weighted points. */
  double[] masses(double[][] x, double[] w) {
    double[] mass = new double[size()];
    for (int i = 0; i < w.length; i++) {
      locate(x, i);
      for (int c = 0; c < node.length; c++) {
        mass[node[c]] += w[i] * share[c];
      }
    }
    return mass;
  }

  /** Values L_j of the nodes interpolated at points. */
  double[] interpolated(double[] value, double[][] x) {
    double[] out = new double[x[0].length];
    for (int i = 0; i < out.length; i++) {
      locate(x, i);
      double sum = 0;
      for (int c = 0; c < node.length; c++) {
        sum += share[c] * value[node[c]];
      }
      out[i] = sum;
    }
    return out;
  }

  private void locate(double[][] x, int i) {
    node[0] = 0;
    share[0] = 1;
    for (int k = 0, corners = 1; k < count.length; k++, corners *= 2) {
      double s = (x[k][i] - lower[k]) / dx[k];
      s = s < 0 ? 0 : s > cells[k] ? cells[k] : s;
      int place = Math.min(cells[k] - 1, (int) s);
      double right = s - place;
      int low = place * stride[k];
      int high = place + 1 == count[k] ? 0 : low + stride[k];
      for (int c = 0; c < corners; c++) {
        node[corners + c] = node[c] + high;
        share[corners + c] = share[c] * right;
        node[c] += low;
        share[c] *= 1 - right;
      }
    }
  }
}
