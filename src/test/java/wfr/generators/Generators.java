package wfr.generators;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.DoubleArbitrary;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import wfr.model.GaussianLaw;
import wfr.spec.DrawnProblem;
import wfr.spec.GridInstance;
import wfr.spec.JumpClaims;

/** Arbitraries that shrink: fewer cells, particles and terms, coefficients towards 0, rates towards 1. */
public final class Generators {
  /** Decimals of a drawn number: enough to be generic, few enough to be read. */
  private static final int DECIMALS = 6;

  /** Significant digits of a number that is given by its logarithm. */
  private static final MathContext DIGITS = new MathContext(DECIMALS);

  /** From here on a number of so few digits would be whole, and whole numbers add up without rounding. */
  private static final double WHOLE = 1e5;

  /** Largest coefficient of a polynomial on the scaled interval: V spans up to a few hundred. */
  private static final double STEEPEST = 30;

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

  /** Every number as likely, shrinking towards the least. */
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

  /** From least to most elements, every length as likely. */
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

  /** On the line, with a variance from low to high. */
  public static Arbitrary<GaussianLaw> gaussian(double low, double high) {
    return Combinators.combine(between(-3, 3), logUniform(low, high)).as(GaussianLaw::of);
  }

  /** In d dimensions, with eigenvalues from low to high in any frame. */
  public static Arbitrary<GaussianLaw> gaussian(int d, double low, double high) {
    return Combinators.combine(
            vector(d, between(-3, 3)),
            matrix(d, d, between(-1, 1)),
            vector(d, logUniform(low, high)))
        .as((mean, frame, values) -> new GaussianLaw(mean, rotated(frame, values)));
  }

  private static double[][] rotated(double[][] frame, double[] values) {
    int d = values.length;
    RealMatrix q = new QRDecomposition(new Array2DRowRealMatrix(frame)).getQ();
    double[][] c = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        for (int k = 0; k < d; k++) {
          c[i][j] += values[k] * q.getEntry(i, k) * q.getEntry(j, k);
        }
        c[j][i] = c[i][j];
      }
    }
    return c;
  }

  /**
   * A Gaussian flow and two times.
   *
   * @param target pi
   * @param initial rho_0
   * @param lambda reaction rate
   * @param d diffusivity
   * @param t first time, or a step
   * @param u second time
   */
  public record GaussianCase(
      GaussianLaw target, GaussianLaw initial, double lambda, double d, double t, double u) {}

  /** Both laws of one kind, both times of one size. */
  public static Arbitrary<GaussianCase> gaussianCases(
      Arbitrary<GaussianLaw> law,
      Arbitrary<Double> lambda,
      Arbitrary<Double> d,
      Arbitrary<Double> time) {
    return Combinators.combine(law, law, lambda, d, time, time).as(GaussianCase::new);
  }

  /** In d dimensions, a full covariance of order 1 with eigenvalues from 1/2 up. */
  public static Arbitrary<GaussianLaw> space(int d, double farthest) {
    return Combinators.combine(
            vector(d, between(-farthest, farthest)), matrix(d, d, between(-1, 1)))
        .as((mean, a) -> new GaussianLaw(mean, full(a)));
  }

  /** I/2 + A A'/d. */
  private static double[][] full(double[][] a) {
    int d = a.length;
    double[][] c = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = i == j ? 0.5 : 0;
        for (int k = 0; k < d; k++) {
          sum += a[i][k] * a[j][k] / d;
        }
        c[i][j] = sum;
        c[j][i] = sum;
      }
    }
    return c;
  }

  private static Arbitrary<DrawnProblem.Shape> polynomial() {
    return anySize(-STEEPEST, STEEPEST).list().ofMaxSize(7).map(DrawnProblem.Polynomial::new);
  }

  private static Arbitrary<DrawnProblem.Shape> mixture() {
    Arbitrary<List<Double>> one =
        Combinators.combine(anySize(0.1, 1), anySize(0, 1), anySize(0.08, 0.5)).as(List::of);
    return one.list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(
            list -> {
              List<Double> all = new ArrayList<>();
              list.forEach(all::addAll);
              return new DrawnProblem.Mixture(all);
            });
  }

  /** Polynomials and mixtures as target and start on an interval without flux. */
  public static Arbitrary<DrawnProblem> problems() {
    Arbitrary<DrawnProblem.Shape> shape = Arbitraries.oneOf(polynomial(), mixture());
    return Combinators.combine(
            shape,
            shape,
            anySize(-4, -1),
            anySize(0.5, 5),
            logUniform(1e-2, 1e1),
            logUniform(1e-3, 1e1))
        .as(DrawnProblem::new);
  }

  /** Problems on 2 to 100 cells with a log-uniform time. */
  public static Arbitrary<GridInstance> instances(double shortest, double longest) {
    return Combinators.combine(problems(), count(2, 100), logUniform(shortest, longest))
        .as(DrawnProblem::instance);
  }

  /** Integers that sum to 64: differences of sorted cuts. */
  public static Arbitrary<int[]> weights() {
    int total = 64;
    return Arbitraries.integers()
        .between(0, total)
        .list()
        .ofMaxSize(9)
        .map(
            cuts -> {
              int[] c = cuts.stream().sorted().mapToInt(Integer::intValue).toArray();
              int[] w = new int[c.length + 1];
              for (int k = 0; k <= c.length; k++) {
                w[k] = (k == c.length ? total : c[k]) - (k == 0 ? 0 : c[k - 1]);
              }
              return w;
            });
  }

  /** Up to eight particles with their log(rho/pi), and a rate. */
  public static Arbitrary<JumpClaims.Crowd> crowds() {
    Arbitrary<Tuple.Tuple2<Double, Double>> particle =
        Combinators.combine(anySize(-3, 3), anySize(-5, 5)).as(Tuple::of);
    return Combinators.combine(particle.list().ofMinSize(2).ofMaxSize(8), logUniform(1e-2, 1e1))
        .as(
            (list, lambda) ->
                new JumpClaims.Crowd(
                    list.stream().mapToDouble(Tuple.Tuple1::get1).toArray(),
                    list.stream().mapToDouble(Tuple.Tuple2::get2).toArray(),
                    lambda));
  }
}
