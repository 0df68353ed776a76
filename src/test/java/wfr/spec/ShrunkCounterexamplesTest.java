package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static wfr.spec.DrawnProblem.mixture;
import static wfr.spec.DrawnProblem.polynomial;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import wfr.model.ResamplingScheme;
import wfr.reference.Reference;

/**
 * The smallest instances to which {@link InvariantProperties} shrank on planted defects: two cells and a constant V show most defects of the finite volumes.
 * Each must go on refuting its mutant, and the reference must pass on it. A new one: {@code mvn test -Dtest=InvariantProperties -Dwfr.mutant=ID}. Defects that
 * keep every invariant and only lose accuracy (midpoint masses, upwind flux, Lie sold as Strang) have none: the claims on orders refute them.
 */
class ShrunkCounterexamplesTest {
  private record Shrunk<I>(String mutant, Claim<I> claim, I instance, long seed) {}

  /** V = 0, rho_0 constant. */
  private static GridInstance flat(int cells, double time) {
    return new DrawnProblem(polynomial(), polynomial(), -1, 0.5, 1, 1).instance(cells, time);
  }

  private static GridInstance two(DrawnProblem.Shape target, DrawnProblem.Shape start) {
    return new DrawnProblem(target, start, -1, 0.5, 1, 1).instance(2, 1);
  }

  private static final List<Shrunk<?>> ALL =
      List.of(
          new Shrunk<>("fv-cell-volume", SplittingClaims.C1, flat(2, 1), 0),
          new Shrunk<>("fv-detailed-balance", SplittingClaims.C1, flat(2, 1), 0),
          new Shrunk<>("fv-leaky-boundary", DiscretisationClaims.G2, flat(2, 1), 0),
          new Shrunk<>("fv-flux-sign", DiscretisationClaims.G2, flat(2, 1), 0),
          new Shrunk<>("fv-explicit", DiscretisationClaims.G2, flat(2, 1), 0),
          new Shrunk<>(
              "fv-explicit",
              FlowClaims.A8,
              new DrawnProblem(polynomial(), polynomial(0, 1e-6), -1, 0.5, 1, 1).instance(101, 1),
              0),
          new Shrunk<>(
              "fv-acts-on-rho",
              DiscretisationClaims.G2,
              two(polynomial(0.0, 1e-6), polynomial()),
              0),
          new Shrunk<>(
              "fv-centred", DiscretisationClaims.G2, two(mixture(0.1, 0, 0.08), polynomial()), 0),
          new Shrunk<>(
              "op-asymmetric-step",
              DiscretisationClaims.G2,
              two(polynomial(0.0, 1e-6), polynomial()),
              0),
          new Shrunk<>("fr-sign", ReactionClaims.B1, flat(2, 1), 0),
          new Shrunk<>("fr-lambda-twice", ReactionClaims.B1, flat(2, 1), 0),
          new Shrunk<>("fr-lambda-1pc", ReactionClaims.B1, flat(2, 1), 0),
          new Shrunk<>(
              "fr-lambda-1pc-low", JumpClaims.B11, two(polynomial(), polynomial(0, 1e-6)), 0),
          new Shrunk<>("fr-no-normaliser", ReactionClaims.B1, flat(2, 1), 0),
          new Shrunk<>("fr-mean-not-divided", ReactionClaims.B1, flat(2, 1), 0),
          new Shrunk<>(
              "fr-forward-euler",
              DiscretisationClaims.G7,
              new DrawnProblem(polynomial(0, 2.343838), polynomial(), -1, 1, 1, 1e-6)
                  .instance(2, 1),
              3),
          new Shrunk<>(
              "fr-half-rate",
              FlowClaims.A10,
              new DrawnProblem(polynomial(0, 15.916431), polynomial(), -1.001071, 0.500037, 1, 1e-6)
                  .instance(2, 1),
              8),
          new Shrunk<>(
              "fr-clipped-log",
              SplittingClaims.C1,
              new DrawnProblem(polynomial(0, 21.480104), polynomial(), -1, 0.543402, 1, 1)
                  .instance(6, 1),
              0),
          new Shrunk<>("w-linear-domain", WeightClaims.E8, 703.42314, 0),
          new Shrunk<>("w-lambda-1-percent", WeightClaims.E8, 0.0, 0),
          new Shrunk<>("w-no-centring", WeightClaims.E8, 0.0, 0),
          new Shrunk<>("w-clipped-log", WeightClaims.E8, 0.0, 1),
          new Shrunk<>("rs-fixed-offset", ParticleClaims.E2, weights(1, 63), 0),
          new Shrunk<>("rs-squared-offset", ParticleClaims.E2, weights(1, 63), 0),
          new Shrunk<>("rs-argmax", ParticleClaims.E2, weights(1, 63), 0),
          new Shrunk<>("rs-last-lost", ParticleClaims.E2, weights(64), 0),
          new Shrunk<>("rs-weights-kept", ParticleClaims.E2, weights(64), 0),
          new Shrunk<>("birth-death-swapped", JumpClaims.E1, pair(1e-6), 0),
          new Shrunk<>("kill-set-unused", JumpClaims.E1, pair(3e-6), 0),
          new Shrunk<>("partner-from-others", JumpClaims.E1, pair(2e-6), 0),
          new Shrunk<>("cic-nearest-node", DensityClaims.E9, 2, 0),
          new Shrunk<>("cic-left-node", DensityClaims.E9, 2, 0));

  private static ParticleClaims.Draws weights(int... numerators) {
    return new ParticleClaims.Draws(ResamplingScheme.MULTINOMIAL, numerators);
  }

  /** Two particles that almost coincide. */
  private static JumpClaims.Crowd pair(double logRatio) {
    return new JumpClaims.Crowd(new double[] {0, 1e-6}, new double[] {0, logRatio}, 1);
  }

  @TestFactory
  Stream<DynamicTest> referencePasses_andTheMutantIsRefuted() {
    return ALL.stream()
        .map(s -> DynamicTest.dynamicTest(s.mutant() + " " + s.claim().id(), () -> check(s)));
  }

  private static <I> void check(Shrunk<I> s) {
    Evidence passed = s.claim().checkOne(Reference.IMPLEMENTATION, s.instance(), s.seed());
    assertEquals(Verdict.SUPPORTED, passed.verdict(), passed::toString);
    Evidence found = s.claim().checkOne(Subject.mutant(s.mutant()), s.instance(), s.seed());
    assertEquals(Verdict.REFUTED, found.verdict(), found::toString);
  }
}
