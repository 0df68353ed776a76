package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static wfr.generators.Generators.anySize;
import static wfr.generators.Generators.count;
import static wfr.generators.Generators.logUniform;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import wfr.generators.ProblemGenerators;
import wfr.model.ResamplingScheme;
import wfr.operation.Implementation;

/**
 * The claims that hold for every grid, step, target and population, on random ones: the checks that the command line runs on fixed instances. Counterexamples
 * shrink; seeds are for vectors that the claims make. Those that planted defects gave are kept in {@link ShrunkCounterexamplesTest}. With {@code -Dwfr.mutant=ID} the properties run on that mutant.
 */
class InvariantProperties {
  private final Implementation operations = Subject.operations();

  private <I> void assertSupported(Claim<I> claim, I instance, long seed) {
    Evidence e = claim.checkOne(operations, instance, seed);
    assertEquals(Verdict.SUPPORTED, e.verdict(), () -> instance + ": " + e);
  }

  /** Steps over eleven decades. */
  @Provide
  Arbitrary<GridInstance> anyStep() {
    return ProblemGenerators.instances(1e-7, 1e4);
  }

  /** Steps or times of order one. */
  @Provide
  Arbitrary<GridInstance> moderateStep() {
    return ProblemGenerators.instances(1e-3, 1);
  }

  /** Runs long enough for the reverse KL; A8 and A9 make 300 steps. */
  @Provide
  Arbitrary<GridInstance> runs() {
    return Combinators.combine(ProblemGenerators.problems(), count(101, 120), logUniform(1e-2, 10))
        .as(DrawnProblem::instance);
  }

  /** Two starts for one target. */
  @Provide
  Arbitrary<ContractionClaims.Pair> pairs() {
    return Combinators.combine(
            ProblemGenerators.problems(),
            anySize(-3, 3),
            logUniform(0.1, 4),
            count(2, 60),
            logUniform(1e-3, 0.05))
        .as(
            (drawn, mean, variance, cells, step) ->
                new ContractionClaims.Pair(
                    drawn.problem(), wfr.model.GaussianLaw.of(mean, variance), cells, step));
  }

  @Provide
  Arbitrary<ParticleClaims.Draws> resamplings() {
    return Combinators.combine(
            Arbitraries.of(ResamplingScheme.values()).filter(s -> s != ResamplingScheme.NONE),
            ProblemGenerators.weights())
        .as(ParticleClaims.Draws::new);
  }

  @Provide
  Arbitrary<JumpClaims.Crowd> crowds() {
    return ProblemGenerators.crowds();
  }

  @Provide
  Arbitrary<Double> shifts() {
    return anySize(-3e5, 3e5);
  }

  /** C1: pi is a fixed point of every splitting and transport, for every dt. */
  @Property(tries = 200, seed = "1")
  void everySplitting_fixesPi(@ForAll("anyStep") GridInstance i) {
    assertSupported(SplittingClaims.C1, i, 1);
  }

  /** G2: positive, conservative, within the range, KL-decreasing, for every dt. */
  @Property(tries = 300, seed = "1")
  void implicitStep_isPositiveConservativeAndDissipative(
      @ForAll("anyStep") GridInstance i, @ForAll @IntRange(max = 1000) int seed) {
    assertSupported(DiscretisationClaims.G2, i, seed);
  }

  /** G7: discrete entropy decay on any mesh, any dt, any target. */
  @Property(tries = 200, seed = "1")
  void entropy_decaysAtTheRateOfTheReaction(
      @ForAll("moderateStep") GridInstance i, @ForAll @IntRange(max = 1000) int seed) {
    assertSupported(DiscretisationClaims.G7, i, seed);
  }

  /** A8: the reverse KL decays at the rate of the reaction, on any mesh. */
  @Property(tries = 25, seed = "1")
  void reverseEntropy_decaysAtTheRateOfTheReaction(@ForAll("runs") GridInstance i) {
    assertSupported(FlowClaims.A8, i, 1);
  }

  /** A9: KL(rho_t|pi) is at most KL(pi|rho_0)/(e^{lambda t} - 1), on any mesh. */
  @Property(tries = 25, seed = "1")
  void entropy_fallsWhateverTheBarrier(@ForAll("runs") GridInstance i) {
    assertSupported(FlowClaims.A9, i, 1);
  }

  /** A10: the maximum principle for any dt. */
  @Property(tries = 200, seed = "1")
  void logRatio_obeysTheMaximumPrinciple(
      @ForAll("moderateStep") GridInstance i, @ForAll @IntRange(max = 1000) int seed) {
    assertSupported(FlowClaims.A10, i, seed);
  }

  /** A12D: any two solutions approach one another in Hilbert's metric. */
  @Property(tries = 60, seed = "1")
  void anyTwoSolutions_approachOneAnother(@ForAll("pairs") ContractionClaims.Pair pair) {
    assertSupported(ContractionClaims.A12D, pair, 1);
  }

  /** B1: the Fisher-Rao map is a semigroup that shrinks log-ratios by exactly theta. */
  @Property(tries = 200, seed = "1")
  void reaction_isASemigroupThatContractsLogRatios(
      @ForAll("moderateStep") GridInstance i, @ForAll @IntRange(max = 1000) int seed) {
    assertSupported(ReactionClaims.B1, i, seed);
  }

  /** B11: the reaction is geometric tempering. */
  @Property(tries = 200, seed = "1")
  void reaction_isTempering(@ForAll("moderateStep") GridInstance i) {
    assertSupported(JumpClaims.B11, i, 1);
  }

  /** E1: the generator of the birth-death process, by enumeration of its events. */
  @Property(tries = 200, seed = "1")
  void birthDeath_hasTheCovarianceAsItsGenerator(@ForAll("crowds") JumpClaims.Crowd crowd) {
    assertSupported(JumpClaims.E1, crowd, 1);
  }

  /** E2: every resampling is unbiased, by enumeration of its uniforms. */
  @Property(tries = 200, seed = "1")
  void resampling_isUnbiased(@ForAll("resamplings") ParticleClaims.Draws draws) {
    assertSupported(ParticleClaims.E2, draws, 1);
  }

  /** E8: the algebra of weights, under shifts beyond the range of exp. */
  @Property(tries = 200, seed = "1")
  void weights_areAdditiveAndIgnoreACommonFactor(
      @ForAll("shifts") double shift, @ForAll @IntRange(max = 1000) int seed) {
    assertSupported(WeightClaims.E8, shift, seed);
  }

  /** E9: the estimate keeps mass and mean. */
  @Property(tries = 200, seed = "1")
  void cloudInCell_keepsMassAndMean(
      @ForAll @IntRange(min = 2, max = 200) int cells, @ForAll @IntRange(max = 1000) int seed) {
    assertSupported(DensityClaims.E9, cells, seed);
  }
}
