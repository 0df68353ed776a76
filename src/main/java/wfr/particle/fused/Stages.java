package wfr.particle.fused;

/** The stages that are scalar in every kernel: dependent addresses, and what happens rarely; o is where a buffer starts. */
final class Stages {
  private static final int SIZE = BlockScratch.SIZE;

  private Stages() {}

  /** change_i = A_c + f_i (A_{c+1} - A_c). */
  static void lookUp(
      double[] value, double[] slope, long[] cell, double[] fraction, double[] change, int o) {
    for (int i = o; i < o + SIZE; i++) {
      int c = (int) cell[i] & value.length - 1;
      change[i] = value[c] + fraction[i] * slope[c & slope.length - 1];
    }
  }

  /** Carries out the changes the polynomial does not cover, and clears them. */
  static void reactFar(double[] change, int o, double[] w, int from) {
    for (int i = 0; i < SIZE; i++) {
      if (!(Math.abs(change[o + i]) <= BlockKernel.SMALL)) {
        w[from + i] *= Math.exp(change[o + i]);
        change[o + i] = 0;
      }
    }
  }

  /** Adds the shares to the pairs of their cells, even particles to one copy and odd ones to the other. */
  static void deposit(
      long[] cell, double[] left, double[] right, int o, double[] even, double[] odd) {
    int mask = even.length - 1;
    for (int i = o; i < o + SIZE; i += 2) {
      int c = 2 * (int) cell[i] & mask;
      even[c] += left[i];
      even[c + 1 & mask] += right[i];
      int d = 2 * (int) cell[i + 1] & odd.length - 1;
      odd[d] += left[i + 1];
      odd[d + 1 & odd.length - 1] += right[i + 1];
    }
  }
}
