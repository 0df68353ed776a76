package wfr.pde;

import java.util.Arrays;
import wfr.math.BernoulliFunction;
import wfr.math.TridiagonalSystem;
import wfr.model.WfrProblem;

/**
 * {@link FusedGrid} in the plane on n x n nodes: backward Euler along one axis, then along the other, and the reaction. An elimination runs over all lines
 * at once, entry (i, k) of line k at i n + k, so that vectors lie across the lines and no access is strided: the second axis needs the transpose. The state
 * stays transposed after a step and the next one takes the axes in the other order: one transposition a step, in tiles.
 */
public final class FusedPlane {
  /** Side of a tile: two tiles of doubles are in the first-level cache, and a row of one is a cache line. */
  private static final int TILE = 8;

  private final GridKernel kernel;
  private final int n;
  private final TridiagonalSystem[] sweeps = new TridiagonalSystem[2];
  private final double[][] target;
  private final double om;
  private double[] u;
  private double[] work;
  private double z = 1;
  private int layout;

  /**
   * At time 0.
   *
   * @param problem two-dimensional, on a box
   * @param nodes n of each axis, at least 3
   * @param dt step
   * @param kernel auto, scalar or vector
   */
  public FusedPlane(WfrProblem problem, int nodes, double dt, String kernel) {
    this.kernel = FusedGrid.kernel(kernel);
    n = nodes;
    double[] h = new double[2];
    double[] lower = new double[2];
    for (int axis = 0; axis < 2; axis++) {
      lower[axis] = problem.domain().lower()[axis];
      h[axis] = (problem.domain().upper()[axis] - lower[axis]) / (n - 1);
    }
    double[] v = new double[n * n];
    u = new double[n * n];
    work = new double[n * n];
    double[] pi = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double[] x = {lower[0] + i * h[0], lower[1] + j * h[1]};
        v[i * n + j] = problem.potential().value(x);
        pi[i * n + j] = Math.exp(-v[i * n + j]);
        u[i * n + j] = Math.exp(problem.initial().logDensity(x));
      }
    }
    double piSum = Arrays.stream(pi).sum();
    double rhoSum = Arrays.stream(u).sum();
    for (int c = 0; c < n * n; c++) {
      pi[c] /= piSum;
      u[c] /= rhoSum * Math.max(pi[c], FusedGrid.FLOOR);
    }
    target = new double[][] {pi, transposed(pi)};
    sweeps[0] = lines(v, problem.diffusivity() * dt / (h[0] * h[0]));
    sweeps[1] = lines(transposed(v), problem.diffusivity() * dt / (h[1] * h[1]));
    om = -Math.expm1(-problem.reactionRate() * dt);
  }

  private TridiagonalSystem lines(double[] v, double k) {
    double[] l = new double[n * n];
    double[] r = new double[n * n];
    for (int c = 0; c < n * n; c++) {
      l[c] = c < n ? 0 : k * BernoulliFunction.of(v[c - n] - v[c]);
      r[c] = c >= n * (n - 1) ? 0 : k * BernoulliFunction.of(v[c + n] - v[c]);
    }
    return new TridiagonalSystem(l, r, n);
  }

  private double[] transposed(double[] a) {
    double[] b = new double[a.length];
    transpose(a, b, n);
    return b;
  }

  private static void transpose(double[] a, double[] b, int n) {
    int whole = n - n % TILE;
    for (int i = 0; i < whole; i += TILE) {
      for (int j = 0; j < whole; j += TILE) {
        tile(a, b, n, i, j);
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = i < whole ? whole : 0; j < n; j++) {
        b[j * n + i] = a[i * n + j];
      }
    }
  }

  /** Eight rows at a time: every index is linear in the loop's, so its range is checked once, before the loop. */
  private static void tile(double[] a, double[] b, int n, int i, int j) {
    int r0 = i * n + j;
    int r1 = r0 + n;
    int r2 = r1 + n;
    int r3 = r2 + n;
    int r4 = r3 + n;
    int r5 = r4 + n;
    int r6 = r5 + n;
    int r7 = r6 + n;
    int to = j * n + i;
    for (int l = 0; l < TILE; l++) {
      b[to] = a[r0 + l];
      b[to + 1] = a[r1 + l];
      b[to + 2] = a[r2 + l];
      b[to + 3] = a[r3 + l];
      b[to + 4] = a[r4 + l];
      b[to + 5] = a[r5 + l];
      b[to + 6] = a[r6 + l];
      b[to + 7] = a[r7 + l];
      to += n;
    }
  }

  /** Makes steps. */
  public void advance(int steps) {
    for (int k = 0; k < steps; k++) {
      kernel.sweep(sweeps[layout], 1 / z, u);
      transpose(u, work, n);
      double[] swap = u;
      u = work;
      work = swap;
      layout = 1 - layout;
      kernel.sweep(sweeps[layout], 1, u);
      z = kernel.react(om, target[layout], u);
    }
    if (!(z > 0 && z < Double.POSITIVE_INFINITY)) {
      throw new ArithmeticException("the mass must be > 0 and finite: " + z);
    }
  }

  /** Node masses, normalised; node (i, j) at i n + j. */
  public double[] masses() {
    double[] m = new double[u.length];
    for (int c = 0; c < m.length; c++) {
      m[c] = target[layout][c] * u[c] / z;
    }
    return layout == 0 ? m : transposed(m);
  }

  /** Distance of the node masses to the target's: sum |m - pi|. */
  public double distance() {
    double[] m = masses();
    double sum = 0;
    for (int c = 0; c < m.length; c++) {
      sum += Math.abs(m[c] - target[0][c]);
    }
    return sum;
  }

  /** Name of the kernel in use. */
  public String kernel() {
    return kernel.name();
  }
}
