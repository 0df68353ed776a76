package wfr.math;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.L64X128Mix;

/**
 * Independent random streams addressed by a key (seed, replicate, purpose, step, block):
 *   key -> 256 bits -> an L64_X128_MIX generator (Steele and Vigna 2021, period 2^64 (2^128 - 1), passes BigCrush).
 * A stream is a value of its key: drawing it again gives the same numbers, whoever draws and in which order, so that
 * a run does not depend on the number of threads. The key words are absorbed one after the other by a bijective
 * 64-bit mixer (xor-shift-multiply, Stafford's variant 13), hence two keys differing in one word never absorb to one
 * state; the four seed words are squeezed from it by the SplitMix64 sequence.
 * Accuracy: two different keys meet in the 64-bit absorbed state with probability about n^2/2^65 over n streams.
 */
public final class RandomStreams {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** What a stream is used for; two purposes never share a stream. */
  public enum Purpose {
    /** Initial positions. */
    INITIAL,
    /** Brownian increments. */
    NOISE,
    /** Ancestors of a resampling. */
    RESAMPLING,
    /** Birth-death events and partners. */
    BIRTH_DEATH,
    /** Draws made for a check or a diagnostic, outside every solver. */
    DIAGNOSTIC
  }

  private final long base;

  /** Streams of a seed, replicate 0. */
  public RandomStreams(long seed) {
    this(seed, 0);
  }

  /** Streams of one replicate population of a seed. */
  public RandomStreams(long seed, long replicate) {
    base = absorb(absorb(0, seed), replicate);
  }

  /** The stream of a key, at its beginning. */
  public UniformRandomProvider stream(Purpose purpose, long step, long block) {
    long s = key(purpose, step, block);
    return new L64X128Mix(word(s, 1), word(s, 2), word(s, 3), word(s, 4));
  }

  /** The absorbed state of a key, from which a generator of the caller's own draws its {@link #word}s. */
  public long key(Purpose purpose, long step, long block) {
    return absorb(absorb(absorb(base, purpose.ordinal()), step), block);
  }

  /** Word k of the SplitMix64 sequence that starts at an absorbed state. */
  public static long word(long state, int k) {
    return mix(state + k * GOLDEN);
  }

  private static long absorb(long state, long word) {
    return mix(mix(state + GOLDEN) ^ mix(word + 2 * GOLDEN));
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
