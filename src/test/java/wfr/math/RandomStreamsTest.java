package wfr.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {
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
