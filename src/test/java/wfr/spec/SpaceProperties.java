package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import wfr.model.DensityEstimate.Evaluation;
import wfr.reference.ReferenceOperations;

/** The claims in d dimensions over random steps and points. */
class SpaceProperties {
  private final Operations reference = new ReferenceOperations();

  private <I> void assertSupported(Claim<I> claim, I instance, long seed) {
    Evidence e = claim.checkOne(reference, instance, seed);
    assertEquals(Verdict.SUPPORTED, e.verdict(), () -> instance + ": " + e);
  }

  /** C2N: every scheme, from steps that change nothing to steps that change everything. */
  @Property(tries = 40, shrinking = ShrinkingMode.OFF, seed = "1")
  void splittings_haveOneMultiplier_forEveryStep(@ForAll long seed) {
    double h = Math.exp(new RandomMeasures(seed).uniform(-9, 1));
    assertSupported(SpaceClaims.C2N, h, seed);
  }

  /** E9N: at other points. */
  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void kernelSums_areConvolutions_atEveryPoint(@ForAll long seed) {
    for (Evaluation e : new Evaluation[] {Evaluation.BLOCKED, Evaluation.TREE, Evaluation.BINNED}) {
      assertSupported(SpaceClaims.E9N, new SpaceClaims.Kernels(2, e), seed);
    }
  }
}
