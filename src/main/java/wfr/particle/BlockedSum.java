package wfr.particle;

/**
 * The kernel sum as it stands, N terms per point, in tiles of centres: O(N) memory, O(N^2 d) work for a population.
 * Accuracy: N roundings; terms below e^-745 of the peak vanish, a point that all centres miss gets {@link NodeGrid#FLOOR}.
 * Source: proofs-notes, E4B, E9N.
 */
final class BlockedSum implements KernelSum {
  private static final int TILE = 512;

  private double[][] centres;
  private double[] weights;
  private double[] inverse;
  private double logPeak;

  @Override
  public void prepare(double[][] c, double[] w, double[] bandwidth) {
    double total = KernelSum.total(w);
    int d = c.length;
    inverse = new double[d];
    centres = new double[d][w.length];
    for (int k = 0; k < d; k++) {
      inverse[k] = 1 / bandwidth[k];
      for (int j = 0; j < w.length; j++) {
        centres[k][j] = c[k][j] * inverse[k];
      }
    }
    weights = new double[w.length];
    for (int j = 0; j < w.length; j++) {
      weights[j] = w[j] / total;
    }
    logPeak = KernelSum.logPeak(bandwidth);
  }

  @Override
  public double[] logDensity(double[][] x) {
    double[] out = new double[x[0].length];
    int d = centres.length;
    double[] point = new double[d];
    double[] q = new double[TILE];
    for (int i = 0; i < out.length; i++) {
      for (int k = 0; k < d; k++) {
        point[k] = x[k][i] * inverse[k];
      }
      double sum = 0;
      for (int b = 0; b < weights.length; b += q.length) {
        int m = Math.min(q.length, weights.length - b);
        squares(point, b, m, q);
        sum += weighted(q, b, m);
      }
      out[i] = logPeak + Math.log(Math.max(sum, NodeGrid.FLOOR));
    }
    return out;
  }

  /** |point - c_j|^2 of a tile, one coordinate after the other. */
  private void squares(double[] point, int b, int m, double[] q) {
    java.util.Arrays.fill(q, 0, m, 0);
    for (int k = 0; k < point.length; k++) {
      double[] c = centres[k];
      double p = point[k];
      for (int j = 0; j < m; j++) {
        double s = p - c[b + j];
        q[j] += s * s;
      }
    }
  }

  private double weighted(double[] q, int b, int m) {
    double sum = 0;
    for (int j = 0; j < m; j++) {
      sum += weights[b + j] * Math.exp(-0.5 * q[j]);
    }
    return sum;
  }
}
