package wfr.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static wfr.generators.Generators.between;
import static wfr.generators.Generators.count;
import static wfr.generators.Generators.vector;
import static wfr.generators.ProblemGenerators.space;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Gaussians and mixtures in any dimension as potentials. */
class SpaceLawsTest {
  /** Central differences with a step h err by h^2/6 times a third derivative, below 100 here, and by the rounding of V over h. */
  private static final double STEP = 1e-4;

  private static final double DIFFERENCE = 100 * STEP * STEP / 6 + 100 * Math.ulp(1.0) / STEP;

  /** Three Gaussians and a point. */
  private record Case(GaussianLaw first, GaussianLaw second, GaussianLaw third, double[] x) {}

  /** In 2 to 50 dimensions. */
  @Provide
  Arbitrary<Case> cases() {
    return count(2, 50)
        .flatMap(
            d ->
                Combinators.combine(
                        space(d, 1), space(d, 1), space(d, 1), vector(d, between(-1, 1)))
                    .as(Case::new));
  }

  /** grad V is the gradient of V, and the block form is both, up to 50 dimensions. */
  @Property(tries = 30, seed = "1")
  void gradientOfAMixture_isThatOfItsValue_inEveryDimension(@ForAll("cases") Case c) {
    MixtureLaw v =
        new MixtureLaw(new double[] {1, 2.5, 0.7}, List.of(c.first(), c.second(), c.third()));
    double[] x = c.x();
    int d = x.length;
    double[][] block = new double[d][1];
    for (int k = 0; k < d; k++) {
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
