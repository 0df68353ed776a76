package wfr.math;

/**
 * Linear systems of an implicit diffusion step in u = rho/pi along the lines of a grid, factored once and solved many times: m systems side by side, entry i of system k at i m + k,
 *   (1 + l_i + r_i) x_i - l_i x_{i-1} - r_i x_{i+1} = b_i,   l_i, r_i >= 0,   i = 0 .. n-1,
 * indices modulo n, so l_0 and r_{n-1} couple the ends of a circle; with l_0 = r_{n-1} = 0 it is tridiagonal.
 *
 * Rows are eliminated from both ends towards a middle one, two chains that do not wait for each other; on a circle from one end towards the last, with a border. Elimination keeps 1 - g_i
 * instead of the pivot's difference, so no subtraction occurs: for b >= 0 every
 * operation is positive, x is componentwise accurate to a few n ulp whatever the condition number, row sums one are
 * kept (b = 1 gives x = 1 to rounding), and min b is at most x at most max b. Inner loops run over the systems: contiguous, without a recurrence, so that they are vectorised.
 * Source: Grassmann, Taksar and Heyman 1985 (subtraction-free elimination); proofs-notes, G2, G2P.
 */
public final class TridiagonalSystem {
  private final int m;
  private final int size;

  /** First entry of the row that is eliminated last: the middle one, on a circle the last. */
  private final int middle;

  /** Rows before and after the middle read x_i = d_i + outward_i x_(next towards it), d_i = inverse_i b_i + inward_i d_(the one before). Of the middle row they couple it to its two sides. */
  private final double[] inverse;

  private final double[] inward;
  private final double[] outward;

  /** On circles, s_i of x_i = y_i + s_i x_{n-1}, y the solution of the open recurrence; null where all ends are open. */
  private final double[] border;

  /** Of the relative solution: e^{h_{i+1} - h_i}, e^{h_{i-1} - h_i}, y. */
  private double[] up;

  private double[] down;
  private double[] y;

  /** Logarithm of the largest quotient of neighbours: its inverse is normal too. */
  private static final double QUOTIENT = 700;

  /** One system. */
  public TridiagonalSystem(double[] l, double[] r) {
    this(l, r, 1, 1);
  }

  /**
   * Systems side by side.
   *
   * @param before coupling to the entry before, >= 0
   * @param after coupling to the entry after, >= 0
   * @param step factor of both
   * @param systems m
   */
  public TridiagonalSystem(double[] before, double[] after, double step, int systems) {
    m = systems;
    size = before.length;
    boolean closed = false;
    for (int k = 0; k < m; k++) {
      closed |= before[k] != 0 || after[size - m + k] != 0;
    }
    inverse = new double[size];
    inward = new double[size];
    outward = new double[size];
    border = closed ? new double[size] : null;
    middle = closed ? size - m : size / m / 2 * m;
    double[] below =
        new double[m]; // 1 - outward_i of the row before, on a circle 1 - outward_i - border_i
    double[] above = new double[m];
    if (closed) {
      circle(before, after, step, below, above);
    } else {
      // in turn: neither chain waits for the other's division
      for (int row = 0; row < middle; row += m) {
        factor(before, after, step, below, row);
        int mirror = size - m - row;
        if (mirror > middle) {
          factor(after, before, step, above, mirror);
        }
      }
    }
    for (int k = 0; k < m; k++) {
      int c = middle + k;
      double a = step * before[c];
      double b = step * after[c];
      // 1 - s_i is the accumulated slack, again without a subtraction
      inverse[c] = 1 / (1 + a * below[k] + b * above[k]);
      inward[c] = a * inverse[c];
      outward[c] = b * inverse[c];
    }
  }

  /** The entry that the middle row has on its other side: the one after, on a circle the first. */
  private int other(int c) {
    return c + m < size ? c + m : c - middle;
  }

  /** Row with couplings to the row before it in the elimination, none for the first, and to the one after. */
  private void factor(double[] toBefore, double[] toAfter, double step, double[] slack, int row) {
    for (int k = 0; k < m; k++) {
      int c = row + k;
      double a = step * toBefore[c];
      double b = step * toAfter[c];
      double kept = a * slack[k];
      double inv = 1 / (1 + b + kept);
      inverse[c] = inv;
      inward[c] = a * inv;
      outward[c] = b * inv;
      slack[k] = (1 + kept) * inv;
    }
  }

