package wfr.particle;

/**
 * The kernel sum by a k-d tree with a guaranteed relative error eps. In coordinates divided by the bandwidth a node of total weight W lies in a box at distances
 * r_min .. r_max from the point, so that its share of the sum lies between W e^{-r_max^2/2} and W e^{-r_min^2/2}. Let S be the sum of what has been taken so far, a lower bound of the
 * whole. A node is replaced by the middle of its range as soon as half its width, W (e^{-r_min^2/2} - e^{-r_max^2/2})/2, is at most eps W S; as the weights sum to 1, all replacements together err by
 * at most eps S, that is eps times the sum. Otherwise it is opened, nearer child first, or summed if it is a leaf.
 * Special cases: eps = 0 opens whatever does not underflow. Accuracy: eps plus N roundings.
 * Source: Gray and Moore 2003 (single tree, bounds by boxes); proofs-notes, E9N.
 */
final class TreeSum implements KernelSum {
  private static final int LEAF = 16;

  private final double eps;
  private double[] inverse;
  private double[][] c;
  private double[] w;
  private double logPeak;

  /** Node v: children 2v + 1, 2v + 2; particles start[v] .. start[v + 1 at its level]; box by coordinate. */
  private int[] start;

  private int[] end;
  private double[] mass;
  private double[] lower;
  private double[] upper;

  /** With a relative error. */
  TreeSum(double eps) {
    this.eps = eps;
  }

  @Override
  public void prepare(double[][] centres, double[] weights, double[] bandwidth) {
    int d = centres.length;
    int n = weights.length;
    double total = KernelSum.total(weights);
    logPeak = KernelSum.logPeak(bandwidth);
    inverse = new double[d];
    c = new double[d][n];
    w = new double[n];
    for (int k = 0; k < d; k++) {
      inverse[k] = 1 / bandwidth[k];
    }
    int nodes = 1;
    while (nodes * LEAF < n) {
      nodes *= 2;
    }
    nodes = 2 * nodes - 1;
    start = new int[nodes];
    end = new int[nodes];
    mass = new double[nodes];
    lower = new double[nodes * d];
    upper = new double[nodes * d];
    int[] order = new int[n];
    for (int j = 0; j < n; j++) {
      order[j] = j;
      for (int k = 0; k < d; k++) {
        c[k][j] = centres[k][j] * inverse[k];
      }
    }
    end[0] = n;
    for (int v = 0; v < nodes; v++) {
      box(v, order);
      if (2 * v + 2 < nodes) {
        split(v, order);
      }
    }
    for (int k = 0; k < d; k++) {
      c[k] = gathered(c[k], order);
    }
    w = gathered(weights, order);
    for (int v = 0; v < nodes; v++) {
      for (int j = start[v]; j < end[v]; j++) {
        mass[v] += w[j] / total;
      }
    }
    for (int j = 0; j < n; j++) {
      w[j] /= total;
    }
  }

  private static double[] gathered(double[] values, int[] order) {
    double[] out = new double[order.length];
    for (int j = 0; j < out.length; j++) {
      out[j] = values[order[j]];
    }
    return out;
  }

  private void box(int v, int[] order) {
    int d = c.length;
    for (int k = 0; k < d; k++) {
      double lo = Double.POSITIVE_INFINITY;
      double hi = Double.NEGATIVE_INFINITY;
      for (int j = start[v]; j < end[v]; j++) {
        lo = Math.min(lo, c[k][order[j]]);
        hi = Math.max(hi, c[k][order[j]]);
      }
      lower[v * d + k] = lo;
      upper[v * d + k] = hi;
    }
  }

  /** Halves of equal count along the widest side of the box. */
  private void split(int v, int[] order) {
    int d = c.length;
    int axis = 0;
    for (int k = 1; k < d; k++) {
      if (upper[v * d + k] - lower[v * d + k] > upper[v * d + axis] - lower[v * d + axis]) {
        axis = k;
      }
    }
    int middle = (start[v] + end[v]) >>> 1;
    select(order, start[v], end[v] - 1, middle, c[axis]);
    start[2 * v + 1] = start[v];
    end[2 * v + 1] = middle;
    start[2 * v + 2] = middle;
    end[2 * v + 2] = end[v];
  }

  /** Puts the element of rank k between smaller and larger ones (Hoare). */
  private static void select(int[] a, int from, int to, int k, double[] key) {
    int lo = from;
    int hi = to;
    while (lo < hi) {
      double pivot = key[a[(lo + hi) >>> 1]];
      int i = lo;
      int j = hi;
      while (i <= j) {
        while (key[a[i]] < pivot) {
          i++;
        }
        while (key[a[j]] > pivot) {
          j--;
        }
        if (i <= j) {
          int swap = a[i];
          a[i++] = a[j];
          a[j--] = swap;
        }
      }
      if (k <= j) {
        hi = j;
      } else if (k >= i) {
        lo = i;
      } else {
        return;
      }
    }
  }

  @Override
  public double[] logDensity(double[][] x) {
    double[] out = new double[x[0].length];
    double[] point = new double[c.length];
    int[] stack = new int[2 * Integer.SIZE];
    for (int i = 0; i < out.length; i++) {
      for (int k = 0; k < point.length; k++) {
        point[k] = x[k][i] * inverse[k];
      }
      out[i] = logPeak + Math.log(Math.max(sum(point, stack), NodeGrid.FLOOR));
    }
    return out;
  }

  private double sum(double[] point, int[] stack) {
    double sum = 0;
    int top = 0;
    stack[top++] = 0;
    while (top > 0) {
      int v = stack[--top];
      if (start[v] == end[v]) {
        continue;
      }
      double most = Math.exp(-0.5 * nearest(v, point));
      double least = most - 2 * eps * sum > 0 ? Math.exp(-0.5 * farthest(v, point)) : 0;
      if (0.5 * (most - least) <= eps * sum) {
        sum += mass[v] * 0.5 * (most + least);
      } else if (2 * v + 2 < start.length) {
        boolean leftFirst = nearest(2 * v + 1, point) <= nearest(2 * v + 2, point);
        stack[top++] = leftFirst ? 2 * v + 2 : 2 * v + 1;
        stack[top++] = leftFirst ? 2 * v + 1 : 2 * v + 2;
      } else {
        sum += leaf(v, point);
      }
    }
    return sum;
  }

  private double leaf(int v, double[] point) {
    double sum = 0;
    for (int j = start[v]; j < end[v]; j++) {
      double q = 0;
      for (int k = 0; k < point.length; k++) {
        double s = point[k] - c[k][j];
        q += s * s;
      }
      sum += w[j] * Math.exp(-0.5 * q);
    }
    return sum;
  }

  private double nearest(int v, double[] point) {
    int d = point.length;
    double q = 0;
    for (int k = 0; k < d; k++) {
      double s = Math.max(0, Math.max(lower[v * d + k] - point[k], point[k] - upper[v * d + k]));
      q += s * s;
    }
    return q;
  }

  private double farthest(int v, double[] point) {
    int d = point.length;
    double q = 0;
    for (int k = 0; k < d; k++) {
      double s = Math.max(point[k] - lower[v * d + k], upper[v * d + k] - point[k]);
      q += s * s;
    }
    return q;
  }
}
