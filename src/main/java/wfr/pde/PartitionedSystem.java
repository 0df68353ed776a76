package wfr.pde;

/**
 * An {@link Elimination} cut into P parts of m = n/P rows, part p in lane p of vectors of P: row i of all parts is one vector at index i P, so that P
 * eliminations run side by side without a gather. With y_p the solution of part p for zero neighbours on both sides, v_p and w_p those for a unit
 * neighbour on the left and on the right,
 *   x_p = y_p + v_p x_(last of p-1) + w_p x_(first of p+1),
 * and the 2 P values at the parts' ends solve a system whose inverse is made once. Nothing is subtracted, here or in a solve, so every x is
 * componentwise accurate: 1 - v - w is the solution for a unit right side (x = 1 solves the whole system for it), and with these slacks the
 * interface is eliminated as a Markov chain is, every pivot a sum (Grassmann, Taksar and Heyman 1985).   Source: Polizzi and Sameh 2006 (SPIKE).
 */
final class PartitionedSystem implements Elimination {
  /** P: two vectors of eight doubles or four of four. */
  static final int PARTS = 16;

  /** Fewest rows of a part. */
  private static final int LEAST = 3;

  private static final int ENDS = 2 * PARTS;

  /** m. */
  final int rows;

  /** Row i of part p at i P + p: d_i = pivot_i b_i + carry_i d_(i-1), then y_i = d_i + back_i y_(i+1). */
  final double[] pivot;

  final double[] carry;
  final double[] back;

  /** v and w. */
  final double[] fromLeft;

  final double[] fromRight;

  /** Column by column the map from (first y of all parts, last y of all parts) to (last x of p-1, first x of p+1). */
  final double[] neighbours;

  PartitionedSystem(double[] l, double[] r) {
    int n = l.length;
    rows = n / PARTS;
    pivot = new double[n];
    carry = new double[n];
    back = new double[n];
    fromLeft = new double[n];
    fromRight = new double[n];
    double[] slack = new double[n];
    for (int p = 0; p < PARTS; p++) {
      eliminate(l, r, p);
      int last = (rows - 1) * PARTS + p;
      fromLeft[p] = l[p * rows];
      fromRight[last] = r[(p + 1) * rows - 1];
      for (int i = 0; i < rows; i++) {
        slack[i * PARTS + p] = 1;
      }
      solve(p, fromLeft);
      solve(p, fromRight);
      solve(p, slack);
    }
    neighbours = neighbours(slack);
  }

  /** Whether n rows can be cut. */
  static boolean fits(int n) {
    return n % PARTS == 0 && n >= LEAST * PARTS;
  }

  @Override
  public int index(int k) {
    return k % rows * PARTS + k / rows;
  }

  @Override
  public void solve(GridKernel kernel, double scale, double[] u, double[] work) {
    kernel.solve(this, scale, u, work);
  }

  /** As in {@link TwoSidedSystem}, from the first row of part p to its last. */
  private void eliminate(double[] l, double[] r, int p) {
    double slack = 1; // 1 - back of the row before
    for (int i = 0; i < rows; i++) {
      int k = i * PARTS + p;
      double a = l[p * rows + i];
      double b = r[p * rows + i];
      double d = 1 + b + a * slack;
      pivot[k] = 1 / d;
      carry[k] = i == 0 ? 0 : a / d;
      back[k] = i == rows - 1 ? 0 : b / d;
      slack = (1 + a * slack) / d;
    }
  }

  private void solve(int p, double[] b) {
    double d = 0;
    for (int k = p; k < b.length; k += PARTS) {
      d = pivot[k] * b[k] + carry[k] * d;
      b[k] = d;
    }
    d = 0;
    for (int k = b.length - PARTS + p; k >= 0; k -= PARTS) {
      d = b[k] + back[k] * d;
      b[k] = d;
    }
  }

  /** Unknowns: first x of part p at p, last x at P + p. Row i: x_i = y_i + sum_j k_ij x_j with slack 1 - sum_j k_ij. */
  private double[] neighbours(double[] slackOfRows) {
    double[][] k = new double[ENDS][ENDS];
    double[] slack = new double[ENDS];
    for (int p = 0; p < PARTS; p++) {
      for (int half = 0; half < 2; half++) {
        int row = half * PARTS + p;
        int at = (half == 0 ? 0 : rows - 1) * PARTS + p;
        slack[row] = slackOfRows[at];
        if (p > 0) {
          k[row][PARTS + p - 1] = fromLeft[at];
        }
        if (p < PARTS - 1) {
          k[row][p + 1] = fromRight[at];
        }
      }
    }
    double[] diagonal = new double[ENDS];
    for (int c = 0; c < ENDS; c++) {
      diagonal[c] = slack[c];
      for (int j = c + 1; j < ENDS; j++) {
        diagonal[c] += k[c][j];
      }
      for (int i = c + 1; i < ENDS; i++) {
        double f = k[i][c] / diagonal[c];
        k[i][c] = f;
        slack[i] += f * slack[c];
        for (int j = c + 1; j < ENDS; j++) {
          k[i][j] += f * k[c][j];
        }
      }
    }
    double[] columns = new double[ENDS * ENDS];
    for (int e = 0; e < ENDS; e++) {
      double[] x = column(k, diagonal, e);
      for (int p = 0; p < PARTS; p++) {
        columns[e * ENDS + p] = p > 0 ? x[PARTS + p - 1] : 0;
        columns[e * ENDS + PARTS + p] = p < PARTS - 1 ? x[p + 1] : 0;
      }
    }
    return columns;
  }

  /** Column e of the inverse. */
  private static double[] column(double[][] k, double[] diagonal, int e) {
    double[] x = new double[ENDS];
    x[e] = 1;
    for (int i = 0; i < ENDS; i++) {
      for (int c = 0; c < i; c++) {
        x[i] += k[i][c] * x[c];
      }
    }
    for (int i = ENDS - 1; i >= 0; i--) {
      for (int j = i + 1; j < ENDS; j++) {
        x[i] += k[i][j] * x[j];
      }
      x[i] /= diagonal[i];
    }
    return x;
  }
}
