package wfr.math;

/**
 * Linear systems of an implicit diffusion step in u = rho/pi along the lines of a grid, factored once and solved many times: m systems side by side, entry i of system k at i m + k,
 *   (1 + l_i + r_i) x_i - l_i x_{i-1} - r_i x_{i+1} = b_i,   l_i, r_i >= 0,   i = 0 .. n-1,
 * indices modulo n, so l_0 and r_{n-1} couple the ends of a circle; with l_0 = r_{n-1} = 0 it is tridiagonal.
 *
 * Elimination keeps 1 - g_i instead of the pivot's difference, so no subtraction occurs: for b >= 0 every
 * operation is positive, x is componentwise accurate to a few n ulp whatever the condition number, row sums one are
 * kept (b = 1 gives x = 1 to rounding), and min b is at most x at most max b. Inner loops run over the systems: contiguous, without a recurrence, so that they are vectorised.
 * Source: Grassmann, Taksar and Heyman 1985 (subtraction-free elimination); proofs-notes, G2, G2P.
 */
public final class TridiagonalSystem {
  private final int m;
  private final int last;
  private final double[] inversePivot;
  private final double[] carry;
  private final double[] forward;

  /** On circles, s_i of x_i = y_i + s_i x_{n-1}, y the solution of the open recurrence; null where all ends are open. */
  private final double[] border;

  /** One system. */
  public TridiagonalSystem(double[] l, double[] r) {
    this(l, r, 1);
  }

  /**
   * Systems side by side.
   *
   * @param l coupling to the entry before, >= 0
   * @param r coupling to the entry after, >= 0
   * @param systems m
   */
  public TridiagonalSystem(double[] l, double[] r, int systems) {
    m = systems;
    int size = l.length;
    last = size - m;
    boolean closed = false;
    for (int k = 0; k < m; k++) {
      closed |= l[k] != 0 || r[last + k] != 0;
    }
    inversePivot = new double[size];
    carry = new double[size];
    forward = new double[size];
    border = closed ? new double[size] : null;
    // Rows before the last read x_i = d_i + g_i x_{i+1} + s_i x_{n-1}; slack is 1 - g_i - s_i, the
    // pivot 1 + r_i + l_i (1 - g_{i-1}).
    double[] slack = new double[size];
    for (int c = 0; c < size; c++) {
      boolean first = c < m;
      double above = first ? 1 : closed ? slack[c - m] + border[c - m] : slack[c - m];
      double inverse = 1 / (1 + r[c] + l[c] * above);
      inversePivot[c] = inverse;
      carry[c] = first ? 0 : l[c] * inverse;
      forward[c] = r[c] * inverse;
      slack[c] = (1 + (first ? 0 : l[c] * slack[c - m])) * inverse;
      if (closed) {
        border[c] = (first ? l[c] : l[c] * border[c - m]) * inverse;
      }
    }
    if (closed) {
      close(l, r, slack);
    }
  }

  /** Makes the border that of x_i = y_i + s_i x_{n-1}, and the last pivot that of row n-1 after x_{n-2} and x_0 are expressed through it. */
  private void close(double[] l, double[] r, double[] slack) {
    for (int c = Math.max(0, last - m); c < last; c++) {
      // row n-2 couples to x_{n-1} both as neighbour and as border
      border[c] += forward[c];
      forward[c] = 0;
    }
    for (int c = last - m - 1; c >= 0; c--) {
      border[c] += forward[c] * border[c + m];
      slack[c] += forward[c] * slack[c + m];
    }
    for (int c = last; c < last + m; c++) {
      // 1 - s_i is the accumulated slack, again without a subtraction
      double kept = last == 0 ? 0 : l[c] * slack[c - m] + r[c] * slack[c - last];
      inversePivot[c] = 1 / (1 + kept);
      carry[c] = l[c] * inversePivot[c];
      forward[c] = r[c] * inversePivot[c];
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
    int open = border == null ? last + m : last;
    if (m == 1) {
      one(b, open);
    } else {
      scale(b);
      for (int row = m; row < open; row += m) {
        eliminate(b, row);
      }
      for (int row = open - 2 * m; row >= 0; row -= m) {
        substitute(b, row);
      }
    }
    if (border != null) {
      for (int c = last; c < last + m; c++) {
        double across = last == 0 ? 0 : carry[c] * b[c - m] + forward[c] * b[c - last];
        b[c] = b[c] * inversePivot[c] + across;
      }
      for (int row = 0; row < last; row += m) {
        restore(b, row);
      }
    }
  }

  private void one(double[] b, int open) {
    double d = 0;
    for (int i = 0; i < open; i++) {
      d = b[i] * inversePivot[i] + carry[i] * d;
      b[i] = d;
    }
    for (int i = open - 2; i >= 0; i--) {
      d = b[i] + forward[i] * d;
      b[i] = d;
    }
  }

  private void scale(double[] b) {
    for (int c = 0; c < m; c++) {
      b[c] *= inversePivot[c];
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

  private void restore(double[] b, int row) {
    for (int k = 0; k < m; k++) {
      b[row + k] += border[row + k] * b[last + k];
    }
  }

  /**
   * Solves for right sides that do not fit into doubles: log b in, log x out (-infinity for zero), in place. About ten
   * times the cost of {@link #solve}.
   */
  public void solveLogarithms(double[] logB) {
    int open = border == null ? last + m : last;
    for (int c = 0; c < open; c++) {
      double own = logB[c] + Math.log(inversePivot[c]);
      logB[c] = c < m ? own : LogSumExp.of(own, Math.log(carry[c]) + logB[c - m]);
    }
    for (int c = open - m - 1; c >= 0; c--) {
      logB[c] = LogSumExp.of(logB[c], Math.log(forward[c]) + logB[c + m]);
    }
    if (border != null) {
      for (int c = last; c < last + m; c++) {
        double own = logB[c] + Math.log(inversePivot[c]);
        logB[c] =
            last == 0
                ? own
                : LogSumExp.of(
                    LogSumExp.of(own, Math.log(carry[c]) + logB[c - m]),
                    Math.log(forward[c]) + logB[c - last]);
      }
      for (int c = 0; c < last; c++) {
        logB[c] = LogSumExp.of(logB[c], Math.log(border[c]) + logB[last + c % m]);
      }
    }
  }
}
