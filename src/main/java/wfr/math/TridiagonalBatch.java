package wfr.math;

/**
 * Many systems of {@link TridiagonalSystem} (open ends) at once, factored once: system k has the unknowns x_{0,k} .. x_{n-1,k},
 *   (1 + l_{i,k} + r_{i,k}) x_{i,k} - l_{i,k} x_{i-1,k} - r_{i,k} x_{i+1,k} = b_{i,k},
 * entry (i, k) stored at i m + k, m the number of systems. Inner loops run over the systems: contiguous, without a recurrence, so that they
 * are vectorised. The elimination is the subtraction-free one of TridiagonalSystem: componentwise accurate, rows sum to one, min b to max b kept.
 * Source: Grassmann, Taksar and Heyman 1985; proofs-notes, G2, G2P.
 */
public final class TridiagonalBatch {
  private final int n;
  private final int m;
  private final double[] carry;
  private final double[] inversePivot;
  private final double[] forward;

  /**
   * @param l couplings to the row above, >= 0; those of the first row are 0
   * @param r couplings to the row below, >= 0; those of the last row are 0
   * @param systems m
   */
  public TridiagonalBatch(double[] l, double[] r, int systems) {
    m = systems;
    n = l.length / m;
    carry = new double[n * m];
    inversePivot = new double[n * m];
    forward = new double[n * m];
    double[] slack = new double[m];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < m; k++) {
        int c = i * m + k;
        double carried = i == 0 ? 0 : l[c] * slack[k];
        double inverse = 1 / (1 + r[c] + carried);
        inversePivot[c] = inverse;
        carry[c] = i == 0 ? 0 : l[c] * inverse;
        forward[c] = r[c] * inverse;
        slack[k] = (1 + carried) * inverse;
      }
    }
  }

  /** m. */
  public int systems() {
    return m;
  }

  /** 1/p_i of the elimination d_i = b_i/p_i + carry_i d_{i-1}; shared, read-only. */
  public double[] inversePivot() {
    return inversePivot;
  }

  /** Of the elimination; shared, read-only. */
  public double[] carry() {
    return carry;
  }

  /** Of the substitution x_i = d_i + forward_i x_{i+1}; shared, read-only. */
  public double[] forward() {
    return forward;
  }

  /** Solves in place: b in, x out. */
  public void solve(double[] b) {
    scale(b, inversePivot, 0, m);
    for (int i = 1; i < n; i++) {
      eliminate(b, i * m);
    }
    for (int i = n - 2; i >= 0; i--) {
      substitute(b, i * m);
    }
  }

  private static void scale(double[] b, double[] by, int from, int count) {
    for (int c = from; c < from + count; c++) {
      b[c] *= by[c];
    }
  }

  private void eliminate(double[] b, int row) {
    for (int c = row; c < row + m; c++) {
      b[c] = b[c] * inversePivot[c] + carry[c] * b[c - m];
    }
  }

  private void substitute(double[] b, int row) {
    for (int c = row; c < row + m; c++) {
      b[c] += forward[c] * b[c + m];
    }
  }

  /** Solves for right sides that do not fit into doubles: log b in, log x out, in place. */
  public void solveLogarithms(double[] logB) {
    for (int c = 0; c < n * m; c++) {
      double own = logB[c] + Math.log(inversePivot[c]);
      logB[c] = c < m ? own : LogSumExp.of(own, Math.log(carry[c]) + logB[c - m]);
    }
    for (int c = (n - 1) * m - 1; c >= 0; c--) {
      logB[c] = LogSumExp.of(logB[c], Math.log(forward[c]) + logB[c + m]);
    }
  }
}
