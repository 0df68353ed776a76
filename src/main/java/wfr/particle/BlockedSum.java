package wfr.particle;

import java.util.Arrays;
import wfr.operation.ParticleOperations.KernelLogDensity;

/**
 * The kernel sum as it stands, N terms per point, in tiles of centres: O(N) memory, O(N^2 d) work for a population.
 * Accuracy: N roundings; terms below e^-745 of the peak vanish, a point that all centres miss gets {@link NodeGrid#FLOOR}.
 * Source: proofs-notes, E4B, E9N.
 */
final class BlockedSum {
  private static final int TILE = 512;

  private final double[][] centres;
  private final double[] weights;
  private final double[] q = new double[TILE];

  private BlockedSum(KernelLogDensity call) {
    centres = KernelSums.scaled(call.centres(), call.bandwidth());
    weights = KernelSums.normalised(call.weights());
  }

  /** The sum at the points of a call. */
  static double[] logDensity(KernelLogDensity call) {
    return KernelSums.logarithm(call, new BlockedSum(call)::sum);
  }

  private double sum(double[] point) {
    double sum = 0;
    for (int b = 0; b < weights.length; b += TILE) {
      int m = Math.min(TILE, weights.length - b);
      squares(point, b, m);
      for (int j = 0; j < m; j++) {
        sum += weights[b + j] * Math.exp(-0.5 * q[j]);
      }
    }
    return sum;
  }

  /** |point - c_j|^2 of a tile, one coordinate after the other. */
  private void squares(double[] point, int b, int m) {
    Arrays.fill(q, 0, m, 0);
    for (int k = 0; k < point.length; k++) {
      double[] c = centres[k];
      double p = point[k];
      for (int j = 0; j < m; j++) {
        double s = p - c[b + j];
        q[j] += s * s;
      }
    }
  }
}
