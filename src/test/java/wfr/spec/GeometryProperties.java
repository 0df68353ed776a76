package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static wfr.generators.Generators.count;
import static wfr.generators.Generators.logUniform;
import static wfr.generators.Generators.seeds;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import wfr.operation.Implementation;
import wfr.reference.Reference;
import wfr.spec.GeometryClaims.Draw;

/** The geometry claims over random measures, which the claims make from a seed. */
class GeometryProperties {
  private final Implementation reference = Reference.IMPLEMENTATION;

  @Provide
  Arbitrary<Draw> draws() {
    return Combinators.combine(seeds(), count(8, 47), count(1, 3), logUniform(0.1, 3))
        .as(Draw::new);
  }

  private void assertSupported(Claim<Draw> claim, Draw draw) {
    Evidence e = claim.checkOne(reference, draw, draw.seed());
    assertEquals(Verdict.SUPPORTED, e.verdict(), () -> draw + ": " + e);
  }

  /** A2: plan and potentials enclose the distance within 1e-9 of it. */
  @Property(tries = 150, seed = "1")
  void distance_isEnclosedByItsCertificate(@ForAll("draws") Draw draw) {
    assertSupported(GeometryClaims.A2, draw);
  }

  /** A3: the closed form of one atom to many. */
  @Property(tries = 100, seed = "1")
  void distanceOfOneAtomToMany_isTheClosedForm(@ForAll("draws") Draw draw) {
    assertSupported(GeometryClaims.A3, draw);
  }

  /** A4: symmetry, triangle inequality, multiples, Hellinger. */
  @Property(tries = 100, seed = "1")
  void distance_isAMetric_belowHellinger(@ForAll("draws") Draw draw) {
    assertSupported(GeometryClaims.A4, draw);
  }

  /** A6: the spherical version is a metric. */
  @Property(tries = 60, seed = "1")
  void sphericalDistance_isAMetric(@ForAll("draws") Draw draw) {
    assertSupported(GeometryClaims.A6, draw);
  }
}
