package wfr.particle.fused;

/**
 * Buffers of one thread, of which a stage touches three or four at a time. The vector kernel starts its buffers at index
 * {@link #PAD}: an array's first entry lies 16 bytes behind the object, so with objects aligned to 64 bytes (java
 * -XX:ObjectAlignmentInBytes=64, which the launcher sets for measurements) entry 6 begins a cache line, and a vector of eight doubles that crosses
 * lines costs 1.7 times one that does not. Without that option the results are the same.
 */
final class BlockScratch {
  static final int SIZE = BlockNormals.SIZE;
  static final int PAD = 6;
  private static final int LENGTH = PAD + SIZE;

  final long[] seeds = new long[4 * BlockNormals.LANES];
  final long[] bits = new long[PAD + BlockNormals.NUMBERS];
  final double[] mantissa = new double[SIZE / 2];
  final double[] exponent = new double[SIZE / 2];
  final double[] angle = new double[SIZE / 2];
  final double[] first = new double[SIZE / 2];
  final double[] second = new double[SIZE / 2];
  final double[] place = new double[LENGTH];
  final double[] noise = new double[LENGTH];
  final double[] x = new double[LENGTH];
  final double[] w = new double[LENGTH];
  final double[] potential = new double[LENGTH];
  final double[] derivative = new double[LENGTH];

  /** Cell of each particle as the low bits of a double near 2^52; position in the cell; change of the log-weight. */
  final long[] cell = new long[LENGTH];

  final double[] fraction = new double[LENGTH];

  /** The same of the new position. */
  final long[] next = new long[LENGTH];

  final double[] share = new double[LENGTH];
  final double[] change = new double[LENGTH];
  final double[] left = new double[LENGTH];
  final double[] right = new double[LENGTH];

  /** Two copies of the deposit pairs, taken in turn. */
  final double[] even;

  final double[] odd;

  BlockScratch(int nodes) {
    even = new double[StepTable.pairsLength(nodes)];
    odd = new double[StepTable.pairsLength(nodes)];
  }
}
