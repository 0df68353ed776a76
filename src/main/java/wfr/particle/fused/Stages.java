package wfr.particle.fused;

/** The stages that are scalar in every kernel: dependent addresses, and what happens rarely; o is where a buffer starts. */
final class Stages {
  private static final int SIZE = BlockScratch.SIZE;

  private Stages() {}

  /** The table's entry of each particle's cell. */
  static void pick(long[] table, double[] cell, int o, long[] pair) {
    for (int i = o; i < o + SIZE; i++) {
      pair[i] = table[(int) Double.doubleToRawLongBits(cell[i]) & table.length - 1];
    }
  }

  /**
   * Carries out what of a change d is beyond c = +- SMALL, w *= exp(d - c) and its share with it, and leaves c to the polynomial. A change that
   * is not a number counts as beyond and makes the weight one.
   *
   * @return by how much sum w^2 grows
   */
  static double far(double[] change, double[] share, int o, double[] w, int from) {
    double squares = 0;
    for (int i = 0; i < SIZE; i++) {
      double d = change[i];
      if (!(Math.abs(d) <= BlockKernel.SMALL)) {
        double c = Math.copySign(BlockKernel.SMALL, d);
        double e = Math.exp(d - c);
        double old = w[from + i];
        w[from + i] = old * e;
        share[o + i] *= e;
        change[i] = c;
        squares += w[from + i] * w[from + i] - old * old;
      }
    }
    return squares;
  }

  /** Adds w and w f to the sums of their cells, even particles to one copy and odd ones to the other. */
  static void deposit(
      double[] cell, double[] w, int from, double[] share, int o, double[] even, double[] odd) {
    int mask = even.length - 1;
    for (int i = 0; i < SIZE; i += 2) {
      int c = 2 * (int) Double.doubleToRawLongBits(cell[o + i]) & mask;
      even[c] += w[from + i];
      even[c + 1 & mask] += share[o + i];
      int d = 2 * (int) Double.doubleToRawLongBits(cell[o + i + 1]) & odd.length - 1;
      odd[d] += w[from + i + 1];
      odd[d + 1 & odd.length - 1] += share[o + i + 1];
    }
  }
}
