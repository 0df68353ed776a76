package wfr.generators;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.arbitraries.DoubleArbitrary;

/** Arbitraries that shrink: fewer cells, particles and terms, coefficients towards 0, rates towards 1. */
public final class Generators {
  /** Decimals of a drawn number: enough to be generic, few enough to be read. */
  private static final int DECIMALS = 6;

  /** Significant digits of a number that is given by its logarithm. */
  private static final MathContext DIGITS = new MathContext(DECIMALS);

  /** From here on a number of so few digits would be whole, and whole numbers add up without rounding. */
  private static final double WHOLE = 1e5;

  /** A normal number further out has a probability of 6e-7. */
  private static final double BORDER = 5;

  private static final RandomDistribution UNIFORM = withEnds(RandomDistribution.uniform());
  private static final RandomDistribution NEAR_ZERO = withEnds(RandomDistribution.biased());

  private Generators() {}

  /**
   * A tenth at both ends and at the number that shrinking aims at: degenerate cases in any combination, where jqwik's own edge cases would be the first few
   * combinations again and again.
   */
  private static RandomDistribution withEnds(RandomDistribution inside) {
    return (size, least, most, centre) -> {
      RandomDistribution.RandomNumericGenerator other =
          inside.createGenerator(size, least, most, centre);
      BigInteger[] special = {least, most, centre};
      return random -> random.nextInt(10) == 0 ? special[random.nextInt(3)] : other.next(random);
    };
  }

  private static DoubleArbitrary decimals(double low, double high) {
    return Arbitraries.doubles().between(low, high).ofScale(DECIMALS);
  }

  /** Uniform, shrinking towards 0. */
  public static Arbitrary<Double> between(double low, double high) {
    return decimals(low, high).withDistribution(UNIFORM).withoutEdgeCases();
  }

  /** Of every size: most are near 0, down to the last decimal. */
  public static Arbitrary<Double> anySize(double low, double high) {
    return decimals(low, high).withDistribution(NEAR_ZERO).withoutEdgeCases();
  }

  /** Log-uniform, shrinking towards 1 where it lies inside. */
  public static Arbitrary<Double> logUniform(double low, double high) {
    double from = exponent(low);
    double to = exponent(high);
    return decimals(from, to)
        .withDistribution(UNIFORM)
        .shrinkTowards(Math.min(Math.max(0, from), to))
        .withoutEdgeCases()
        .map(Generators::power);
  }

  private static double exponent(double x) {
    return BigDecimal.valueOf(Math.log10(x))
        .setScale(DECIMALS, RoundingMode.HALF_EVEN)
        .doubleValue();
  }

  private static double power(double exponent) {
    double x = Math.pow(10, exponent);
    return x < WHOLE ? BigDecimal.valueOf(x).round(DIGITS).doubleValue() : x;
  }

  /** Of this size and either sign. */
  public static Arbitrary<Double> eitherSign(Arbitrary<Double> size) {
    return Combinators.combine(size, Arbitraries.of(1, -1)).as((x, sign) -> sign * x);
  }

  /** Normal with mean 0. */
  public static Arbitrary<Double> normal(double deviation) {
    return decimals(-BORDER * deviation, BORDER * deviation)
        .withDistribution(RandomDistribution.gaussian(BORDER))
        .withoutEdgeCases();
  }

  /** Of streams and samples that the code under test makes itself. */
  public static Arbitrary<Long> seeds() {
    return Arbitraries.longs().between(0, 1L << 40).withDistribution(UNIFORM).withoutEdgeCases();
  }

  /** Every number as likely, but for the ends; shrinks towards the least. */
  public static Arbitrary<Integer> count(int least, int most) {
    return Arbitraries.integers()
        .between(least, most)
        .withDistribution(UNIFORM)
        .shrinkTowards(least)
        .withoutEdgeCases();
  }

  /** n numbers. */
  public static Arbitrary<double[]> vector(int n, Arbitrary<Double> entry) {
    return entry.list().ofSize(n).map(Generators::array);
  }

  /** From least to most numbers, every length as likely. */
  public static Arbitrary<double[]> vector(int least, int most, Arbitrary<Double> entry) {
    return list(least, most, entry).map(Generators::array);
  }

  /** From least to most elements, every length as likely. One list a property: shrinking a sample, jqwik moves elements from one to another, whatever they are. */
  public static <T> Arbitrary<List<T>> list(int least, int most, Arbitrary<T> element) {
    return element
        .list()
        .ofMinSize(least)
        .ofMaxSize(most)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  /** Rows of numbers. */
  public static Arbitrary<double[][]> matrix(int rows, int columns, Arbitrary<Double> entry) {
    return vector(columns, entry).list().ofSize(rows).map(r -> r.toArray(new double[0][]));
  }

  /** From least to most rows, every number of them as likely. */
  public static Arbitrary<double[][]> rows(
      int least, int most, int columns, Arbitrary<Double> entry) {
    return list(least, most, vector(columns, entry)).map(r -> r.toArray(new double[0][]));
  }

  /** The numbers of a list. */
  public static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** n positive numbers, log-uniform between 1/s and s; s itself is drawn, log-uniformly. */
  public static Arbitrary<double[]> spread(int n, double least, double most) {
    return Combinators.combine(
            between(exponent(least), exponent(most)), between(-1, 1).list().ofSize(n))
        .as((s, list) -> list.stream().mapToDouble(x -> power(s * x)).toArray());
  }
}
