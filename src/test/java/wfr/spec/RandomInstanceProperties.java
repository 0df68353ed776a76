package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import wfr.reference.ReferenceOperations;

/** The claims that hold for every grid, step and target, on random ones: the same checks that the command line runs on fixed instances. */
class RandomInstanceProperties {
  private final Operations reference = new ReferenceOperations();

  private <I> void assertSupported(Claim<I> claim, I instance, long seed) {
    Evidence e = claim.checkOne(reference, instance, seed);
    assertEquals(Verdict.SUPPORTED, e.verdict(), () -> instance + ": " + e);
  }

  /** An instance whose time is log-uniform over eleven decades. */
  private static GridInstance anyStep(long seed) {
    RandomProblems r = new RandomProblems(seed);
    return new GridInstance("random " + seed, r.problem(), r.cells(), r.logUniform(1e-7, 1e4));
  }

  /** G2: positive, conservative, within the range, KL-decreasing, for every dt. */
  @Property(tries = 300, shrinking = ShrinkingMode.OFF, seed = "1")
  void implicitStep_isPositiveConservativeAndDissipative(@ForAll long seed) {
    assertSupported(DiscretisationClaims.G2, anyStep(seed), seed);
  }

  /** G7: discrete entropy decay on any mesh, any dt, any target. */
  @Property(tries = 200, shrinking = ShrinkingMode.OFF, seed = "1")
  void entropy_decaysAtTheRateOfTheReaction(@ForAll long seed) {
    RandomProblems r = new RandomProblems(seed);
    assertSupported(
        DiscretisationClaims.G7,
        new GridInstance("random " + seed, r.problem(), r.cells(), r.logUniform(1e-3, 0.3)),
        seed);
  }

  /** A10: the maximum principle for any dt. */
  @Property(tries = 200, shrinking = ShrinkingMode.OFF, seed = "1")
  void logRatio_obeysTheMaximumPrinciple(@ForAll long seed) {
    RandomProblems r = new RandomProblems(seed);
    assertSupported(
        FlowClaims.A10,
        new GridInstance("random " + seed, r.problem(), r.cells(), r.logUniform(1e-3, 0.3)),
        seed);
  }

  /** B1: the Fisher-Rao map is a semigroup that shrinks log-ratios by exactly theta. */
  @Property(tries = 200, shrinking = ShrinkingMode.OFF, seed = "1")
  void reactionFlow_isASemigroupThatContractsLogRatios(@ForAll long seed) {
    assertSupported(ReactionClaims.B1, 1 + Math.floorMod(seed, 7L), seed);
  }
}
