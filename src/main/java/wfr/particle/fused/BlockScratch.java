package wfr.particle.fused;

/**
 * Buffers of one thread, five of which a stage touches at a time; each is a page, so that a step of a block stays in the first cache levels. The vector kernel starts its buffers at index
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
  final double[] noise = new double[LENGTH];

  /** V and V', from index 0. */
  final double[] potential = new double[SIZE];

  final double[] derivative = new double[SIZE];

  /** Cell of each particle, old or new, as the low bits of a double near 1.5 2^52. */
  final double[] cell = new double[LENGTH];

  /** What the table has for each particle; in the vector kernel then the bits of the change of its log-weight. */
  final long[] pair = new long[LENGTH];

  /** w f, the weight times the position in its cell. */
  final double[] share = new double[LENGTH];

  /** Largest size of a change, at index 0. */
  final double[] largest = new double[1];

  /** Of the scalar kernel: copies from index 0, and what its loops hand to one another. */
  final double[] x = new double[SIZE];

  final double[] w = new double[SIZE];
  final double[] place = new double[SIZE];
  final double[] fraction = new double[SIZE];
  final double[] change = new double[SIZE];
  final double[] mantissa = new double[BlockNormals.PAIRS];
  final double[] exponent = new double[BlockNormals.PAIRS];
  final double[] angle = new double[BlockNormals.PAIRS];

  /** Two copies of the deposit, taken in turn: sums of w and of w f per cell. */
  final double[] even;

  final double[] odd;

  BlockScratch(int nodes) {
    even = new double[2 * StepTable.length(nodes)];
    odd = new double[2 * StepTable.length(nodes)];
  }

  /** Node masses from the sums of w and w f of both copies: a cell keeps sum w (1 - f) and hands sum w f to the next; their sum. */
  double nodeMasses(double[] m) {
    double sum = 0;
    double carried = 0;
    for (int j = 0; j < m.length; j++) {
      double share = even[2 * j + 1] + odd[2 * j + 1];
      m[j] = even[2 * j] + odd[2 * j] - share + carried;
      carried = share;
      sum += m[j];
    }
    return sum;
  }
}
