package wfr.geometry;

/**
 * The symmetric system  s_i x_i + sum_j a_ij (x_i - x_j) = b_i  with a_ij >= 0, s_i > 0 (a weighted graph's Laplacian plus a positive
 * diagonal), factored with the row sums s in place of the diagonal:
 *   pivot_k = s_k + sum_{i>k} a_ki,   a_ij += a_ki a_kj/pivot_k,   s_i += a_ki s_k/pivot_k.
 * No subtraction occurs, so the factors are componentwise accurate whatever the condition number: near the end of an interior-point
 * method the a_ij spread over thirty decades.
 * Rows are stored from the diagonal to the last column that fills, a band for atoms sorted on a line.
 * Source: Grassmann, Taksar and Heyman 1985.
 */
final class DominantSystem {
  private final double[] slack;
  private final double[][] above;
  private final double[] pivot;

  /**
   * @param last last[i] is the largest column coupled to row i or to a row before it, not decreasing
   */
  DominantSystem(int[] last) {
    int n = last.length;
    slack = new double[n];
    pivot = new double[n];
    above = new double[n][];
    for (int i = 0; i < n; i++) {
      above[i] = new double[Math.max(0, last[i] - i)];
    }
  }

  /** Sets all couplings to zero and the row sums to the given ones. */
  void reset(double[] s) {
    System.arraycopy(s, 0, slack, 0, s.length);
    for (double[] row : above) {
      java.util.Arrays.fill(row, 0);
    }
  }

  /** Multiplications of one factorisation, counting zeros as entries. */
  double work() {
    double sum = 0;
    for (double[] row : above) {
      sum += 0.5 * row.length * row.length;
    }
    return sum;
  }

  void addSlack(int i, double s) {
    slack[i] += s;
  }

  /** Adds to the coupling of i and j, i smaller than j. */
  void couple(int i, int j, double a) {
    above[i][j - i - 1] += a;
  }

  /** Factors in place. */
  void factor() {
    int n = slack.length;
    for (int k = 0; k < n; k++) {
      double[] row = above[k];
      double sum = slack[k];
      for (double a : row) {
        sum += a;
      }
      pivot[k] = sum;
      for (int p = 0; p < row.length; p++) {
        double l = row[p] / sum;
        if (l == 0) {
          continue;
        }
        int i = k + 1 + p;
        slack[i] += l * slack[k];
        addScaled(above[i], row, p + 1, l);
      }
    }
  }

  private static void addScaled(double[] target, double[] row, int from, double l) {
    int n = row.length - from;
    for (int q = 0; q < n; q++) {
      target[q] += l * row[from + q];
    }
  }

  /** Solves in place after {@link #factor}. */
  void solve(double[] b) {
    int n = slack.length;
    for (int k = 0; k < n; k++) {
      double[] row = above[k];
      double y = b[k] / pivot[k];
      for (int p = 0; p < row.length; p++) {
        b[k + 1 + p] += row[p] * y;
      }
    }
    for (int k = n - 1; k >= 0; k--) {
      double[] row = above[k];
      double sum = b[k];
      for (int p = 0; p < row.length; p++) {
        sum += row[p] * b[k + 1 + p];
      }
      b[k] = sum / pivot[k];
    }
  }
}
