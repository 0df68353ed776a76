package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static wfr.generators.Generators.count;
import static wfr.generators.Generators.logUniform;
import static wfr.generators.ProblemGenerators.space;

import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import wfr.generators.Generators;
import wfr.model.DensityEstimate.Evaluation;
import wfr.model.Domain;
import wfr.model.WfrProblem;
import wfr.operation.Implementation;
import wfr.reference.Reference;

/** The claims in d dimensions over random steps and points. */
class SpaceProperties {
  private final Implementation reference = Reference.IMPLEMENTATION;

  private <I> void assertSupported(Claim<I> claim, I instance, long seed) {
    Evidence e = claim.checkOne(reference, instance, seed);
    assertEquals(Verdict.SUPPORTED, e.verdict(), () -> instance + ": " + e);
  }

  @Provide
  Arbitrary<Double> steps() {
    return logUniform(Math.exp(-9), Math.E);
  }

  /** Of points and coefficients that the claims draw. */
  @Provide
  Arbitrary<Long> seeds() {
    return Generators.seeds();
  }

  /** C2N: every scheme, from steps that change nothing to steps that change everything. */
  @Property(tries = 40, seed = "1")
  void splittings_haveOneMultiplier_forEveryStep(
      @ForAll("steps") double h, @ForAll("seeds") long seed) {
    assertSupported(SpaceClaims.C2N, h, seed);
  }

  /** E9N: at other points. */
  @Property(tries = 20, seed = "1")
  void kernelSums_areConvolutions_atEveryPoint(@ForAll("seeds") long seed) {
    for (Evaluation e : new Evaluation[] {Evaluation.BLOCKED, Evaluation.TREE, Evaluation.BINNED}) {
      assertSupported(SpaceKernelClaims.E9N, new SpaceKernelClaims.Kernels(2, e), seed);
    }
  }

  /** Target and start with full covariances. */
  private static Arbitrary<WfrProblem> problems(int d) {
    double[] lower = new double[d];
    double[] upper = new double[d];
    Arrays.fill(lower, -9);
    Arrays.fill(upper, 9);
    Domain box = new Domain(lower, upper, Domain.Boundary.LINE);
    return Combinators.combine(space(d, 0.5), space(d, 0.5))
        .as((target, initial) -> new WfrProblem(target, initial, box, 0.9, 0.8));
  }

  @Provide
  Arbitrary<WfrProblem> moreDimensions() {
    return count(4, 15).flatMap(SpaceProperties::problems);
  }

  @Provide
  Arbitrary<WfrProblem> fiftyDimensions() {
    return problems(50);
  }

  /** E7N in more dimensions: step and weights of the implementation have the law of order 1 towards the closed form. */
  @Property(tries = 4, seed = "1")
  void lawOfTheScheme_hasOrderOne_inMoreDimensions(@ForAll("moreDimensions") WfrProblem p) {
    assertOrderOne(p);
  }

  @Property(tries = 1, seed = "1")
  void lawOfTheScheme_hasOrderOne_inFiftyDimensions(@ForAll("fiftyDimensions") WfrProblem p) {
    assertOrderOne(p);
  }

  private void assertOrderOne(WfrProblem p) {
    Evidence e = SpaceSchemeLaw.convergence(reference, p);
    assertEquals(Verdict.SUPPORTED, e.verdict(), e::toString);
  }
}