  /** Leaves the slack of the two neighbours of the last row. Rows before it read x_i = d_i + g_i x_{i+1} + s_i x_{n-1}, pivot 1 + r_i + l_i (1 - g_{i-1}); then the border is made that of x_i = y_i + s_i x_{n-1}. */
  private void circle(double[] l, double[] r, double step, double[] below, double[] above) {
    double[] slack = new double[size];
    for (int c = 0; c < middle; c++) {
      boolean first = c < m;
      double a = step * l[c];
      double b = step * r[c];
      double open = first ? 1 : slack[c - m] + border[c - m];
      double inv = 1 / (1 + b + a * open);
      inverse[c] = inv;
      inward[c] = first ? 0 : a * inv;
      outward[c] = b * inv;
      slack[c] = (1 + (first ? 0 : a * slack[c - m])) * inv;
      border[c] = (first ? a : a * border[c - m]) * inv;
    }
    for (int c = Math.max(0, middle - m); c < middle; c++) {
      // row n-2 couples to x_{n-1} both as neighbour and as border
      border[c] += outward[c];
      outward[c] = 0;
    }
    for (int c = middle - m - 1; c >= 0; c--) {
      border[c] += outward[c] * border[c + m];
      slack[c] += outward[c] * slack[c + m];
    }
    if (middle > 0) {
      System.arraycopy(slack, middle - m, below, 0, m);
      System.arraycopy(slack, 0, above, 0, m);
    }
  }

  /** Solves in place: b in, x out. */
  public void solve(double[] b) {
    if (m == 1) {
      eliminateOne(b);
    } else {
      scale(b, 0);
      for (int row = m; row < middle; row += m) {
        eliminate(b, row, -m);
      }
      if (border == null && middle < size - m) {
        scale(b, size - m);
        for (int row = size - 2 * m; row > middle; row -= m) {
          eliminate(b, row, m);
        }
      }
    }
    if (border == null) {
      middle(b);
      substitute(b);
    } else {
      substituteOpen(b);
      middle(b);
      for (int row = 0; row < middle; row += m) {
        restore(b, row);
      }
    }
  }

  /** Both chains of one system, row by row. */
  private void eliminateOne(double[] b) {
    int last = size - 1;
    int pairs = border == null ? last - middle : 0;
    double low = 0;
    double high = 0;
    for (int i = 0; i < pairs; i++) {
      low = Math.fma(inward[i], low, b[i] * inverse[i]);
      high = Math.fma(inward[last - i], high, b[last - i] * inverse[last - i]);
      b[i] = low;
      b[last - i] = high;
    }
    for (int i = pairs; i < middle; i++) {
      low = Math.fma(inward[i], low, b[i] * inverse[i]);
      b[i] = low;
    }
  }

  private void substitute(double[] b) {
    if (m == 1) {
      int pairs = size - 1 - middle;
      double low = b[middle];
      double high = low;
      for (int i = 1; i <= pairs; i++) {
        low = Math.fma(outward[middle - i], low, b[middle - i]);
        high = Math.fma(outward[middle + i], high, b[middle + i]);
        b[middle - i] = low;
        b[middle + i] = high;
      }
      for (int i = middle - pairs - 1; i >= 0; i--) {
        low = Math.fma(outward[i], low, b[i]);
        b[i] = low;
      }
      return;
    }
    for (int row = middle - m; row >= 0; row -= m) {
      substitute(b, row, m);
    }
    for (int row = middle + m; row < size; row += m) {
      substitute(b, row, -m);
    }
  }

  /** On a circle: y of all rows but the last. */
  private void substituteOpen(double[] b) {
    for (int row = middle - 2 * m; row >= 0; row -= m) {
      substitute(b, row, m);
    }
  }

  private void middle(double[] b) {
    for (int c = middle; c < middle + m; c++) {
      double x = b[c] * inverse[c];
      x = middle == 0 ? x : Math.fma(inward[c], b[c - m], x);
      b[c] = size == m ? x : Math.fma(outward[c], b[other(c)], x);
    }
  }

  private void scale(double[] b, int row) {
    for (int c = row; row != middle && c < row + m; c++) {
      b[c] *= inverse[c];
    }
  }

  private void eliminate(double[] b, int row, int before) {
    for (int c = row; c < row + m; c++) {
      b[c] = Math.fma(inward[c], b[c + before], b[c] * inverse[c]);
    }
  }

  private void substitute(double[] b, int row, int next) {
    for (int c = row; c < row + m; c++) {
      b[c] = Math.fma(outward[c], b[c + next], b[c]);
    }
  }

  private void restore(double[] b, int row) {
    for (int k = 0; k < m; k++) {
      b[row + k] = Math.fma(border[row + k], b[middle + k], b[row + k]);
    }
  }

