package wfr.spec;

import static wfr.spec.Verdicts.assertRefutes;
import static wfr.spec.Verdicts.assertVerdict;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import wfr.defects.Discovery;
import wfr.model.ReweightedDiffusion;
import wfr.reference.ReferenceOperations;

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
                new ReferenceOperations() {
                  @Override
                  public double[] reaction(double[] logMass, double[] logRatio, double rate) {
                    double[] h = super.reaction(logMass, logRatio, rate);
                    for (int c = 0; c < 10; c++) {
                      double least = Math.min(h[c], h[19 - c]);
                      h[19 - c] = Math.max(h[c], h[19 - c]);
                      h[c] = least;
                    }
                    return h;
                  }
                }));
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
                new ReferenceOperations() {
                  @Override
                  public double[] reaction(double[] logMass, double[] logRatio, double rate) {
                    return super.reaction(logMass, logRatio, rate == i.time() ? rate : rate + 0.01);
                  }
                });
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
                new ReferenceOperations() {
                  @Override
                  public double[] reweightedGrid(
                      ReweightedDiffusion d, double time, int cells, int steps) {
                    double[] masses = super.reweightedGrid(d, time, cells, steps);
                    double dx = 2 * Math.PI / cells;
                    for (int i = 0; i < cells; i++) {
                      masses[i] += 1e-3 * f.applyAsDouble((i + 0.5) * dx) / cells;
                    }
                    return masses;
                  }
                });
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
                new ReferenceOperations() {
                  @Override
                  public double[] resetLogWeights(double[] logWeights, int[] ancestors) {
                    return Arrays.stream(super.resetLogWeights(logWeights, ancestors))
                        .map(l -> l + 1e-6)
                        .toArray();
                  }
                }));
  }
}
