package wfr.certificate;

import wfr.math.ErrorFree;

/**
 * e_k = T_k on [-1, 1]; phi_0 = 1 and phi_{k+1}' = (1 - x^2) T_k, which vanishes at both ends whatever the coefficients. Everything is short:
 *   (1 - x^2) T_k = T_k/2 - T_{k+2}/4 - T_{|k-2|}/4,   ((1 - x^2) T_k)' = (k/2 - 1) T_{|k-1|} - (k/2 + 1) T_{k+1},
 * so the curvature costs a factor k, not k^4.
 */
final class ChebyshevBasis implements SpectralBasis {
  private final Tables tables = new Tables();

  @Override
  public ProductTable products(int rows, int columns) {
    return tables.get(rows, columns, () -> table(rows, columns));
  }

  private static ProductTable table(int rows, int columns) {
    int n = rows * columns;
    int[] first = new int[n];
    int[] second = new int[n];
    double[] sign = new double[n];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        first[i * columns + j] = i + j;
        second[i * columns + j] = Math.abs(i - j);
        sign[i * columns + j] = 1;
      }
    }
    return new ProductTable(rows + columns - 1, first, second, sign);
  }

  @Override
  public int reach(int n) {
    return n + 3; // phi_{n-1}: slope T_n, value T_{n+1}
  }

  @Override
  public void value(int k, Sink sink) {
    if (k == 0) {
      sink.add(0, 1, 0);
      return;
    }
    int j = k - 1;
    integral(j, 0.5, sink);
    integral(j + 2, -0.25, sink);
    integral(Math.abs(j - 2), -0.25, sink);
  }

  /** Integrals of T_j up to a constant, which no oscillation sees. */
  private static void integral(int j, double factor, Sink sink) {
    if (j == 0) {
      sink.add(1, factor, 0);
    } else if (j == 1) {
      sink.add(2, factor / 4, 0);
    } else {
      quotient(j + 1, factor / 2, j + 1, sink);
      quotient(j - 1, -factor / 2, j - 1, sink);
    }
  }

  private static void quotient(int index, double a, int b, Sink sink) {
    double q = a / b;
    sink.add(index, q, ErrorFree.UNIT * Math.abs(q) * 2);
  }

  @Override
  public void slope(int k, Sink sink) {
    if (k > 0) {
      int j = k - 1;
      sink.add(j, 0.5, 0);
      sink.add(j + 2, -0.25, 0);
      sink.add(Math.abs(j - 2), -0.25, 0);
    }
  }

  @Override
  public void curvature(int k, Sink sink) {
    if (k > 0) {
      int j = k - 1;
      sink.add(Math.abs(j - 1), 0.5 * j - 1, 0);
      sink.add(j + 1, -0.5 * j - 1, 0);
    }
  }

  @Override
  public double point(int i, int n) {
    return Math.cos(Math.PI * (i + 0.5) / n);
  }

  @Override
  public double evaluate(int k, double x) {
    return Math.cos(k * Math.acos(Math.max(-1, Math.min(1, x))));
  }
}
