package wfr.particle;

import wfr.model.Domain;

/**
 * The M + 1 nodes z_j = a + j dx, dx = (b - a)/M, of a uniform grid with linear weights on it:
 *   deposit       m_j = sum_i w_i hat((x_i - z_j)/dx),   hat(s) = max(0, 1 - |s|)   (cloud in cell);
 *   lookup        L(x) = sum_j L_j hat((x - z_j)/dx).
 * One is the transpose of the other. Points outside [a, b] (on the line) count as points at the nearer edge in
 * both. On a torus node M is node 0, in a box without flux the end nodes own half a cell.
 * A deposit array holds a (left, right) pair per cell in two copies taken in turn: two particles of one cell that
 * follow each other do not wait for each other's sum. Accuracy: rounding.
 * Source: proofs-notes, E9.
 */
final class NodeGrid {
  /** An empty node gets this fraction of the total mass: log rho stays finite, no particle of weight above it is there. */
  static final double FLOOR = 1e-300;

  final int cells;
  final double dx;
  private final Domain.Boundary boundary;
  private final double lower;
  private final double inverse;

  NodeGrid(Domain domain, int cells) {
    this.cells = cells;
    this.boundary = domain.boundary(0);
    this.lower = domain.left();
    double width = domain.right() - domain.left();
    this.dx = width / cells;
    this.inverse = cells / width;
  }

  boolean periodic() {
    return boundary == Domain.Boundary.PERIODIC;
  }

  boolean reflecting() {
    return boundary == Domain.Boundary.NO_FLUX;
  }

  /** m_0..m_M of weighted points. */
  double[] masses(double[] x, double[] w) {
    double[] pairs = new double[4 * (cells + 1)];
    scatter(lower, inverse, cells, x, w, pairs);
    return nodeMasses(pairs);
  }

  private static void scatter(
      double lower, double inverse, int cells, double[] x, double[] w, double[] p) {
    int other = 0;
    int copy = 2 * (cells + 1);
    for (int i = 0; i < x.length; i++) {
      double s = (x[i] - lower) * inverse;
      s = s < 0 ? 0 : s;
      s = s > cells ? cells : s;
      int c = (int) s;
      double right = w[i] * (s - c);
      int k = 2 * c + other;
      p[k] += w[i] - right;
      p[k + 1] += right;
      other = copy - other;
    }
  }

  /** m_0..m_M of a deposit array; on a torus m_0 and m_M are both the mass of their common node. */
  private double[] nodeMasses(double[] pairs) {
    double[] m = new double[cells + 1];
    int copy = 2 * (cells + 1);
    for (int c = 0; c <= cells; c++) {
      m[c] += pairs[2 * c] + pairs[copy + 2 * c];
      if (c < cells) {
        m[c + 1] = pairs[2 * c + 1] + pairs[copy + 2 * c + 1];
      }
    }
    if (periodic()) {
      m[0] += m[cells];
      m[cells] = m[0];
    }
    return m;
  }

  /** sum_j m_j, every node once. */
  double total(double[] m) {
    double sum = periodic() ? -m[cells] : 0;
    for (double v : m) {
      sum += v;
    }
    if (!(sum > 0) || Double.isInfinite(sum)) {
      throw new ParticleFailure(
          "the deposited mass must be > 0 and finite: "
              + sum
              + "; reduce particles.time-step or check the potential");
    }
    return sum;
  }

  /** Values L_j of the nodes interpolated at points. */
  double[] interpolated(double[] value, double[] x) {
    double[] table = new double[2 * (cells + 1)];
    for (int c = 0; c < cells; c++) {
      table[2 * c] = value[c];
      table[2 * c + 1] = value[c + 1] - value[c];
    }
    table[2 * cells] = value[cells];
    double[] out = new double[x.length];
    gather(lower, inverse, cells, table, x, out);
    return out;
  }

  private static void gather(
      double lower, double inverse, int cells, double[] t, double[] x, double[] out) {
    for (int i = 0; i < x.length; i++) {
      double s = (x[i] - lower) * inverse;
      s = s < 0 ? 0 : s;
      s = s > cells ? cells : s;
      int c = (int) s;
      out[i] = t[2 * c] + (s - c) * t[2 * c + 1];
    }
  }
}
