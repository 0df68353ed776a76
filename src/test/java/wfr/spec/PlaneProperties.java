package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.WfrProblem;
import wfr.operation.Implementation;
import wfr.reference.Reference;

/** The claims of the plane over random products of Gaussians and wells, drawn from the seed. */
class PlaneProperties {
  private final Implementation reference = Reference.IMPLEMENTATION;

  private static RotatedProduct product(RandomMeasures random, double angle) {
    double lambda = random.uniform(0, 3);
    WfrProblem first = Problems.shallowWell(lambda, 1);
    WfrProblem second =
        new WfrProblem(
            GaussianLaw.of(random.uniform(-0.5, 0.5), random.uniform(0.2, 0.35)),
            GaussianLaw.of(random.uniform(-0.5, 0.5), random.uniform(0.1, 0.3)),
            Domain.interval(-4, 4, Domain.Boundary.LINE),
            lambda,
            1);
    return new RotatedProduct(first, second, angle);
  }

  private void assertSupported(Claim<PlaneClaims.Rotated> claim, PlaneClaims.Rotated i) {
    Evidence e = claim.checkOne(reference, i, 1);
    assertEquals(Verdict.SUPPORTED, e.verdict(), () -> i + ": " + e);
  }

  /** G2P: positive, conservative, KL does not grow. */
  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void implicitStep_isPositiveAndConservative_forEveryAngleAndStep(@ForAll long seed) {
    RandomMeasures random = new RandomMeasures(seed);
    RotatedProduct p = product(random, random.uniform(0.1, 3));
    double dt = Math.exp(random.uniform(-9, 7));
    int cells = 16 + (int) random.uniform(0, 20);
    assertSupported(PlaneClaims.G2P, new PlaneClaims.Rotated("random", p, cells, dt));
  }

  /** G1P: stationarity, and factors of aligned products. */
  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void alignedProducts_factor(@ForAll long seed) {
    RandomMeasures random = new RandomMeasures(seed);
    RotatedProduct p = product(random, 0);
    int cells = 24 + (int) random.uniform(0, 30);
    assertSupported(PlaneClaims.G1P, new PlaneClaims.Rotated("random", p, cells, 0.1));
  }
}
