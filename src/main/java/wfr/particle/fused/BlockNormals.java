package wfr.particle.fused;

import wfr.math.RandomStreams;

/**
 * The 512 standard normals of one key (seed, replicate, purpose, step, block), by Box and Muller: for uniforms u, v
 *   z = sqrt(-2 log u) cos(2 pi v),   z' = sqrt(-2 log u) sin(2 pi v).
 * Bits: eight lanes of xoshiro256++ (Blackman and Vigna 2021; passes BigCrush), lane l seeded with the words 4 l + 1 ..
 * 4 l + 4 of the key's SplitMix64 sequence; number 8 n + l is output n of lane l. Eight whatever the hardware: a vector of
 * four or two lanes works on the lanes in groups and draws the same numbers.
 * One number makes two normals: 34 bits the radius, 28 bits an angle tau in (-pi/4, pi/4), two bits the signs,
 *   r = sqrt(-log u),   z = +- r (cos tau - sin tau),   z' = +- r (cos tau + sin tau),
 * which is Box-Muller with the angle pi/4 + tau of the first quadrant reflected into all four.
 * u = (a + 1/2) 2^-34; where a is below 2^16 (once in 262144 numbers) another word of the key continues its digits, so that
 * the tail has 98 bits and reaches 11.6 standard deviations.
 * log, sin and cos are polynomials without a table: gathers and integer conversions are what keeps such loops from
 * vector registers. Accuracy: |error of z| at most {@link #BOUND}.   Source: Box and Muller 1958.
 */
public final class BlockNormals {
  /** Normals per key. */
  public static final int SIZE = 512;

  /** Largest absolute error of a normal, its uniforms taken as exact. */
  public static final double BOUND = 4e-8;

  static final int LANES = 8;
  static final int NUMBERS = SIZE / 2;

  /** Bits of u are read from here up; below are 28 bits of angle and 2 of sign. */
  static final int RADIUS_SHIFT = 30;

  static final int RADIUS_BITS = 34;
  static final long ANGLE_MASK = (1L << 28) - 1;

  /** Below this a + 1/2 the uniform is continued. */
  static final double RARE = 65536;

  /** 2^52 as a double: or-ing an integer below 2^52 into its bits and subtracting it again converts without a conversion. */
  static final long EXPONENT_52 = 0x4330_0000_0000_0000L;

  static final double TWO_52 = 0x1p52;

  /** Angle number c of 28 bits: tau = (c + 1/2) (pi/2) 2^-28 - pi/4. */
  static final double ANGLE_SCALE = Math.PI / 2 * 0x1p-28;

  static final double ANGLE_OFFSET = TWO_52 - 0.5 + 0x1p27;

  /** Bits of the lower end 0.6875 of the mantissa's range: x = 2^k z, z in [0.6875, 1.375). */
  static final long MANTISSA_LOW = 0x3FE6_0000_0000_0000L;

  static final long EXPONENT_MASK = 0xFFF0_0000_0000_0000L;

  static final long SIGN = Long.MIN_VALUE;

  static final double LN2 = 0.6931471805599453;

  /** log(1 + f) = f P(f), |f| at most 3/8, from the constant upwards. */
  static final double[] LOG = logarithm();

  /** Taylor: cos tau in tau^2; the first term left out is (pi/4)^12/12! = 1.2e-10. */
  static final double C1 = -1.0 / 2;

  static final double C2 = 1.0 / 24;
  static final double C3 = -1.0 / 720;
  static final double C4 = 1.0 / 40320;
  static final double C5 = -1.0 / 3628800;

  /** Taylor: sin tau = tau (1 + ..) in tau^2; the first term left out is (pi/4)^11/11! = 1.8e-9. */
  static final double S1 = -1.0 / 6;

  static final double S2 = 1.0 / 120;
  static final double S3 = -1.0 / 5040;
  static final double S4 = 1.0 / 362880;

  private BlockNormals() {}

  /** State word j of lane l into seeds[8 j + l]. */
  static void seed(long key, long[] seeds) {
    for (int l = 0; l < LANES; l++) {
      for (int j = 0; j < 4; j++) {
        seeds[LANES * j + l] = RandomStreams.word(key, 4 * l + j + 1);
      }
    }
  }

  /** The 256 numbers of a key; seeds is scratch. */
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

  /** The normals of a key into s.noise: number i makes noise[i] and noise[256 + i]. */
  static void fill(long key, BlockScratch s) {
    bits(key, s.seeds, s.bits);
    fillFromBits(key, s);
  }

  static void fillFromBits(long key, BlockScratch s) {
    boolean tail = split(s.bits, s.mantissa, s.exponent, s.angle);
    polynomials(s.mantissa, s.exponent, s.angle, s.first, s.second);
    signs(s.bits, s.first, s.second, s.noise);
    if (tail) {
      continueTails(key, s.bits, s.noise, 0);
    }
  }

  // three small loops, so that the middle one, plain arithmetic between separate arrays, is
  // vectorised

