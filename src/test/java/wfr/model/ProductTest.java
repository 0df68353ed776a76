package wfr.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static wfr.generators.Generators.between;
import static wfr.generators.Generators.count;
import static wfr.generators.Generators.vector;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Products of one-dimensional potentials and laws in rotated frames. */
class ProductTest {
  private static final double STEP = 1e-4;

  /** A direction of reflection and a point. */
  record Case(double[] v, double[] x) {}

  @Provide
  Arbitrary<Case> cases() {
    return count(1, 50)
        .flatMap(
            d ->
                Combinators.combine(vector(d, between(0.2, 1)), vector(d, between(-1, 1)))
                    .as(Case::new));
  }

  private static List<Potential> wells(int d) {
    List<Potential> factors = new ArrayList<>();
    for (int k = 0; k < d; k++) {
      factors.add(
          k % 2 == 0 ? PolynomialPotential.doubleWell(1, 0.1 * k) : GaussianLaw.of(0.1 * k, 2));
    }
    return factors;
  }

  /** (R' x)_k = x_k - 2 v_k (v.x)/|v|^2: a reflection is its own inverse. */
  private static double[] reflected(double[] v, double[] x) {
    double vx = 0;
    double vv = 0;
    for (int k = 0; k < v.length; k++) {
      vx += v[k] * x[k];
      vv += v[k] * v[k];
    }
    double[] y = new double[v.length];
    for (int k = 0; k < y.length; k++) {
      y[k] = x[k] - 2 * v[k] * vx / vv;
    }
    return y;
  }

  /** Coordinates come from sums of d products, so they are off by about d ulp of |x|, at most sqrt(d), values by that times the slopes, at most 8 |y|^3 + 5. */
  private static double rounding(double[] x) {
    double reach = Math.sqrt(x.length);
    return 8 * x.length * x.length * Math.ulp(8 * reach * reach * reach + 5);
  }

  @Property(tries = 30, seed = "1")
  void valueAndGradient_areThoseOfTheFactorsInTheReflectedCoordinates(@ForAll("cases") Case c) {
    double[] x = c.x();
    int d = x.length;
    List<Potential> factors = wells(d);
    ProductPotential v = new ProductPotential(factors, OrthogonalFrame.householder(c.v()));
    double[] y = reflected(c.v(), x);
    double value = 0;
    double[] slopes = new double[d];
    for (int k = 0; k < d; k++) {
      value += factors.get(k).value(y[k]);
      slopes[k] = factors.get(k).derivative(y[k]);
    }
    double[] expected = reflected(c.v(), slopes);
    double[] gradient = new double[d];
    v.gradient(x, gradient);
    double tolerance = rounding(x);
    assertEquals(value, v.value(x), tolerance);
    for (int k = 0; k < d; k++) {
      assertEquals(expected[k], gradient[k], tolerance);
    }
  }

  /** The block form is the point form, up to the order of the sums. */
  @Property(tries = 30, seed = "1")
  void blockForm_isThePointForm(@ForAll("cases") Case c) {
    int d = c.x().length;
    ProductPotential v = new ProductPotential(wells(d), OrthogonalFrame.householder(c.v()));
    double[][] points = {c.x(), c.v(), new double[d]};
    int n = points.length;
    double[][] block = new double[d][n];
    for (int k = 0; k < d; k++) {
      for (int i = 0; i < n; i++) {
        block[k][i] = points[i][k];
      }
    }
    double[] value = new double[n];
    double[][] gradient = new double[d][n];
    v.evaluate(block, n, value, gradient);
    double[] g = new double[d];
    for (int i = 0; i < n; i++) {
      v.gradient(points[i], g);
      assertEquals(v.value(points[i]), value[i], rounding(points[i]));
      for (int k = 0; k < d; k++) {
        assertEquals(g[k], gradient[k][i], rounding(points[i]));
      }
    }
  }

