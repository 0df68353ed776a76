package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import wfr.reference.Reference;

class CorrectionProperties {
  /** For any smooth drift b and any smooth path U_t on the circle the corrected weighted law is e^{-U_t}/Z_0. */
  @Property(tries = 8)
  void anyDriftWithItsCorrectionTerm_followsThePath(@ForAll @IntRange(min = 100) int seed) {
    Evidence e =
        CorrectionClaims.D7.checkOne(Reference.IMPLEMENTATION, CorrectionClaims.random(seed), 1);
    assertEquals(Verdict.SUPPORTED, e.verdict(), e::toString);
  }

  /** A linear drift with its correction term leaves a Gaussian target where it is. */
  @Property(tries = 200)
  void linearDriftWithItsCorrectionTerm_fixesTheGaussian(
      @ForAll @IntRange(min = -150, max = 140) int slope,
      @ForAll @IntRange(min = -100, max = 100) int offset) {
    Evidence e =
        CorrectionClaims.D7G.checkOne(
            Reference.IMPLEMENTATION, new double[] {offset / 100.0, slope / 100.0}, 1);
    assertEquals(Verdict.SUPPORTED, e.verdict(), e::toString);
  }
}
