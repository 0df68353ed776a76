package wfr.particle.fused;

/** Buffers of one thread: about 40 kB in all, of which a stage touches three or four at a time. */
final class BlockScratch {
  static final int SIZE = BlockNormals.SIZE;

  final long[] seeds = new long[4 * BlockNormals.LANES];
  final long[] bits = new long[BlockNormals.NUMBERS];
  final double[] mantissa = new double[SIZE / 2];
  final double[] exponent = new double[SIZE / 2];
  final double[] angle = new double[SIZE / 2];
  final double[] first = new double[SIZE / 2];
  final double[] second = new double[SIZE / 2];
  final double[] place = new double[SIZE];
  final double[] noise = new double[SIZE];
  final double[] x = new double[SIZE];
  final double[] w = new double[SIZE];
  final double[] potential = new double[SIZE];
  final double[] derivative = new double[SIZE];

  /** Cell of each particle as the low bits of a double near 2^52; position in the cell; change of the log-weight. */
  final long[] cell = new long[SIZE];

  final double[] fraction = new double[SIZE];

  /** The same of the new position. */
  final long[] next = new long[SIZE];

  final double[] share = new double[SIZE];
  final double[] change = new double[SIZE];
  final double[] left = new double[SIZE];
  final double[] right = new double[SIZE];

  /** Two copies of the deposit pairs, taken in turn. */
  final double[] even;

  final double[] odd;

  BlockScratch(int nodes) {
    even = new double[StepTable.pairsLength(nodes)];
    odd = new double[StepTable.pairsLength(nodes)];
  }
}
