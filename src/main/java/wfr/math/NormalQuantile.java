package wfr.math;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Standard normals by inversion: z = Phi^{-1}(u). 64 random bits give a sign and a tail probability
 *   p = (j + 1/2) 2^-63,  j in {0, ..., 2^62 - 1},  p in (0, 1/2),
 * that is a uniform of 63 bits at midpoints, and |z| = -Phi^{-1}(p). Each octave [2^-k, 2^{1-k}) of 2p is cut
 * into quarters, and on a quarter |z| is a polynomial of degree 7 in the position, interpolating at Chebyshev nodes; the nodes come
 * from Newton's iteration on log Phi (concave, so it converges from the left) with erfc(x) = 2 Phi(-sqrt(2) x).
 * Special cases: exactly antisymmetric in the sign bit; the largest value is -Phi^{-1}(2^-64) = 9.08.
 * Accuracy: |error| at most {@link #BOUND}. The nearest singularity, p = 0, is at least 9 half-widths from the centre of a
 * quarter, so the interpolation error falls like (9 + sqrt 80)^{-degree}, and 8 coefficients are one cache line. No fma: the same bits on every machine
 * (class initialisation uses StrictMath).
 */
public final class NormalQuantile {
  /** Largest absolute error of a value. */
  public static final double BOUND = 1e-10;

  private static final int DEGREE = 7;
  private static final int ROW = DEGREE + 1;
  private static final int QUARTERS = 4;
  private static final long MANTISSA = 0x000F_FFFF_FFFF_FFFFL;
  private static final long ONE = 0x3FF0_0000_0000_0000L;

  /** Row 4 k + q, k = leading zeros of the tail number, q = quarter: coefficients from the constant upwards. */
  private static final double[] TABLE = table();

  private NormalQuantile() {}

  /** The normal of 64 bits: bit 63 is the sign, bits 1..62 the tail probability, bit 0 is not used. */
  public static double of(long bits) {
    long k = (bits & Long.MAX_VALUE) | 1; // odd: the midpoint (j + 1/2), never 0
    int zeros = Long.numberOfLeadingZeros(k);
    long fraction = (k << zeros) >>> 11 & MANTISSA; // 52 bits below the leading one; truncated
    int quarter = (int) (fraction >>> 50);
    double t = Double.longBitsToDouble(ONE | (fraction << 2 & MANTISSA)) - 1.5;
    double[] c = TABLE;
    int r = (zeros * QUARTERS + quarter) * ROW;
    double t2 = t * t;
    double low = (c[r] + t * c[r + 1]) + t2 * (c[r + 2] + t * c[r + 3]);
    double high = (c[r + 4] + t * c[r + 5]) + t2 * (c[r + 6] + t * c[r + 7]);
    double z = low + t2 * t2 * high;
    return Double.longBitsToDouble(Double.doubleToRawLongBits(z) ^ (bits & Long.MIN_VALUE));
  }

  /** n normals of a stream into out[0 .. n-1], one 64-bit number each. */
  public static void fill(UniformRandomProvider stream, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = of(stream.nextLong());
    }
  }

  /** -Phi^{-1}(p) for p in (0, 1/2] to rounding, by Newton's iteration; slow. */
  static double upperQuantile(double p) {
    double logP = StrictMath.log(p);
    double z = -StrictMath.sqrt(-2 * logP); // Phi(z) <= exp(-z^2/2)/2: left of the root
    for (int i = 0; i < 100; i++) {
      double phi = 0.5 * Erfc.value(-z / StrictMath.sqrt(2));
      double density = StrictMath.exp(-0.5 * z * z) / StrictMath.sqrt(2 * StrictMath.PI);
      double step = (StrictMath.log(phi) - logP) * phi / density;
      z -= step;
      if (Math.abs(step) <= 1e-15 * (1 + Math.abs(z))) {
        break;
      }
    }
    return -z;
  }

  private static double[] table() {
    double[] table = new double[64 * QUARTERS * ROW];
    double[] node = new double[ROW];
    for (int i = 0; i < ROW; i++) {
      node[i] = 0.5 * StrictMath.cos(StrictMath.PI * (i + 0.5) / ROW);
    }
    double[] value = new double[ROW];
    for (int row = QUARTERS; row < 64 * QUARTERS; row++) {
      int zeros = row / QUARTERS;
      double left = 1 + (double) (row % QUARTERS) / QUARTERS;
      for (int i = 0; i < ROW; i++) {
        // k = (left + (t + 1/2)/4) 2^(63 - zeros), p = k 2^-64
        double k = left + (node[i] + 0.5) / QUARTERS;
        value[i] = upperQuantile(StrictMath.scalb(k, -1 - zeros));
      }
      System.arraycopy(monomial(node, value), 0, table, row * ROW, ROW);
    }
    return table;
  }

  /** Coefficients in powers of t of the polynomial through (node, value): Newton's divided differences, expanded. */
  private static double[] monomial(double[] node, double[] value) {
    int n = node.length;
    double[] d = value.clone();
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
