package wfr.spec;

import static wfr.operation.CorrectionOperations.REWEIGHTED_GRID;
import static wfr.operation.GridOperations.REACTION;
import static wfr.operation.WeightOperations.RESET_LOG_WEIGHTS;
import static wfr.spec.Verdicts.assertRefutes;
import static wfr.spec.Verdicts.assertVerdict;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import wfr.defects.Discovery;
import wfr.reference.Reference;

/** Parts of checks on reaction, correction and resampling that no planted defect of the suite reaches: each refutes a defect made for it alone. */
class ReactionClaimsPartsTest {
  /** V has its axis at pi/2: cells c and 19 - c have one mass, so exchanging their values moves no sum. */
  @TestFactory
  Stream<DynamicTest> theReaction_contractsEveryRatio_whateverTheSums() {
    return Discovery.test(
        "B1",
        "contraction",
        () ->
            assertVerdict(
                Verdict.REFUTED,
                ReactionClaims.B1,
                ReactionClaims.B1.instances().stream()
                    .filter(i -> i.name().equals("torus"))
                    .findAny()
                    .orElseThrow(),
                Reference.IMPLEMENTATION.with(
                    REACTION,
                    (call, next) -> {
                      double[] h = next.apply(call);
                      for (int c = 0; c < 10; c++) {
                        double least = Math.min(h[c], h[19 - c]);
                        h[19 - c] = Math.max(h[c], h[19 - c]);
                        h[c] = least;
                      }
                      return h;
                    })));
  }

  /** A reaction that is right for the time of the instance alone, not for its parts. */
  @TestFactory
  Stream<DynamicTest> theReaction_isASemigroup() {
    return Discovery.test(
        "B1",
        "semigroup",
        () -> {
          for (GridInstance i : ReactionClaims.B1.instances()) {
            assertVerdict(
                Verdict.REFUTED,
                ReactionClaims.B1,
                i,
                Reference.IMPLEMENTATION.with(
                    REACTION,
                    (c, next) ->
                        next.apply(c.rate() == i.time() ? c : c.withRate(c.rate() + 0.01))));
          }
        });
  }

  /** D7: masses off by a function that only one of the three integrals sees. */
  @TestFactory
  Stream<DynamicTest> everyIntegralOfTheWeightedLaw_isCompared() {
    return Discovery.test(
        "D7",
        "integrals",
        () -> {
          for (DoubleUnaryOperator f :
              List.<DoubleUnaryOperator>of(x -> 1, Math::cos, x -> Math.sin(2 * x))) {
            assertVerdict(
                Verdict.REFUTED,
                CorrectionClaims.D7,
                CorrectionClaims.random(11),
                Reference.IMPLEMENTATION.with(
                    REWEIGHTED_GRID,
                    (c, next) -> {
                      double[] masses = next.apply(c);
                      double dx = 2 * Math.PI / c.cells();
                      for (int i = 0; i < c.cells(); i++) {
                        masses[i] += 1e-3 * f.applyAsDouble((i + 0.5) * dx) / c.cells();
                      }
                      return masses;
                    }));
          }
        });
  }

  /** E7R: the mass after resampling, the integral of 1, has no variation to hide in. */
  @TestFactory
  Stream<DynamicTest> resampling_keepsTheMass() {
    return Discovery.test(
        "E7R",
        "mass",
        () ->
            assertRefutes(
                ResamplingLimit.E7R,
                Reference.IMPLEMENTATION.with(
                    RESET_LOG_WEIGHTS,
                    (c, next) -> {
                      double[] more = new double[c.logWeights().count()];
                      Arrays.fill(more, 1e-6);
                      return next.apply(c).plus(more);
                    })));
  }
}
