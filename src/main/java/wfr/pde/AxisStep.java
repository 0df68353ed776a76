package wfr.pde;

import wfr.math.TridiagonalBatch;
import wfr.model.TransportScheme;

/**
 * Transport along one axis of a tensor grid over a fixed time: {@link FokkerPlanckStep} for all lines at once, entry (i, k) of line k at i m + k.
 *   backward-euler   (I - dt A) u' = u;      tr-bdf2   as in FokkerPlanckStep, with its conservative limiter where a cell would lose its mass.
 * Accuracy: componentwise relative, a few cells x ulp. Source: proofs-notes, G2, G2P.
 */
final class AxisStep {
  private static final double KEEP = 1e-3;
  private static final double GAMMA = 2 - Math.sqrt(2);

  private final int m;
  private final int size;
  private final double[] left;
  private final double[] right;
  private final TridiagonalBatch euler;
  private final TridiagonalBatch stage;
  private final double[] u;
  private final double[] mid;
  private long limitedSteps;

  /**
   * @param left dt kappa/p towards the previous entry, 0 in the first row
   * @param right dt kappa/p towards the next entry, 0 in the last row
   */
  AxisStep(double[] left, double[] right, int lines, TransportScheme scheme) {
    this.left = left;
    this.right = right;
    m = lines;
    size = left.length;
    boolean second = scheme == TransportScheme.TR_BDF2;
    euler = new TridiagonalBatch(left, right, m);
    stage = second ? new TridiagonalBatch(scaled(left), scaled(right), m) : null;
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

  long limitedSteps() {
    return limitedSteps;
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

  /** mid = u + c dt A u, row by row. */
  private void explicitStage() {
    double c0 = 0.5 * GAMMA;
    for (int row = 0; row < size; row += m) {
      int up = row == 0 ? 0 : m;
      int down = row == size - m ? 0 : m;
      for (int c = row; c < row + m; c++) {
        mid[c] = u[c] + c0 * (right[c] * (u[c + down] - u[c]) - left[c] * (u[c] - u[c - up]));
      }
    }
  }

  /** Backward Euler plus the limited difference of the time-integrated fluxes (Zalesak 1979), as FokkerPlanckStep. */
  private void limitFluxes(double[] b) {
    limitedSteps++;
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
      int east = c + m < size ? c + m : c;
      int west = c >= m ? c - m : c;
      double loss =
          Math.max(0, right[c] * (difference[c] - difference[east]))
              + Math.max(0, left[c] * (difference[c] - difference[west]));
      affordable[c] = loss > 0 ? Math.min(1, (1 - KEEP) * low[c] / loss) : 1;
    }
    for (int c = 0; c < size; c++) {
      int east = c + m < size ? c + m : c;
      int west = c >= m ? c - m : c;
      double fromEast = right[c] * (difference[east] - difference[c]);
      double fromWest = left[c] * (difference[west] - difference[c]);
      b[c] =
          low[c]
              + affordable[fromEast > 0 ? east : c] * fromEast
              + affordable[fromWest > 0 ? west : c] * fromWest;
    }
  }
}
