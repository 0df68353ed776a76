package wfr.particle.fused;

import java.util.function.DoubleUnaryOperator;
import wfr.math.RandomStreams;

/**
 * The 512 standard normals of one key (seed, replicate, purpose, step, block), by Box and Muller: for uniforms u, v
 *   z = r cos(2 pi v) = r (1 - 2 s^2),   z' = r sin(2 pi v) = 2 r s c,   r = sqrt(-2 log u), s = sin(pi v), c = cos(pi v).
 * Bits: eight lanes of xoshiro256++ (Blackman and Vigna 2021; passes BigCrush), lane l seeded with the words 4 l + 1 ..
 * 4 l + 4 of the key's SplitMix64 sequence; number 8 n + l is output n of lane l. Eight whatever the hardware: a vector of
 * four works on the lanes in two groups and draws the same numbers.
 * Numbers 16 k + l and 16 k + 8 + l make two pairs, 16 k + l from their high halves and 16 k + 8 + l from their low ones: the
 * upper 31 bits of the first half are a, those of the second, with sign, are b, and
 *   u = fl(fl(a) + 1/2) 2^-31,   v = fl(b) 2^-32,   fl rounding to single precision, of which a register holds most.
 * Where a is below 2^13 (once in 2^18 pairs) another word of the key continues its digits, so that the tail has 83 bits and
 * reaches 10.7 standard deviations.
 * log, sin and cos are polynomials without a table: gathers are what keeps such loops from vector registers.
 * Accuracy: P(r > t) is right to a factor 1 +- 2^-23, that of the rounding of u; and |error of z| is at most {@link #BOUND} r for
 * these u and v.   Source: Box and Muller 1958; proofs-notes, E13.
 */
public final class BlockNormals {
  /** Normals per key. */
  public static final int SIZE = 512;

  /**
   * Largest error of a normal over its r, in units e = 2^-24 of single precision. P comes with 3 e (2 by rounding, 0.6 by interpolation), f P with 4 e; k log 2
   * with 1 e of at most 22, and where k = 1 cancels what is left of both is at least 0.37 of 0.69: -log u to 9 e relative, its root to 5 e,
   * r to 7 e with its factor and product. Sine: s to 4 e relative; z/r = 1 - 2 s^2 to 16 e and 1 e, z'/r = 2 s c to 4 e, 4 e for c and 2 e.
   */
  public static final double BOUND = 24 * 0x1p-24;

  static final int LANES = 8;
  static final int NUMBERS = SIZE / 2;

  /** Pair p makes normals p and PAIRS + p. */
  static final int PAIRS = SIZE / 2;

  static final int RADIUS_BITS = 31;

  /** Below this a the uniform is continued. */
  static final int RARE = 1 << 13;

  /** Bits of the lower end 0.6875 of the mantissa's range: u 2^31 = 2^k (1 + f), 1 + f in [0.6875, 1.375). */
  static final int MANTISSA_LOW = 0x3F30_0000;

  static final int EXPONENT_MASK = 0xFF80_0000;
  static final double LN2 = 0.6931471805599453;

  /** From b to v. */
  static final double TO_ANGLE = 0x1p-32;

  /** log(1 + f) = f P(f) on [-5/16, 3/8], degree 8, from the constant upwards: the interpolation errs by 3.6e-8. */
  static final double[] LOG = interpolate(f -> StrictMath.log1p(f) / f, -5.0 / 16, 3.0 / 8, 9);

  /** sin(pi v) = v S(v^2), degree 4: errs by 7e-9. */
  static final double[] SIN =
      interpolate(y -> StrictMath.sin(Math.PI * Math.sqrt(y)) / Math.sqrt(y), 0, 0.25, 5);

  /** cos(pi v) = C(v^2), degree 4: errs by 4.8e-8. */
  static final double[] COS = interpolate(y -> StrictMath.cos(Math.PI * Math.sqrt(y)), 0, 0.25, 5);

  private BlockNormals() {}

  /** State word j of lane l into seeds[8 j + l]. */
  static void seed(long key, long[] seeds) {
    for (int l = 0; l < LANES; l++) {
      for (int j = 0; j < 4; j++) {
        seeds[LANES * j + l] = RandomStreams.word(key, 4 * l + j + 1);
      }
    }
  }

  /** The 256 numbers of a key into out from index 0; seeds is scratch. */
  public static void bits(long key, long[] seeds, long[] out) {
    seed(key, seeds);
    for (int l = 0; l < LANES; l++) {
      lane(seeds, l, out);
    }
  }

  private static void lane(long[] seeds, int l, long[] out) {
    long s0 = seeds[l];
    long s1 = seeds[LANES + l];
    long s2 = seeds[2 * LANES + l];
    long s3 = seeds[3 * LANES + l];
    for (int i = l; i < NUMBERS; i += LANES) {
      out[i] = Long.rotateLeft(s0 + s3, 23) + s0;
      long t = s1 << 17;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= t;
      s3 = Long.rotateLeft(s3, 45);
    }
  }

  /** The half of a number of which pair p takes its radius (0) or its angle (1); the numbers start at index o. */
  static int half(long[] bits, int o, int p, int which) {
    long number = bits[o + 16 * (p / 16) + LANES * which + p % LANES];
    return (int) (p % 16 < LANES ? number >> 32 : number);
  }

  /** Replaces the normals of pairs with a below 2^13 by those of the continued uniform; numbers and normals start at index o. */
  static void continueTails(long key, BlockScratch s, int o) {
    for (int p = 0; p < PAIRS; p++) {
      if (half(s.bits, o, p, 0) >>> 1 < RARE) {
        s.noise[o + p] = exact(key, s.bits, o, p);
        s.noise[o + PAIRS + p] = exact(key, s.bits, o, PAIRS + p);
      }
    }
  }

  /** Normal i of a key, whose numbers start at index o, from the library's functions; the definition the loops are tested against. */
  static double exact(long key, long[] bits, int o, int i) {
    int p = i % PAIRS;
    double angle = 2 * Math.PI * TO_ANGLE * (float) half(bits, o, p, 1);
    return radius(key, p, half(bits, o, p, 0) >>> 1)
        * (i < PAIRS ? StrictMath.cos(angle) : StrictMath.sin(angle));
  }

  /** r of pair p. */
  static double radius(long key, int p, int a) {
    double u = (float) a + 0.5f;
    if (a < RARE) {
      u = a + ((RandomStreams.word(key, 4 * LANES + 1 + p) >>> 12) + 0.5) * 0x1p-52;
    }
    return Math.sqrt(-2 * (StrictMath.log(u) - RADIUS_BITS * LN2));
  }

  /** The polynomial through f at the n Chebyshev nodes of [a, b], from the constant upwards. */
  private static double[] interpolate(DoubleUnaryOperator f, double a, double b, int n) {
    double[] node = new double[n];
    double[] d = new double[n];
    for (int i = 0; i < n; i++) {
      node[i] = (a + b) / 2 + (b - a) / 2 * StrictMath.cos(Math.PI * (i + 0.5) / n);
      d[i] = f.applyAsDouble(node[i]);
    }
    for (int k = 1; k < n; k++) {
      for (int i = n - 1; i >= k; i--) {
        d[i] = (d[i] - d[i - 1]) / (node[i] - node[i - k]);
      }
    }
    double[] c = new double[n];
    for (int k = n - 1; k >= 0; k--) {
      for (int i = n - 1; i > 0; i--) {
        c[i] = c[i - 1] - node[k] * c[i];
      }
      c[0] = d[k] - node[k] * c[0];
    }
    return c;
  }
}
