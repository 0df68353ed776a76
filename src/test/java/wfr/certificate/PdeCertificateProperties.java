package wfr.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.generators.Generators.between;
import static wfr.generators.Generators.count;
import static wfr.generators.Generators.logUniform;
import static wfr.generators.Generators.matrix;
import static wfr.operation.OperatorOperations.CURVATURE;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import wfr.generators.ProblemGenerators;
import wfr.math.Estimate;
import wfr.model.SpectralProblem;
import wfr.operation.CertificateOperations.Enclose;
import wfr.operation.CertificateOperations.EnclosedState;
import wfr.operation.CertificateOperations.PlantedFault;
import wfr.reference.Reference;

/** The enclosure of the equation on random problems: bounds of coarse trials against fine ones, ball arithmetic against decimals. */
class PdeCertificateProperties {
  /** Roundings of sums of some thousand terms, relative. */
  private static final double ROUNDING_OF_SUMS = 1e-11;

  /** Roundings of sums of some hundred terms of size one. */
  private static final double ROUNDING = 512 * Math.ulp(1.0);

  /** Central difference of a basis function: step^2/6 times a third derivative. */
  private static final double SLOPE = 1e-4;

  /** Second difference: step^2/12 times a fourth derivative, and rounding over step^2. */
  private static final double CURVATURE = 1e-3;

  /** Error of the finite sum that the figures are compared with. */
  private static final double SUM = 1e-6;

  /** Enclosures of figures are to be of use. */
  private static final double TIGHT = 1e-9;

  @Provide
  Arbitrary<SpectralProblem> problems() {
    return ProblemGenerators.spectralProblems();
  }

  /** Where a function is evaluated, from the middle of its domain to its ends. */
  @Provide
  Arbitrary<Double> places() {
    return between(-1, 1);
  }

  private static double[] points(boolean periodic) {
    double[] x = new double[401];
    for (int i = 0; i < x.length; i++) {
      x[i] = periodic ? 2 * Math.PI * i / x.length : -1 + 2.0 * i / (x.length - 1);
    }
    return x;
  }