  /**
   * Central differences err by h^2/6 times a third derivative of V along e_k, at most 24 |y| sum_l |R_kl|^3, below 24 sqrt(d), and by the rounding of
   * V, some d^2 ulp of sum_k F_k, at most (|y|^2 + 1)^2 + 6 d, over h.
   */
  @Property(tries = 30, seed = "1")
  void gradient_isThatOfTheValue_byDifferences(@ForAll("cases") Case c) {
    double[] x = c.x();
    int d = x.length;
    ProductPotential v = new ProductPotential(wells(d), OrthogonalFrame.householder(c.v()));
    double[] gradient = new double[d];
    v.gradient(x, gradient);
    double largest = (d + 1.0) * (d + 1.0) + 6 * d;
    double tolerance = 24 * Math.sqrt(d) * STEP * STEP / 6 + 8 * d * d * Math.ulp(largest) / STEP;
    for (int k = 0; k < d; k++) {
      double[] up = x.clone();
      double[] down = x.clone();
      up[k] += STEP;
      down[k] -= STEP;
      assertEquals((v.value(up) - v.value(down)) / (up[k] - down[k]), gradient[k], tolerance);
    }
  }

  /** A product of normal laws in a frame is N(R m, R diag(s) R'). */
  @Property(tries = 30, seed = "1")
  void productOfGaussians_isTheRotatedGaussian(@ForAll("cases") Case c) {
    double[] x = c.x();
    int d = x.length;
    OrthogonalFrame frame = OrthogonalFrame.householder(c.v());
    List<GaussianLaw> factors = new ArrayList<>();
    double[] means = new double[d];
    for (int k = 0; k < d; k++) {
      means[k] = 0.2 * k / d;
      factors.add(GaussianLaw.of(means[k], 0.5 + (double) k / d));
    }
    double[] mean = new double[d];
    frame.point(means, mean);
    double[][] covariance = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = i; j < d; j++) {
        for (int k = 0; k < d; k++) {
          double variance = factors.get(k).covariance()[0][0];
          covariance[i][j] += frame.entry(i, k) * variance * frame.entry(j, k);
        }
        covariance[j][i] = covariance[i][j];
      }
    }
    GaussianLaw whole = new GaussianLaw(mean, covariance);
    ProductLaw law = new ProductLaw(factors, frame);
    // condition number 3, sums of d terms: about d^2 ulp of log-densities up to 3 d
    double tolerance = 64 * d * d * Math.ulp(3.0 * d);
    assertEquals(whole.logDensity(x), law.logDensity(x), tolerance);
    ProductPotential v = new ProductPotential(factors, frame.rows());
    assertEquals(whole.value(x), v.value(x), tolerance);
    assertEquals(d, law.frame().dimension());
  }

  /** The mass outside a box is that of the rotated Gaussian: landmarks find narrow factors on slanted axes. */
  @Example
  void narrowFactors_areSeenByTheMassOutside() {
    OrthogonalFrame frame = OrthogonalFrame.householder(1, 0.4);
    List<GaussianLaw> factors = List.of(GaussianLaw.of(1, 1e-5), GaussianLaw.of(-2, 2e-5));
    Domain box = new Domain(new double[] {-5, -5}, new double[] {5, 5}, Domain.Boundary.LINE);
    // the nearest edge is hundreds of standard deviations away
    double nothing = Math.ulp(1.0);
    assertEquals(0, BoxMass.ofInitial(new ProductLaw(factors, frame), box).outside(), nothing);
    assertEquals(0, BoxMass.ofTarget(new ProductPotential(factors, frame), box).outside(), nothing);
  }

  @Example
  void frameThatIsNotOrthogonal_isRefused() {
    for (double[][] rows :
        new double[][][] {
          {{1, 0}, {1e-11, 1}}, {{1, 0}}, {{2, 0}, {0, 1}}, {{1, Double.NaN}, {0, 1}}, {}
        }) {
      assertThrows(IllegalArgumentException.class, () -> new OrthogonalFrame(rows));
    }
    assertThrows(IllegalArgumentException.class, () -> OrthogonalFrame.householder(0, 0));
    List<Potential> one = List.of(GaussianLaw.of(0, 1));
    OrthogonalFrame two = OrthogonalFrame.identity(2);
    assertThrows(IllegalArgumentException.class, () -> new ProductPotential(one, two));
    Potential plane = new ProductPotential(wells(2), two);
    assertThrows(
        IllegalArgumentException.class,
        () -> new ProductPotential(List.of(plane, GaussianLaw.of(0, 1)), two));
  }
}
