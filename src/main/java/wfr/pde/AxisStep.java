package wfr.pde;

import wfr.math.TridiagonalSystem;
import wfr.model.TransportScheme;

/**
 * Transport along one axis of a grid over a fixed time, all its lines at once: entry i of line k at i m + k, neighbours modulo the length (couplings over an open end are 0).
 *   backward-euler   (I - dt A) u' = u;
 *   tr-bdf2   (I - c dt A) u* = (I + c dt A) u,   (I - c dt A) u' = (u* - (1-g)^2 u)/(g (2-g)),   g = 2 - sqrt 2, c = g/2.
 * Where tr-bdf2 would leave a cell without mass (in practice far tails in the first steps) the step is backward Euler plus the flux difference, limited so that no cell gives away more
 * than it has: conservative and positive for every dt, order 2 where the limiter rests.
 * Accuracy: componentwise relative, a few cells x ulp (no subtraction; {@link TridiagonalSystem}). Source: proofs-notes, G2, G2P.
 */
final class AxisStep {
  private static final double KEEP = 1e-3;
  private static final double GAMMA = 2 - Math.sqrt(2);

  private final int m;
  private final int size;
  private final double[] left;
  private final double[] right;
  private final TridiagonalSystem euler;
  private final TridiagonalSystem stage;
  private final double[] u;
  private final double[] mid;
  private long limited;

  /**
   * @param left dt kappa/p towards the entry before, 0 over an open end
   * @param right dt kappa/p towards the entry after, 0 over an open end
   * @param lines m
   * @param scheme stepper
   */
  AxisStep(double[] left, double[] right, int lines, TransportScheme scheme) {
    this.left = left;
    this.right = right;
    m = lines;
    size = left.length;
    boolean second = scheme == TransportScheme.TR_BDF2;
    euler = new TridiagonalSystem(left, right, m);
    stage = second ? new TridiagonalSystem(scaled(left), scaled(right), m) : null;
    u = second ? new double[size] : null;
    mid = second ? new double[size] : null;
  }

  private static double[] scaled(double[] rate) {
    double[] out = new double[rate.length];
    for (int c = 0; c < out.length; c++) {
      out[c] = 0.5 * GAMMA * rate[c];
    }
    return out;
  }

  /** Steps in which the flux limiter acted. */
  long limited() {
    return limited;
  }

  /** log u to log u' by backward Euler. */
  void advanceLogarithms(double[] h) {
    euler.solveLogarithms(h);
  }

  /** u to u'. */
  void advance(double[] b) {
    if (stage == null) {
      euler.solve(b);
      return;
    }
    System.arraycopy(b, 0, u, 0, size);
    explicitStage();
    stage.solve(mid);
    double scale = 1 / (GAMMA * (2 - GAMMA));
    double old = (1 - GAMMA) * (1 - GAMMA);
    for (int c = 0; c < size; c++) {
      b[c] = scale * (mid[c] - old * u[c]);
    }
    stage.solve(b);
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < size; c++) {
      least = Math.min(least, b[c]);
    }
    if (!(least > 0)) {
      limitFluxes(b);
    }
  }

  /** mid = u + c dt A u. */
  private void explicitStage() {
    firstOrLast(0);
    for (int c = m; c < size - m; c++) {
      double flux = right[c] * (u[c + m] - u[c]) - left[c] * (u[c] - u[c - m]);
      mid[c] = u[c] + 0.5 * GAMMA * flux;
    }
    firstOrLast(size - m);
  }

  private void firstOrLast(int row) {
    for (int c = row; c < row + m; c++) {
      double flux = right[c] * (u[after(c)] - u[c]) - left[c] * (u[c] - u[before(c)]);
      mid[c] = u[c] + 0.5 * GAMMA * flux;
    }
  }

  private int before(int c) {
    return c >= m ? c - m : c - m + size;
  }

  private int after(int c) {
    return c + m < size ? c + m : c + m - size;
  }

  /**
   * Backward Euler plus the limited difference of the time-integrated fluxes (Zalesak 1979): a cell that would give away more than it
   * has gives every neighbour the same fraction. Conservative, positive, the identity where no cell is drained.
   * Fluxes of tr-bdf2 weigh its stages by sqrt(2)/4, sqrt(2)/4, 1 - sqrt(2)/2.
   */
  private void limitFluxes(double[] b) {
    limited++;
    double wEnd = 0.5 * GAMMA;
    double wMid = 0.5 * (1 - wEnd);
    double[] low = u.clone();
    euler.solve(low);
    double[] difference = new double[size];
    for (int c = 0; c < size; c++) {
      difference[c] = wMid * (u[c] + mid[c]) + wEnd * b[c] - low[c];
    }
    double[] affordable = new double[size];
    for (int c = 0; c < size; c++) {
      double loss =
          Math.max(0, right[c] * (difference[c] - difference[after(c)]))
              + Math.max(0, left[c] * (difference[c] - difference[before(c)]));
      affordable[c] = loss > 0 ? Math.min(1, (1 - KEEP) * low[c] / loss) : 1;
    }
    for (int c = 0; c < size; c++) {
      int after = after(c);
      int before = before(c);
      double fromAfter = right[c] * (difference[after] - difference[c]);
      double fromBefore = left[c] * (difference[before] - difference[c]);
      b[c] =
          low[c]
              + affordable[fromAfter > 0 ? after : c] * fromAfter
              + affordable[fromBefore > 0 ? before : c] * fromBefore;
    }
  }
}
