package wfr.spec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitraries that shrink: fewer cells, fewer coefficients, rates towards 1, coefficients towards 0. */
final class Draws {
  /** Decimals of a drawn number: enough to be generic, few enough to be read. */
  private static final int DECIMALS = 6;

  /** Largest coefficient of a polynomial on the scaled interval: V spans up to a few hundred. */
  private static final double STEEPEST = 30;

  private Draws() {}

  static Arbitrary<Double> between(double low, double high) {
    return Arbitraries.doubles().between(low, high).ofScale(DECIMALS);
  }

  /** Log-uniform, shrinking towards 1 where it lies inside. */
  static Arbitrary<Double> logUniform(double low, double high) {
    double from = exponent(low);
    double to = exponent(high);
    return Arbitraries.doubles()
        .between(from, to)
        .ofScale(DECIMALS)
        .shrinkTowards(Math.min(Math.max(0, from), to))
        .map(e -> Math.pow(10, e));
  }

  private static double exponent(double x) {
    return BigDecimal.valueOf(Math.log10(x))
        .setScale(DECIMALS, RoundingMode.HALF_EVEN)
        .doubleValue();
  }

  private static Arbitrary<DrawnProblem.Shape> polynomial() {
    return between(-STEEPEST, STEEPEST).list().ofMaxSize(7).map(DrawnProblem.Polynomial::new);
  }

  private static Arbitrary<DrawnProblem.Shape> mixture() {
    Arbitrary<List<Double>> one =
        Combinators.combine(between(0.1, 1), between(0, 1), between(0.08, 0.5)).as(List::of);
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

  static Arbitrary<DrawnProblem> problems() {
    Arbitrary<DrawnProblem.Shape> shape = Arbitraries.oneOf(polynomial(), mixture());
    return Combinators.combine(
            shape,
            shape,
            between(-4, -1),
            between(0.5, 5),
            logUniform(1e-2, 1e1),
            logUniform(1e-3, 1e1))
        .as(DrawnProblem::new);
  }

  /** Problems on 2 to 100 cells with a log-uniform time. */
  static Arbitrary<GridInstance> instances(double shortest, double longest) {
    return Combinators.combine(
            problems(), Arbitraries.integers().between(2, 100), logUniform(shortest, longest))
        .as(DrawnProblem::instance);
  }

  /** Integers that sum to 64: differences of sorted cuts. */
  static Arbitrary<int[]> weights() {
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
  static Arbitrary<JumpClaims.Crowd> crowds() {
    Arbitrary<Tuple.Tuple2<Double, Double>> particle =
        Combinators.combine(between(-3, 3), between(-5, 5)).as(Tuple::of);
    return Combinators.combine(particle.list().ofMinSize(2).ofMaxSize(8), logUniform(1e-2, 1e1))
        .as(
            (list, lambda) ->
                new JumpClaims.Crowd(
                    list.stream().mapToDouble(Tuple.Tuple1::get1).toArray(),
                    list.stream().mapToDouble(Tuple.Tuple2::get2).toArray(),
                    lambda));
  }
}
