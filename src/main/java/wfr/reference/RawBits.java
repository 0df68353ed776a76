package wfr.reference;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import wfr.math.RandomStreams;
import wfr.math.RandomStreams.Purpose;
import wfr.particle.fused.BlockNormals;

/**
 * The raw numbers behind the normals of the fused particles as bytes, little end first, for a battery of tests that reads a stream:
 *   blocks   all numbers of blocks 0 .. 1953 of step 0, then of step 1, ..: the order in which a run of 1e6 particles draws them;
 *   seeds    of the same keys the first number of each of the eight lanes only, so that neighbours come from different seeds: what
 *            is tested is the keying.
 * Ends when the reader closes or after so many bytes.
 */
public final class RawBits {
  private static final int BLOCKS_PER_STEP = 1954;
  private static final int LANES = 8;
  private static final int NUMBERS = BlockNormals.SIZE / 2;

  private RawBits() {}

  /**
   * Writes.
   *
   * @param seed of the streams
   * @param order blocks or seeds
   * @param bytes at most so many, rounded up to whole blocks
   * @param out where to
   */
  public static void write(long seed, String order, long bytes, OutputStream out)
      throws IOException {
    int perKey =
        switch (order) {
          case "blocks" -> NUMBERS;
          case "seeds" -> LANES;
          default -> throw new IllegalArgumentException("order must be blocks or seeds: " + order);
        };
    RandomStreams streams = new RandomStreams(seed);
    long[] seeds = new long[4 * LANES];
    long[] numbers = new long[NUMBERS];
    ByteBuffer bytesOut =
        ByteBuffer.allocate(Long.BYTES * perKey * BLOCKS_PER_STEP).order(ByteOrder.LITTLE_ENDIAN);
    LongBuffer words = bytesOut.asLongBuffer();
    long written = 0;
    for (long step = 0; written < bytes; step++) {
      words.clear();
      for (int block = 0; block < BLOCKS_PER_STEP; block++) {
        BlockNormals.bits(streams.key(Purpose.NOISE, step, block), seeds, numbers);
        words.put(numbers, 0, perKey);
      }
      out.write(bytesOut.array());
      written += bytesOut.capacity();
    }
    out.flush();
  }
}
