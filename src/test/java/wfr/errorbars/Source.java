package wfr.errorbars;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Numbers of four digits, so that the text of a problem and its functions mean the same. */
final class Source {
  private static final int DIGITS = 4;
  private final SplittableRandom random;

  Source(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Uniform. */
  double in(double low, double high) {
    return rounded(random.nextDouble(low, high));
  }

  /** Log-uniform. */
  double log(double low, double high) {
    return rounded(Math.exp(random.nextDouble(Math.log(low), Math.log(high))));
  }

  /** With either sign. */
  double either(double x) {
    return random.nextBoolean() ? x : -x;
  }

  int below(int n) {
    return random.nextInt(n);
  }

  boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  double[] several(int n, double low, double high) {
    return IntStream.range(0, n).mapToDouble(k -> in(low, high)).toArray();
  }

  static double rounded(double x) {
    return new java.math.BigDecimal(x).round(new java.math.MathContext(DIGITS)).doubleValue();
  }
}
