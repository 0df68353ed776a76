package wfr.errorbars;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;

/** Legendre-Gauss-Lobatto nodes of degree p on [-1, 1], their weights 2/(p (p + 1) P_p^2), derivative matrices, barycentric interpolation and the transform to Legendre coefficients. */
final class LobattoRule {
  final int degree;
  final double[] nodes;
  final double[] weights;
  final double[][] first;
  final double[][] second;
  final double[][] toLegendre;
  private final double[] barycentric;

  LobattoRule(int degree) {
    this.degree = degree;
    int n = degree + 1;
    nodes = new double[n];
    weights = new double[n];
    for (int i = 0; i < n; i++) {
      double x = -Math.cos(Math.PI * i / degree);
      for (int k = 0; k < 100; k++) { // Newton for (1 - x^2) P_p'(x), converges in a few
        double p = legendre(degree, x);
        x -= (x * p - legendre(degree - 1, x)) / (n * p);
      }
      nodes[i] = i == 0 ? -1 : i == degree ? 1 : x;
      double p = legendre(degree, nodes[i]);
      weights[i] = 2 / (degree * n * p * p);
    }
    barycentric = new double[n];
    for (int i = 0; i < n; i++) {
      barycentric[i] = 1;
      for (int j = 0; j < n; j++) {
        barycentric[i] *= i == j ? 1 : 1 / (nodes[i] - nodes[j]);
      }
    }
    first = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != j) {
          first[i][j] = barycentric[j] / barycentric[i] / (nodes[i] - nodes[j]);
          first[i][i] -= first[i][j];
        }
      }
    }
    second = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != j) {
          second[i][j] = 2 * first[i][j] * (first[i][i] - 1 / (nodes[i] - nodes[j]));
          second[i][i] -= second[i][j];
        }
      }
    }
    double[][] values = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        values[i][j] = legendre(j, nodes[i]);
      }
    }
    toLegendre =
        new LUDecomposition(new Array2DRowRealMatrix(values)).getSolver().getInverse().getData();
  }

  /** P_n(x). */
  static double legendre(int n, double x) {
    double before = 1;
    double now = x;
    if (n == 0) {
      return 1;
    }
    for (int k = 2; k <= n; k++) {
      double next = ((2 * k - 1) * x * now - (k - 1) * before) / k;
      before = now;
      now = next;
    }
    return now;
  }

  /** The polynomial through values from an offset on, at x in [-1, 1]. */
  double interpolate(double[] values, int from, double x) {
    double top = 0;
    double bottom = 0;
    for (int i = 0; i <= degree; i++) {
      double d = x - nodes[i];
      if (d == 0) {
        return values[from + i];
      }
      double c = barycentric[i] / d;
      top += c * values[from + i];
      bottom += c;
    }
    return top / bottom;
  }
}