  /**
   * Solves one system for a right side e^{h_i} that does not fit into doubles by y = x/b: couplings l_i e^{h_{i-1} - h_i} and r_i e^{h_{i+1} - h_i}, a right side of ones, as positive as
   * {@link #solve} and as accurate up to the rounding of h. In place of h stands log x.
   *
   * @return whether it is done: it is not, and h is as it was, on circles, for several systems, and where quotients of neighbours or of x and b do not fit either
   */
  public boolean solveRelative(double[] h) {
    if (border != null || m > 1) {
      return false;
    }
    y = y == null ? new double[size] : y;
    up = up == null ? new double[size] : up;
    down = down == null ? new double[size] : down;
    for (int i = 0; i < size - 1; i++) {
      up[i] = h[i + 1] - h[i];
    }
    up[size - 1] = 0;
    if (!(most(up) <= QUOTIENT)) {
      return false;
    }
    Exponential.exp(up, 0, up);
    for (int i = 0; i < size - 1; i++) {
      down[i + 1] = 1 / up[i];
    }
    System.arraycopy(inverse, 0, y, 0, size);
    int last = size - 1;
    int pairs = last - middle;
    double low = y[0];
    double high = y[last];
    // both ends in turn: neither chain waits for the other
    for (int i = 1; i < pairs; i++) {
      low = Math.fma(inward[i] * down[i], low, y[i]);
      high = Math.fma(inward[last - i] * up[last - i], high, y[last - i]);
      y[i] = low;
      y[last - i] = high;
    }
    for (int i = Math.max(1, pairs); i < middle; i++) {
      y[i] = Math.fma(inward[i] * down[i], y[i - 1], y[i]);
    }
    double x = y[middle];
    x = middle > 0 ? Math.fma(inward[middle] * down[middle], y[middle - 1], x) : x;
    x = pairs > 0 ? Math.fma(outward[middle] * up[middle], y[middle + 1], x) : x;
    y[middle] = x;
    low = x;
    high = x;
    for (int i = 1; i <= pairs; i++) {
      low = Math.fma(outward[middle - i] * up[middle - i], low, y[middle - i]);
      high = Math.fma(outward[middle + i] * down[middle + i], high, y[middle + i]);
      y[middle - i] = low;
      y[middle + i] = high;
    }
    for (int i = middle - pairs - 1; i >= 0; i--) {
      y[i] = Math.fma(outward[i] * up[i], y[i + 1], y[i]);
    }
    // what leaves the numbers on its way is carried to an end, and its logarithm is NaN
    Exponential.log(y, 1, 0, y);
    if (Double.isNaN(y[0]) || Double.isNaN(y[last])) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      h[i] += y[i];
    }
    return true;
  }

  /**
   * Solves for right sides that do not fit into doubles, b_c 2^{e_c} in, x_c 2^{e_c} out, in place, as accurate as {@link #solve}: the exponents are whole numbers, which no addition
   * rounds as it would round logarithms. About four times its cost.
   *
   * @param b at least 0
   * @param e exponents of two
   */
  public void solveScaled(double[] b, double[] e) {
    for (int c = 0; c < size; c++) {
      b[c] *= inverse[c];
    }
    boolean closed = border != null;
    chain(b, e, inward, 0, middle, m);
    chain(b, e, inward, size - m, middle, -m);
    if (closed) {
      chain(b, e, outward, middle - m, -m, -m);
    }
    for (int c = middle; c < middle + m; c++) {
      if (middle > 0) {
        add(b, e, c, inward[c], c - m);
      }
      if (size > m) {
        add(b, e, c, outward[c], other(c));
      }
    }
    if (closed) {
      for (int c = 0; c < middle; c++) {
        add(b, e, c, border[c], middle + c % m);
      }
    } else {
      chain(b, e, outward, middle, -m, -m);
      chain(b, e, outward, middle, size, m);
    }
  }

  /** Largest magnitude, NaN where there is one. */
  private static double most(double[] x) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int n = x.length;
    for (int i = 0; i + 3 < n; i += 4) {
      a = Math.max(a, Math.abs(x[i]));
      b = Math.max(b, Math.abs(x[i + 1]));
      c = Math.max(c, Math.abs(x[i + 2]));
      d = Math.max(d, Math.abs(x[i + 3]));
    }
    for (int i = n - n % 4; i < n; i++) {
      a = Math.max(a, Math.abs(x[i]));
    }
    return Math.max(Math.max(a, b), Math.max(c, d));
  }

  /** x_r += k_r x_(r - step) over the rows after one and before another. */
  private void chain(double[] x, double[] e, double[] k, int from, int to, int step) {
    for (int row = from == to ? to : from + step; row != to; row += step) {
      for (int c = row; c < row + m; c++) {
        add(x, e, c, k[c], c - step);
      }
    }
  }

  /** x_c += k x_p, brought to [1, 2) times a power of two; k may be as small as doubles are, so that what counts is the exponent of the product. */
  private static void add(double[] x, double[] e, int c, double k, int p) {
    double more = k * x[p];
    if (more == 0) {
      return;
    }
    int up = Math.getExponent(more);
    more *= power(-up);
    double sum = x[c];
    double exponent = e[p] + up;
    double apart = exponent - e[c];
    if (sum == 0 || apart > 0) {
      sum = sum == 0 ? more : more + sum * power(-apart);
    } else {
      sum += more * power(apart);
      exponent = e[c];
    }
    int own = Math.getExponent(sum);
    x[c] = sum * power(-own);
    e[c] = exponent + own;
  }

  /** 2^n, 0 where it is smaller than what an addition sees. */
  private static double power(double n) {
    return n < Double.MIN_EXPONENT ? 0 : Double.longBitsToDouble((long) (n + 1023) << 52);
  }
}
