package wfr.particle;

import java.util.Arrays;
import wfr.operation.ParticleOperations.KernelLogDensity;

/**
 * The kernel sum by a k-d tree with a guaranteed relative error eps. In coordinates divided by the bandwidth a node of total weight W lies in a box at distances
 * r_min .. r_max from the point, so that its share of the sum lies between W e^{-r_max^2/2} and W e^{-r_min^2/2}. Let S be the sum of what has been taken so far, a lower bound of the
 * whole. A node is replaced by the middle of its range as soon as half its width, W (e^{-r_min^2/2} - e^{-r_max^2/2})/2, is at most eps W S; as the weights sum to 1, all replacements together err by
 * at most eps S, that is eps times the sum. Otherwise it is opened, nearer child first, or summed if it is a leaf.
 * Special cases: eps = 0 opens whatever does not underflow. Accuracy: eps plus N roundings.
 * Source: Gray and Moore 2003 (single tree, bounds by boxes); proofs-notes, E9N.
 */
final class TreeSum {
  private static final int LEAF = 16;

  private final double eps;
  private final double[][] c;
  private final double[] w;
  private final int[] stack = new int[2 * Integer.SIZE];

  /** Node v: children 2v + 1, 2v + 2; particles start[v] .. end[v] - 1; box by coordinate. */
  private final int[] start;

  private final int[] end;
  private final double[] mass;
  private final double[][] lower;
  private final double[][] upper;

  private TreeSum(KernelLogDensity call, double eps) {
    this.eps = eps;
    double[][] centres = KernelSums.scaled(call.centres(), call.bandwidth());
    int n = centres[0].length;
    int leaves = 1;
    while (leaves * LEAF < n) {
      leaves *= 2;
    }
    int nodes = 2 * leaves - 1;
    start = new int[nodes];
    end = new int[nodes];
    mass = new double[nodes];
    lower = new double[nodes][centres.length];
    upper = new double[nodes][centres.length];
    int[] order = new int[n];
    Arrays.setAll(order, j -> j);
    end[0] = n;
    for (int v = 0; v < nodes; v++) {
      box(v, order, centres);
      if (2 * v + 2 < nodes) {
        split(v, order, centres);
      }
    }
    c = Population.gathered(centres, order);
    w = Population.gathered(new double[][] {KernelSums.normalised(call.weights())}, order)[0];
    for (int v = 0; v < nodes; v++) {
      for (int j = start[v]; j < end[v]; j++) {
        mass[v] += w[j];
      }
    }
  }

  /** The sum at the points of a call with a relative error. */
  static double[] logDensity(KernelLogDensity call, double eps) {
    return KernelSums.logarithm(call, new TreeSum(call, eps)::sum);
  }

  private void box(int v, int[] order, double[][] x) {
    Arrays.fill(lower[v], Double.POSITIVE_INFINITY);
    Arrays.fill(upper[v], Double.NEGATIVE_INFINITY);
    for (int k = 0; k < x.length; k++) {
      for (int j = start[v]; j < end[v]; j++) {
        lower[v][k] = Math.min(lower[v][k], x[k][order[j]]);
        upper[v][k] = Math.max(upper[v][k], x[k][order[j]]);
      }
    }
  }

  /** Halves of equal count along the widest side of the box. */
  private void split(int v, int[] order, double[][] x) {
    int axis = 0;
    for (int k = 1; k < x.length; k++) {
      if (upper[v][k] - lower[v][k] > upper[v][axis] - lower[v][axis]) {
        axis = k;
      }
    }
    int middle = (start[v] + end[v]) >>> 1;
    select(order, start[v], end[v] - 1, middle, x[axis]);
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

  private double sum(double[] point) {
    double sum = 0;
    int top = 0;
    stack[top++] = 0;
    while (top > 0) {
      int v = stack[--top];
      if (start[v] == end[v]) {
        continue;
      }
      double most = Math.exp(-0.5 * distance(false, v, point));
      double least = most - 2 * eps * sum > 0 ? Math.exp(-0.5 * distance(true, v, point)) : 0;
      if (0.5 * (most - least) <= eps * sum) {
        sum += mass[v] * 0.5 * (most + least);
      } else if (2 * v + 2 < start.length) {
        boolean leftFirst = distance(false, 2 * v + 1, point) <= distance(false, 2 * v + 2, point);
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

  /** Squared, of a point from the nearest or the farthest point of a box. */
  private double distance(boolean farthest, int v, double[] point) {
    double q = 0;
    for (int k = 0; k < point.length; k++) {
      double below = lower[v][k] - point[k];
      double above = point[k] - upper[v][k];
      double s = farthest ? Math.max(-below, -above) : Math.max(0, Math.max(below, above));
      q += s * s;
    }
    return q;
  }
}
