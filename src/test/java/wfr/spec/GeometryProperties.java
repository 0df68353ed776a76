package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import wfr.operation.Implementation;
import wfr.reference.Reference;
import wfr.spec.GeometryClaims.Draw;

/** The geometry claims over random measures: dimension, number of atoms and delta drawn from the seed. */
class GeometryProperties {
  private final Implementation reference = Reference.IMPLEMENTATION;

  private void assertSupported(Claim<Draw> claim, long seed) {
    RandomMeasures random = new RandomMeasures(seed ^ 0x5DEECE66DL);
    Draw draw =
        new Draw(
            seed,
            8 + (int) random.uniform(0, 40),
            1 + (int) random.uniform(0, 3),
            Math.exp(random.uniform(Math.log(0.1), Math.log(3))));
    Evidence e = claim.checkOne(reference, draw, seed);
    assertEquals(Verdict.SUPPORTED, e.verdict(), () -> draw + ": " + e);
  }

  /** A2: plan and potentials enclose the distance within 1e-9 of it. */
  @Property(tries = 150, shrinking = ShrinkingMode.OFF, seed = "1")
  void distance_isEnclosedByItsCertificate(@ForAll long seed) {
    assertSupported(GeometryClaims.A2, seed);
  }

  /** A3: the closed form of one atom to many. */
  @Property(tries = 100, shrinking = ShrinkingMode.OFF, seed = "1")
  void distanceOfOneAtomToMany_isTheClosedForm(@ForAll long seed) {
    assertSupported(GeometryClaims.A3, seed);
  }

  /** A4: symmetry, triangle inequality, multiples, Hellinger. */
  @Property(tries = 100, shrinking = ShrinkingMode.OFF, seed = "1")
  void distance_isAMetric_belowHellinger(@ForAll long seed) {
    assertSupported(GeometryClaims.A4, Math.floorMod(seed, 1L << 40));
  }

  /** A6: the spherical version is a metric. */
  @Property(tries = 60, shrinking = ShrinkingMode.OFF, seed = "1")
  void sphericalDistance_isAMetric(@ForAll long seed) {
    assertSupported(GeometryClaims.A6, seed);
  }
}
