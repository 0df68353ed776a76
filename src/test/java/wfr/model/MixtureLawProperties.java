package wfr.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MixtureLawProperties {
  /** Logarithms and gradients below 1000, each a sum of a few dozen terms. */
  private static final double ROUNDING = 256 * Math.ulp(1000.0);

  /** The block form is the value and the gradient point by point, in any dimension. */
  @Property(tries = 60)
  void block_isPointByPoint(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int d,
      @ForAll @IntRange(min = 1, max = 4) int components) {
    Random random = new Random(seed);
    List<GaussianLaw> laws = new ArrayList<>();
    double[] w = new double[components];
    for (int c = 0; c < components; c++) {
      double[] mean = new double[d];
      double[][] covariance = new double[d][d];
      for (int k = 0; k < d; k++) {
        mean[k] = 2 * random.nextGaussian();
        covariance[k][k] = 1 + random.nextDouble();
      }
      laws.add(new GaussianLaw(mean, covariance));
      w[c] = 1 + random.nextDouble();
    }
    MixtureLaw law = new MixtureLaw(w, laws);
    int n = 5;
    double[][] x = new double[d][n];
    double[][] gradient = new double[d][n];
    double[] value = new double[n];
    for (double[] row : x) {
      for (int i = 0; i < n; i++) {
        row[i] = 4 * random.nextGaussian();
      }
    }
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
