package wfr.particle;

import wfr.model.Domain;

/**
 * The nodes (i, j) of a uniform tensor grid over a rectangle, i running fastest, with the products of linear weights on them: deposit
 * m_ij = sum w hat_i(x) hat_j(y) (cloud in cell) and lookup L(x, y) = sum L_ij hat_i(x) hat_j(y), transposes of each other, as {@link NodeGrid} on the line.
 * Points outside count as points of the edge in both. Accuracy: rounding.
 */
final class PlaneNodes {
  final int nx;
  final int ny;
  final double dx;
  final double dy;
  private final double[] lower;
  private final int width;

  /** So many cells along the axes. */
  PlaneNodes(Domain domain, int nx, int ny) {
    this.nx = nx;
    this.ny = ny;
    lower = domain.lower();
    dx = (domain.upper()[0] - lower[0]) / nx;
    dy = (domain.upper()[1] - lower[1]) / ny;
    width = nx + 1;
  }

  /** m_ij of weighted points. */
  double[] masses(double[][] x, double[] w) {
    double[] mass = new double[width * (ny + 1)];
    for (int i = 0; i < w.length; i++) {
      double s = clamp((x[0][i] - lower[0]) / dx, nx);
      double t = clamp((x[1][i] - lower[1]) / dy, ny);
      int a = Math.min(nx - 1, (int) s);
      int b = Math.min(ny - 1, (int) t);
      double right = s - a;
      double up = w[i] * (t - b);
      double low = w[i] - up;
      int c = b * width + a;
      mass[c] += low * (1 - right);
      mass[c + 1] += low * right;
      mass[c + width] += up * (1 - right);
      mass[c + width + 1] += up * right;
    }
    return mass;
  }

  /** Values L_ij of the nodes interpolated at points. */
  double[] interpolated(double[] table, double[][] x) {
    double[] out = new double[x[0].length];
    for (int i = 0; i < out.length; i++) {
      double s = clamp((x[0][i] - lower[0]) / dx, nx);
      double t = clamp((x[1][i] - lower[1]) / dy, ny);
      int a = Math.min(nx - 1, (int) s);
      int b = Math.min(ny - 1, (int) t);
      int c = b * width + a;
      double low = table[c] + (s - a) * (table[c + 1] - table[c]);
      double high = table[c + width] + (s - a) * (table[c + width + 1] - table[c + width]);
      out[i] = low + (t - b) * (high - low);
    }
    return out;
  }

  private static double clamp(double s, int cells) {
    return s < 0 ? 0 : s > cells ? cells : s;
  }
}
