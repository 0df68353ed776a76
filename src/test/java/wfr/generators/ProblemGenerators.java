package wfr.generators;

import static wfr.generators.Generators.anySize;
import static wfr.generators.Generators.between;
import static wfr.generators.Generators.count;
import static wfr.generators.Generators.logUniform;
import static wfr.generators.Generators.matrix;
import static wfr.generators.Generators.vector;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import wfr.model.GaussianLaw;
import wfr.model.SpectralProblem;
import wfr.spec.DrawnProblem;
import wfr.spec.GridInstance;
import wfr.spec.JumpClaims;

/** Laws, problems and populations. */
public final class ProblemGenerators {
  /** Largest coefficient of a polynomial on the scaled interval: V spans up to a few hundred. */
  private static final double STEEPEST = 30;

  private ProblemGenerators() {}

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

  /** Polynomials and mixtures as target and start on an interval without flux. */
  public static Arbitrary<DrawnProblem> problems() {
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

  /** Mild and asymmetric, on a torus or an interval. */
  public static Arbitrary<SpectralProblem> spectralProblems() {
    Arbitrary<Double> lambda = logUniform(Math.exp(-2), Math.exp(1.5));
    Arbitrary<Double> d = between(0.3, 1.5);
    Arbitrary<SpectralProblem> torus =
        Combinators.combine(vector(4, between(-1, 1)), vector(2, between(-1, 1)), lambda, d)
            .as(
                (v, h, rate, diffusivity) ->
                    SpectralProblem.torus(series(v), series(h), rate, diffusivity));
    Arbitrary<SpectralProblem> interval =
        Combinators.combine(
                between(-2, -1),
                between(1, 2),
                between(-0.5, 0.5),
                between(0.1, 0.8),
                between(-2, 2),
                between(-0.5, 0.5),
                lambda,
                d)
            .as(
                (low, high, tilt, b, slope, skew, rate, diffusivity) ->
                    SpectralProblem.interval(
                        low,
                        high,
                        new double[] {0, tilt, -2 * b, 0, b},
                        SpectralProblem.compatibleSlope(slope, 5, skew),
                        rate,
                        diffusivity));
    return Arbitraries.oneOf(torus, interval);
  }

  /** Without a constant. */
  private static double[] series(double[] coefficients) {
    double[] c = new double[coefficients.length + 1];
    System.arraycopy(coefficients, 0, c, 1, coefficients.length);
    return c;
  }
}
