package wfr.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Gaussians and mixtures in any dimension as potentials. */
class SpaceLawsTest {
  /** Central differences with a step h err by h^2/6 times a third derivative, below 100 here, and by the rounding of V over h. */
  private static final double STEP = 1e-4;

  private static final double DIFFERENCE = 100 * STEP * STEP / 6 + 100 * Math.ulp(1.0) / STEP;

  private static GaussianLaw gaussian(SplittableRandom random, int d) {
    double[][] c = new double[d][d];
    double[][] a = new double[d][d];
    double[] m = new double[d];
    for (int k = 0; k < d; k++) {
      m[k] = 2 * random.nextDouble() - 1;
      for (int l = 0; l < d; l++) {
        a[k][l] = (2 * random.nextDouble() - 1) / Math.sqrt(d);
      }
    }
    for (int k = 0; k < d; k++) {
      for (int l = 0; l < d; l++) {
        for (int j = 0; j < d; j++) {
          c[k][l] += a[k][j] * a[l][j];
        }
      }
      c[k][k] += 0.5;
    }
    return new GaussianLaw(m, c);
  }

  /** grad V is the gradient of V, and the block form is both, up to 50 dimensions. */
  @Property(tries = 30, shrinking = ShrinkingMode.OFF, seed = "1")
  void gradientOfAMixture_isThatOfItsValue_inEveryDimension(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int d = 2 + random.nextInt(49);
    MixtureLaw v =
        new MixtureLaw(
            new double[] {1, 2.5, 0.7},
            List.of(gaussian(random, d), gaussian(random, d), gaussian(random, d)));
    double[] x = new double[d];
    double[][] block = new double[d][1];
    for (int k = 0; k < d; k++) {
      x[k] = 2 * random.nextDouble() - 1;
      block[k][0] = x[k];
    }
    double[] g = new double[d];
    v.gradient(x, g);
    double[] value = new double[1];
    double[][] gradient = new double[d][1];
    v.evaluate(block, 1, value, gradient);
    assertEquals(v.value(x), value[0], 0);
    for (int k = 0; k < d; k++) {
      assertEquals(g[k], gradient[k][0], 0);
      double[] up = x.clone();
      double[] down = x.clone();
      up[k] += STEP;
      down[k] -= STEP;
      double slope = (v.value(up) - v.value(down)) / (up[k] - down[k]);
      assertEquals(g[k], slope, DIFFERENCE * (1 + Math.abs(v.value(x))));
    }
  }
}
