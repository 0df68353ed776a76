package wfr.math;

/**
 * The linear system of an implicit diffusion step in u = rho/pi, factored once and solved many times:
 *   (1 + l_i + r_i) x_i - l_i x_{i-1} - r_i x_{i+1} = b_i,   l_i, r_i >= 0,   i = 0 .. n-1,
 * indices modulo n, so l_0 and r_{n-1} couple the ends of a torus; with l_0 = r_{n-1} = 0 it is tridiagonal.
 *
 * Elimination keeps c_i = 1 - g_i instead of the pivot's difference, so no subtraction occurs: for b >= 0 every
 * operation is positive, x is componentwise accurate to a few n ulp whatever the condition number, row sums one are
 * kept (b = 1 gives x = 1 to rounding), and min b is at most x at most max b.
 * Source: Grassmann, Taksar and Heyman 1985 (subtraction-free elimination); proofs-notes, G2.
 */
public final class TridiagonalSystem {
  private final int n;
  private final double[] left;
  private final double[] inversePivot;
  private final double[] forward;
  private final double[] border;

  /**
   * @param l coupling to the left neighbour, >= 0
   * @param r coupling to the right neighbour, >= 0
   */
  public TridiagonalSystem(double[] l, double[] r) {
    n = l.length;
    boolean cyclic = l[0] != 0 || r[n - 1] != 0;
    left = l.clone();
    inversePivot = new double[n];
    forward = new double[n];
    border = cyclic ? new double[n] : null;
    // Rows 0 .. m-1 read x_i = d_i + g_i x_{i+1} + s_i x_{n-1}; s is nonzero on a torus only.
    double g = 0;
    double s = 0;
    double slack = 1;
    for (int i = 0; i < n; i++) {
      boolean first = i == 0;
      // slack = 1 - g - s of the row above; the pivot is 1 + r + l (1 - g_{i-1}).
      double pivot = first ? 1 + r[0] + l[0] : 1 + r[i] + l[i] * (slack + s);
      inversePivot[i] = 1 / pivot;
      double newS = (first ? l[0] : l[i] * s) / pivot;
      double newSlack = (1 + (first ? 0 : l[i] * slack)) / pivot;
      g = r[i] / pivot;
      s = newS;
      slack = newSlack;
      forward[i] = g;
      if (cyclic) {
        border[i] = s;
      }
    }
    if (cyclic) {
      closeTorus(l, r);
    }
  }

  /**
   * On a torus, replaces the border by s_i with x_i = y_i + s_i x_{n-1}, y the solution of the open recurrence, and
   * the last pivot by the one of row n-1 after x_{n-2} and x_0 are expressed through it.
   */
  private void closeTorus(double[] l, double[] r) {
    // Row n-2 couples to x_{n-1} both as neighbour and as border.
    double[] slack = new double[n];
    border[n - 2] += forward[n - 2];
    forward[n - 2] = 0;
    double above = 0;
    for (int i = 0; i < n - 1; i++) {
      slack[i] = (1 + (i == 0 ? 0 : left[i] * above)) * inversePivot[i];
      above = slack[i];
    }
    for (int i = n - 3; i >= 0; i--) {
      border[i] += forward[i] * border[i + 1];
      slack[i] += forward[i] * slack[i + 1];
    }
    // 1 - s_i is the accumulated slack, again without a subtraction.
    inversePivot[n - 1] = 1 / (1 + l[n - 1] * slack[n - 2] + r[n - 1] * slack[0]);
    forward[n - 1] = r[n - 1];
  }

  /** Solves in place: b in, x out. */
  public void solve(double[] b) {
    if (border != null) {
      solveTorus(b);
      return;
    }
    double d = 0;
    for (int i = 0; i < n; i++) {
      d = (b[i] + left[i] * d) * inversePivot[i];
      b[i] = d;
    }
    for (int i = n - 2; i >= 0; i--) {
      d = b[i] + forward[i] * d;
      b[i] = d;
    }
  }

  private void solveTorus(double[] b) {
    double d = 0;
    for (int i = 0; i < n - 1; i++) {
      d = (b[i] + (i == 0 ? 0 : left[i] * d)) * inversePivot[i];
      b[i] = d;
    }
    for (int i = n - 3; i >= 0; i--) {
      d = b[i] + forward[i] * d;
      b[i] = d;
    }
    double last = (b[n - 1] + left[n - 1] * b[n - 2] + forward[n - 1] * b[0]) * inversePivot[n - 1];
    b[n - 1] = last;
    for (int i = 0; i < n - 1; i++) {
      b[i] += border[i] * last;
    }
  }

  /**
   * Solves for right sides that do not fit into doubles: log b in, log x out (-infinity for zero), in place. About ten
   * times the cost of {@link #solve}.
   */
  public void solveLogarithms(double[] logB) {
    double d = Double.NEGATIVE_INFINITY;
    int open = border == null ? n : n - 1;
    for (int i = 0; i < open; i++) {
      double carried = i == 0 ? Double.NEGATIVE_INFINITY : Math.log(left[i]) + d;
      d = LogSumExp.of(logB[i], carried) + Math.log(inversePivot[i]);
      logB[i] = d;
    }
    for (int i = open - 2; i >= 0; i--) {
      d = LogSumExp.of(logB[i], Math.log(forward[i]) + d);
      logB[i] = d;
    }
    if (border != null) {
      double last =
          LogSumExp.of(
                  LogSumExp.of(logB[n - 1], Math.log(left[n - 1]) + logB[n - 2]),
                  Math.log(forward[n - 1]) + logB[0])
              + Math.log(inversePivot[n - 1]);
      logB[n - 1] = last;
      for (int i = 0; i < n - 1; i++) {
        logB[i] = LogSumExp.of(logB[i], Math.log(border[i]) + last);
      }
    }
  }
}