  private static double oscillation(boolean periodic, double[] a, double[] b) {
    double[] x = points(periodic);
    double[] u = PdeCertificate.values(periodic, a, x);
    double[] v = PdeCertificate.values(periodic, b, x);
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < x.length; i++) {
      least = Math.min(least, u[i] - v[i]);
      most = Math.max(most, u[i] - v[i]);
    }
    return most - least;
  }

  private static List<EnclosedState> enclosed(
      SpectralProblem p, int modes, int degree, double[] times, double aim) {
    return new PdeCertificate(p, modes, degree)
        .run(new Enclose(p, modes, times, aim, PlantedFault.NONE), Reference.IMPLEMENTATION);
  }

  /** G8: a coarse trial, its bound far above rounding, lies within it of a fine one. */
  @Property(tries = 12, seed = "1")
  void boundOfACoarseTrial_enclosesTheFineOne(@ForAll("problems") SpectralProblem p) {
    double[] times = {0.1, 0.4};
    List<EnclosedState> coarse = enclosed(p, 17, 3, times, 1e-3);
    List<EnclosedState> fine = enclosed(p, 65, 8, times, 1e-9);
    for (int k = 0; k < times.length; k++) {
      double off = oscillation(p.periodic(), coarse.get(k).trial(), fine.get(k).trial());
      double bound = coarse.get(k).bound() + fine.get(k).bound();
      assertTrue(off <= bound, p + ": " + off + " > " + bound);
    }
  }

  /** Coefficients of a series and their errors, of which the first times and modes count. */
  private record Balls(int times, int modes, double[][] size, double[][] scale, double[][] error) {
    BallSeries series(SpectralBasis basis) {
      BallSeries s = new BallSeries(basis, times, modes);
      for (int l = 0; l < times; l++) {
        for (int k = 0; k < modes; k++) {
          s.mid[l][k] = size[l][k] * scale[l][k];
          s.rad[l][k] = 1e-14 * error[l][k];
        }
      }
      return s;
    }
  }

  /** Coefficients over fourteen decades, half of them known exactly. */
  @Provide
  Arbitrary<Balls> balls() {
    return Combinators.combine(
            count(1, 4),
            count(1, 4).map(k -> 2 * k + 1),
            matrix(4, 9, between(-1, 1)),
            matrix(4, 9, logUniform(Math.exp(-30), Math.exp(3))),
            matrix(4, 9, Arbitraries.oneOf(Arbitraries.just(0.0), between(0, 1))))
        .as(Balls::new);
  }

  /** A product of two series contains, in every coefficient, the exact product of every choice from the balls. */
  @Property(tries = 40, seed = "1")
  void productOfBalls_containsTheExactProduct(
      @ForAll boolean fourier, @ForAll("balls") Balls first, @ForAll("balls") Balls second) {
    SpectralBasis basis = fourier ? new FourierBasis() : new ChebyshevBasis();
    BallSeries a = first.series(basis);
    BallSeries b = second.series(basis);
    BallSeries product = a.times(b);
    BigDecimal[][] exact = new BigDecimal[product.times][product.modes];
    for (BigDecimal[] row : exact) {
      java.util.Arrays.fill(row, BigDecimal.ZERO);
    }
    SpectralBasis.ProductTable table = basis.products(a.modes, b.modes);
    BigDecimal quarter = new BigDecimal("0.25");
    for (int l = 0; l < a.times; l++) {
      for (int m = 0; m < b.times; m++) {
        for (int i = 0; i < a.modes; i++) {
          for (int j = 0; j < b.modes; j++) {
            BigDecimal term = chosen(a, l, i, 1).multiply(chosen(b, m, j, -1)).multiply(quarter);
            int at = i * b.modes + j;
            for (int time : new int[] {l + m, Math.abs(l - m)}) {
              int p = table.first()[at];
              int q = table.second()[at];
              exact[time][p] = exact[time][p].add(term);
              exact[time][q] =
                  exact[time][q].add(term.multiply(BigDecimal.valueOf((long) table.sign()[at])));
            }
          }
        }
      }
    }
    for (int l = 0; l < product.times; l++) {
      for (int k = 0; k < product.modes; k++) {
        double off = exact[l][k].subtract(new BigDecimal(product.mid[l][k])).abs().doubleValue();
        assertTrue(off <= product.rad[l][k], l + ", " + k + ": " + off);
      }
    }
  }

  private static BigDecimal chosen(BallSeries s, int l, int k, int side) {
    return new BigDecimal(s.mid[l][k])
        .add(new BigDecimal(s.rad[l][k]).multiply(BigDecimal.valueOf(side)));
  }

  /** The product table is that of the functions: e_i e_j at random points. */
  @Property(tries = 40, seed = "1")
  void products_areThoseOfTheFunctions(@ForAll boolean fourier, @ForAll("places") double place) {
    SpectralBasis basis = fourier ? new FourierBasis() : new ChebyshevBasis();
    double x = fourier ? 3 + 3 * place : place;
    SpectralBasis.ProductTable table = basis.products(9, 7);
    for (int at = 0; at < 63; at++) {
      double direct = basis.evaluate(at / 7, x) * basis.evaluate(at % 7, x);
      double sum =
          basis.evaluate(table.first()[at], x)
              + table.sign()[at] * basis.evaluate(table.second()[at], x);
      assertEquals(direct, 0.5 * sum, ROUNDING);
    }
  }

  /** Slope and curvature are derivatives of the value, and no trial function has flux. */
  @Property(tries = 40, seed = "1")
  void slopeAndCurvature_areDerivatives(@ForAll boolean fourier, @ForAll("places") double place) {
    SpectralBasis basis = fourier ? new FourierBasis() : new ChebyshevBasis();
    double x = fourier ? 3 + 3 * place : 0.9 * place;
    double step = 1e-4;
    for (int k = 0; k < 9; k++) {
      double left = at(basis, k, x - step, 0);
      double right = at(basis, k, x + step, 0);
      // step^2/6 times the third derivative, at most 9^3 for these, and of the fourth 9^4/12
      assertEquals((right - left) / (2 * step), at(basis, k, x, 1), SLOPE);
      assertEquals(
          (left - 2 * at(basis, k, x, 0) + right) / (step * step), at(basis, k, x, 2), CURVATURE);
      if (!fourier) {
        assertEquals(0, at(basis, k, 1, 1));
        assertEquals(0, at(basis, k, -1, 1), ROUNDING);
      }
    }
  }

  private static double at(SpectralBasis basis, int k, double x, int derivative) {
    double[] sum = new double[1];
    SpectralBasis.Sink sink = (e, c, error) -> sum[0] += c * basis.evaluate(e, x);
    switch (derivative) {
      case 0 -> basis.value(k, sink);
      case 1 -> basis.slope(k, sink);
      default -> basis.curvature(k, sink);
    }
    return sum[0];
  }

  /** At t = 0 the functionals are those of rho_0: against a midpoint rule with 20000 points. */
  @Property(tries = 15, seed = "1")
  void functionalsOfTheStart_encloseABruteForceQuadrature(@ForAll("problems") SpectralProblem p) {
    double[] start = new PdeCertificate(p, 33, 2).start();
    List<Estimate> figures = new TrialFigures(p).of(start, 0);
    int n = 20000;
    double[] sums = new double[6];
    double reference = p.problem().initial().logDensity(p.lower());
    for (int i = 0; i < n; i++) {
      double x = p.lower() + (p.upper() - p.lower()) * (i + 0.5) / n;
      double l = p.problem().initial().logDensity(x);
      double v = p.problem().potential().value(x);
      double w = Math.exp(l - reference);
      sums[0] += w;
      sums[1] += w * (p.periodic() ? Math.cos(x) : x);
      sums[2] += w * (p.periodic() ? Math.sin(x) : x * x);
      sums[3] += w * (l + v - reference);
      sums[4] += Math.exp(-v);
    }
    double first = sums[1] / sums[0];
    double second = sums[2] / sums[0] - (p.periodic() ? 0 : first * first);
    double kl = sums[3] / sums[0] - Math.log(sums[0]) + Math.log(sums[4]);
    // the midpoint rule is off by h^2/24 times derivatives of the integrand, below 1e-6 here
    assertEquals(first, figures.get(0).value(), figures.get(0).error() + SUM);
    assertEquals(second, figures.get(1).value(), figures.get(1).error() + SUM);
    assertEquals(kl, figures.get(2).value(), figures.get(2).error() + SUM);
    for (Estimate e : figures) {
      assertTrue(e.error() < TIGHT, e::toString);
    }
  }

  /** Fewer functions than the start has cannot hold it. */
  @Property(tries = 20, seed = "1")
  void tooFewFunctions_areRefused(@ForAll("problems") SpectralProblem p) {
    assertThrows(IllegalArgumentException.class, () -> new PdeCertificate(p, 2, 3));
  }

  /** Without constants, the terms falling off like 1/k. */
  @Provide
  Arbitrary<double[][]> trials() {
    return matrix(4, 9, between(-1, 1))
        .map(
            y -> {
              for (double[] row : y) {
                java.util.Arrays.setAll(row, k -> k == 0 ? 0 : row[k] / k);
              }
              return y;
            });
  }

  @Provide
  Arbitrary<Double> lengths() {
    return between(0.1, 1);
  }

  /** Not the ends of a slab, where the slope of T_l, written in sines, is 0/0. */
  @Provide
  Arbitrary<Double> times() {
    return between(-0.999, 0.999);
  }

  /**
   * The residual series at a point is g_t - D (g_xx - V'(x) g_x + g_x^2) + lambda g there, x and V' those of the problem: the change of variable and
   * every coefficient, against the definition.
   */
  @Property(tries = 30, seed = "1")
  void residual_isThatOfTheEquationInX(
      @ForAll("problems") SpectralProblem p,
      @ForAll("trials") double[][] y,
      @ForAll("lengths") double length,
      @ForAll("times") double tau,
      @ForAll("places") double place) {
    SpectralTerms terms = new SpectralTerms(p);
    double xi = p.periodic() ? 3 + 3 * place : place;
    double scale = p.periodic() ? 1 : 2 / (p.upper() - p.lower());
    double x = p.periodic() ? xi : p.lower() + (xi + 1) / scale;
    double[] g = new double[4];
    for (int l = 0; l < y.length; l++) {
      double t = Math.cos(l * Math.acos(tau));
      double dt = l * Math.sin(l * Math.acos(tau)) / Math.sin(Math.acos(tau));
      for (int k = 1; k < y[l].length; k++) {
        double value = y[l][k] * at(terms.basis, k, xi, 0);
        g[0] += value * t;
        g[1] += value * dt * 2 / length;
        g[2] += y[l][k] * t * at(terms.basis, k, xi, 1) * scale;
        g[3] += y[l][k] * t * at(terms.basis, k, xi, 2) * scale * scale;
      }
    }
    double slope = p.problem().potential().derivative(x);
    double direct =
        g[1] - p.diffusivity() * (g[3] - slope * g[2] + g[2] * g[2]) + p.reactionRate() * g[0];
    BallSeries series = terms.residual(y, length);
    double sum = 0;
    for (int l = 0; l < series.times; l++) {
      for (int k = 0; k < series.modes; k++) {
        sum += series.mid[l][k] * Math.cos(l * Math.acos(tau)) * terms.basis.evaluate(k, xi);
      }
    }
    assertEquals(direct, sum, ROUNDING_OF_SUMS * (1 + Math.abs(direct)));
  }
}
