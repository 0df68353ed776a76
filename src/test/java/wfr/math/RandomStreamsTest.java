package wfr.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {
  /** The odd number next to 2^64 over the golden ratio. */
  private static final long INCREMENT = 0x9E3779B97F4A7C15L;

  @Test
  void stream_repeatsExactly_forTheSameKey() {
    for (RandomStreams.Purpose purpose : RandomStreams.Purpose.values()) {
      var a = new RandomStreams(5, 2).stream(purpose, 3, 4);
      var b = new RandomStreams(5, 2).stream(purpose, 3, 4);
      for (int i = 0; i < 100; i++) {
        assertEquals(a.nextLong(), b.nextLong());
      }
    }
  }

  /** Mixing of SplitMix64, as the JDK has it: the first number of its generator is the mix of seed plus increment. */
  private static long mix(long z) {
    return new SplittableRandom(z - INCREMENT).nextLong();
  }

  private static long absorb(long state, long word) {
    return mix(mix(state + INCREMENT) ^ mix(word + 2 * INCREMENT));
  }

  /** A seed means the same numbers in every version: words and keys by the JDK's SplitMix64. */
  @Test
  void keysAndWords_areThoseOfSplitMix64() {
    for (long state : new long[] {0, 1, -7, 1L << 63, 0x123456789ABCDEFL}) {
      SplittableRandom sequence = new SplittableRandom(state);
      for (int k = 1; k <= 5; k++) {
        assertEquals(sequence.nextLong(), RandomStreams.word(state, k));
      }
    }
    long expected = absorb(absorb(0, 42), 7);
    RandomStreams.Purpose purpose = RandomStreams.Purpose.RESAMPLING;
    for (long word : new long[] {purpose.ordinal(), 5, 9}) {
      expected = absorb(expected, word);
    }
    assertEquals(expected, new RandomStreams(42, 7).key(purpose, 5, 9));
  }

  /** Two equal first numbers among 6480 would have probability about 1e-12: a repeat is a defect of the key. */
  @Test
  void stream_differs_inEachComponentOfTheKey() {
    Set<Long> first = new HashSet<>();
    int keys = 0;
    for (long seed : new long[] {0, 1, 2, -1, 1L << 32, 1L << 63}) {
      for (int replicate = 0; replicate < 6; replicate++) {
        RandomStreams streams = new RandomStreams(seed, replicate);
        for (RandomStreams.Purpose purpose : RandomStreams.Purpose.values()) {
          for (int step = 0; step < 6; step++) {
            for (int block = 0; block < 6; block++) {
              first.add(streams.stream(purpose, step, block).nextLong());
              keys++;
            }
          }
        }
      }
    }
    assertEquals(keys, first.size());
    assertTrue(keys > 0);
  }
}