  /** a + 1/2 = 2^k (1 + f) into f and k - 34, the angle into tau; whether some a is below 2^16. */
  private static boolean split(long[] bits, double[] f, double[] k, double[] tau) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < NUMBERS; i++) {
      long b = bits[i];
      long a = b >>> RADIUS_SHIFT;
      least = Math.min(least, a);
      long raw =
          Double.doubleToRawLongBits(Double.longBitsToDouble(a | EXPONENT_52) - (TWO_52 - 0.5));
      long e = raw - MANTISSA_LOW >> 52;
      f[i] = Double.longBitsToDouble(raw - (e << 52)) - 1;
      k[i] = e - RADIUS_BITS;
      tau[i] =
          (Double.longBitsToDouble(b >>> 2 & ANGLE_MASK | EXPONENT_52) - ANGLE_OFFSET)
              * ANGLE_SCALE;
    }
    return least < (long) RARE;
  }

  private static void polynomials(
      double[] mantissa, double[] exponent, double[] angle, double[] first, double[] second) {
    double[] l = LOG;
    double l0 = l[0];
    double l1 = l[1];
    double l2 = l[2];
    double l3 = l[3];
    double l4 = l[4];
    double l5 = l[5];
    double l6 = l[6];
    double l7 = l[7];
    double l8 = l[8];
    double l9 = l[9];
    double l10 = l[10];
    for (int i = 0; i < NUMBERS; i++) {
      double f = mantissa[i];
      double p = l10 * f + l9;
      p = p * f + l8;
      p = p * f + l7;
      p = p * f + l6;
      p = p * f + l5;
      p = p * f + l4;
      p = p * f + l3;
      p = p * f + l2;
      p = p * f + l1;
      p = p * f + l0;
      double r = Math.sqrt(exponent[i] * -LN2 - p * f);
      double t = angle[i];
      double y = t * t;
      double c = ((((C5 * y + C4) * y + C3) * y + C2) * y + C1) * y + 1;
      double s = ((((S4 * y + S3) * y + S2) * y + S1) * y + 1) * t;
      first[i] = r * (c - s);
      second[i] = r * (c + s);
    }
  }

  private static void signs(long[] bits, double[] first, double[] second, double[] out) {
    for (int i = 0; i < NUMBERS; i++) {
      long b = bits[i];
      out[i] = Double.longBitsToDouble(Double.doubleToRawLongBits(first[i]) ^ b << 63);
      out[NUMBERS + i] =
          Double.longBitsToDouble(Double.doubleToRawLongBits(second[i]) ^ b << 62 & SIGN);
    }
  }

  /** Replaces the normals of numbers with a below 2^16 by those of the continued uniform; o is where bits and normals start. */
  static void continueTails(long key, long[] bits, double[] out, int o) {
    for (int i = 0; i < NUMBERS; i++) {
      long b = bits[o + i];
      if (b >>> RADIUS_SHIFT < (long) RARE) {
        out[o + i] = exact(key, i, b, 0);
        out[o + NUMBERS + i] = exact(key, i, b, 1);
      }
    }
  }

  /** Normal half (0 or 1) of number i from the library's functions; the definition the loops are tested against. */
  static double exact(long key, int i, long bits, int half) {
    long whole = bits >>> RADIUS_SHIFT;
    double a = whole + 0.5;
    if (a < RARE) {
      long rest = RandomStreams.word(key, 4 * LANES + 1 + i);
      a = whole + ((rest >>> 12) + 0.5) * 0x1p-52;
    }
    double r = StrictMath.sqrt(-(StrictMath.log(a) - RADIUS_BITS * LN2));
    double tau = ((bits >>> 2 & ANGLE_MASK) + 0.5 - 0x1p27) * ANGLE_SCALE;
    double c = StrictMath.cos(tau);
    double s = StrictMath.sin(tau);
    double z = half == 0 ? r * (c - s) : r * (c + s);
    return (bits >>> half & 1) == 0 ? z : -z;
  }

  /**
   * P by interpolation of log(1 + f)/f = int_0^1 dt/(1 + t f) at the 11 Chebyshev nodes of [-5/16, 3/8], half-width h = 11/32. Its error
   * is at most 2 (h/2)^11 max|P^(11)|/11!, and the last factor is at most 1/(12 (11/16)^12) = 7.5: 5.8e-8 in all. The radius r =
   * sqrt(-log u) takes f/(2 r) of it, at most 0.31 (0.28 where u is next to 1), sin and cos err by 1.9e-9 and r is at most 4.9:
   * sqrt(2) 0.31 5.8e-8 + 4.9 1.9e-9 = 3.5e-8.
   */
  private static double[] logarithm() {
    int n = 11;
    double[] node = new double[n];
    double[] d = new double[n];
    for (int i = 0; i < n; i++) {
      node[i] = 1.0 / 32 + 11.0 / 32 * StrictMath.cos(StrictMath.PI * (i + 0.5) / n);
      d[i] = StrictMath.log1p(node[i]) / node[i];
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
