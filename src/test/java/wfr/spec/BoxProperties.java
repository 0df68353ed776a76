package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static wfr.generators.Generators.between;
import static wfr.generators.Generators.count;
import static wfr.generators.Generators.logUniform;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.WfrProblem;
import wfr.operation.Implementation;
import wfr.reference.Reference;

/** The claims of the plane over random products of Gaussians and wells. */
class BoxProperties {
  private final Implementation reference = Reference.IMPLEMENTATION;

  /** A shallow well across any Gaussian, turned. */
  private record Product(
      double lambda, double mean, double variance, double start, double spread, double angle) {
    BoxClaims.Rotated on(int cells, double time) {
      WfrProblem second =
          new WfrProblem(
              GaussianLaw.of(mean, variance),
              GaussianLaw.of(start, spread),
              Domain.interval(-4, 4, Domain.Boundary.LINE),
              lambda,
              1);
      RotatedProduct product =
          RotatedProduct.inPlane(Problems.shallowWell(lambda, 1), second, angle);
      return new BoxClaims.Rotated(toString(), product, cells, time);
    }
  }

  private static Arbitrary<Product> products(Arbitrary<Double> angle) {
    return Combinators.combine(
            between(0, 3),
            between(-0.5, 0.5),
            between(0.2, 0.35),
            between(-0.5, 0.5),
            between(0.1, 0.3),
            angle)
        .as(Product::new);
  }

  /** Steps over seven decades. */
  @Provide
  Arbitrary<BoxClaims.Rotated> anyStep() {
    return Combinators.combine(
            products(between(0.1, 3)), count(16, 35), logUniform(Math.exp(-9), Math.exp(7)))
        .as(Product::on);
  }

  @Provide
  Arbitrary<BoxClaims.Rotated> aligned() {
    return Combinators.combine(products(Arbitraries.just(0.0)), count(24, 53))
        .as((p, cells) -> p.on(cells, 0.1));
  }

  private void assertSupported(Claim<BoxClaims.Rotated> claim, BoxClaims.Rotated i) {
    Evidence e = claim.checkOne(reference, i, 1);
    assertEquals(Verdict.SUPPORTED, e.verdict(), () -> i + ": " + e);
  }

  /** G2P: positive, conservative, KL does not grow. */
  @Property(tries = 20, seed = "1")
  void implicitStep_isPositiveAndConservative_forEveryAngleAndStep(
      @ForAll("anyStep") BoxClaims.Rotated i) {
    assertSupported(BoxClaims.G2P, i);
  }

  /** G1P: stationarity, and factors of aligned products. */
  @Property(tries = 20, seed = "1")
  void alignedProducts_factor(@ForAll("aligned") BoxClaims.Rotated i) {
    assertSupported(BoxClaims.G1P, i);
  }
}
