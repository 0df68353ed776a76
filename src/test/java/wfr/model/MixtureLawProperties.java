package wfr.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static wfr.generators.Generators.between;
import static wfr.generators.Generators.list;
import static wfr.generators.Generators.matrix;
import static wfr.generators.Generators.normal;
import static wfr.generators.Generators.vector;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class MixtureLawProperties {
  /** Logarithms and gradients below 1000, each a sum of a few dozen terms. */
  private static final double ROUNDING = 256 * Math.ulp(1000.0);

  /** A Gaussian in space, of which the first d coordinates count. */
  private record Component(double weight, double[] mean, double[] variance) {
    GaussianLaw law(int d) {
      double[][] covariance = new double[d][d];
      for (int k = 0; k < d; k++) {
        covariance[k][k] = variance[k];
      }
      return new GaussianLaw(Arrays.copyOf(mean, d), covariance);
    }
  }

  @Provide
  Arbitrary<List<Component>> components() {
    return list(
        1,
        4,
        Combinators.combine(between(1, 2), vector(3, normal(2)), vector(3, between(1, 2)))
            .as(Component::new));
  }

  @Provide
  Arbitrary<double[][]> points() {
    return matrix(3, 5, normal(4));
  }

  /** The block form is the value and the gradient point by point, in any dimension. */
  @Property(tries = 60)
  void block_isPointByPoint(
      @ForAll @IntRange(min = 1, max = 3) int d,
      @ForAll("components") List<Component> components,
      @ForAll("points") double[][] points) {
    MixtureLaw law =
        new MixtureLaw(
            components.stream().mapToDouble(Component::weight).toArray(),
            components.stream().map(c -> c.law(d)).toList());
    double[][] x = Arrays.copyOf(points, d);
    int n = x[0].length;
    double[][] gradient = new double[d][n];
    double[] value = new double[n];
    law.evaluate(x, n, value, gradient);
    for (int i = 0; i < n; i++) {
      double[] point = new double[d];
      for (int k = 0; k < d; k++) {
        point[k] = x[k][i];
      }
      double[] g = new double[d];
      law.gradient(point, g);
      assertEquals(law.value(point), value[i], ROUNDING);
      for (int k = 0; k < d; k++) {
        assertEquals(g[k], gradient[k][i], ROUNDING);
      }
    }
  }
}
