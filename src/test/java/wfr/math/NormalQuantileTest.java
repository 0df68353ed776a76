package wfr.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

class NormalQuantileTest {
  private static final MathContext DIGITS = new MathContext(60);

  /** Upper tail Q(z) = 1/2 - phi(z) (z + z^3/3 + z^5/(3 5) + ...), z >= 0, in 60 digits: every term is positive. */
  private static BigDecimal upperTail(double z) {
    BigDecimal x = new BigDecimal(z);
    BigDecimal x2 = x.multiply(x, DIGITS);
    BigDecimal term = x;
    BigDecimal sum = x;
    for (int k = 3; term.signum() != 0 && term.precision() - term.scale() > -60; k += 2) {
      term = term.multiply(x2, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    BigDecimal power = x2.divide(BigDecimal.valueOf(-2), DIGITS);
    // exp(-x^2/2) by halving the argument 2^10 times
    BigDecimal small = power.divide(BigDecimal.valueOf(1024), DIGITS);
    BigDecimal e = BigDecimal.ONE;
    BigDecimal t = BigDecimal.ONE;
    for (int k = 1; k < 60; k++) {
      t = t.multiply(small, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
      e = e.add(t, DIGITS);
    }
    for (int k = 0; k < 10; k++) {
      e = e.multiply(e, DIGITS);
    }
    BigDecimal twoPi =
        new BigDecimal("6.28318530717958647692528676655900576839433879875021164194988918461563281");
    BigDecimal density = e.divide(twoPi.sqrt(DIGITS), DIGITS);
    return new BigDecimal("0.5").subtract(density.multiply(sum, DIGITS), DIGITS);
  }

  /**
   * |z - Phi^{-1}(p)| is at most BOUND on every octave: Q is decreasing, so the exact quantile lies within BOUND of z exactly
   * when p lies in [Q(z + BOUND), Q(z - BOUND)]. The series in 60 digits shares nothing with erfc or Newton.
   */
  @Test
  void of_isWithinItsBoundOfTheExactQuantile_onEveryOctave() {
    double bound = NormalQuantile.BOUND;
    for (int zeros = 1; zeros < 64; zeros++) {
      long first = 1L << (63 - zeros);
      for (int i = 0; i < 16; i++) {
        long k = (first + first / 16 * i + (i % 2 == 0 ? 0 : first / 16 - 1)) | 1;
        double z = NormalQuantile.of(k);
        BigDecimal p = new BigDecimal(k).divide(BigDecimal.valueOf(2).pow(64), DIGITS);
        assertTrue(upperTail(z + bound).compareTo(p) <= 0, "z too small at k = " + k);
        // Q(-s) = 1 - Q(s)
        BigDecimal above =
            z >= bound
                ? upperTail(z - bound)
                : BigDecimal.ONE.subtract(upperTail(bound - z), DIGITS);
        assertTrue(above.compareTo(p) >= 0, "z too large at k = " + k);
      }
    }
  }

  @Test
  void of_isAntisymmetricInTheSignBit() {
    long bits = 1;
    for (int i = 0; i < 1000; i++) {
      bits = bits * 6364136223846793005L + 1442695040888963407L;
      assertEquals(-NormalQuantile.of(bits), NormalQuantile.of(bits ^ Long.MIN_VALUE), 0);
    }
  }

  /**
   * Moments 1, 2, 4 of n draws of a fixed seed within 6 standard errors of 0, 1, 3: each fails for a right sampler with
   * probability about 2e-9 (variances 1, 2, 96).
   */
  @Test
  void fill_hasTheMomentsOfAStandardNormal() {
    int n = 1 << 18;
    double[] z = new double[n];
    NormalQuantile.fill(new RandomStreams(7).stream(RandomStreams.Purpose.DIAGNOSTIC, 0, 0), z, n);
    double m1 = 0;
    double m2 = 0;
    double m4 = 0;
    for (double v : z) {
      m1 += v / n;
      m2 += v * v / n;
      m4 += v * v * v * v / n;
    }
    double sigmas = 6;
    assertEquals(0, m1, sigmas * Math.sqrt(1.0 / n));
    assertEquals(1, m2, sigmas * Math.sqrt(2.0 / n));
    assertEquals(3, m4, sigmas * Math.sqrt(96.0 / n));
  }
}
