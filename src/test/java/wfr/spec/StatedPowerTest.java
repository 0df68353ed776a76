package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import wfr.defects.Discovery;
import wfr.model.ParticleSettings;
import wfr.model.ResamplingScheme;
import wfr.operation.Implementation;

/** The power of every claim of class S is computed before anything is drawn, from the size of the sample. */
class StatedPowerTest {
  private static final long SEED = 7;
  private static final double ALPHA = 1e-8;

  /** An implementation of which nothing may be asked: a check that decides before sampling never calls it. */
  private static final Implementation UNTOUCHED = Implementation.EMPTY;

  /** Each claim's check with a sample of a given size. */
  private static final Map<String, IntFunction<Evidence>> SAMPLES = samples();

  private static Map<String, IntFunction<Evidence>> samples() {
    Map<String, IntFunction<Evidence>> map = new LinkedHashMap<>();
    map.put("D6", n -> WeightedGaussianLaw.check(UNTOUCHED, n, SEED, ALPHA));
    map.put(
        "D14",
        n -> FeynmanKacSchemeClaims.Walkers.check(UNTOUCHED, ResamplingScheme.SYSTEMATIC, n, SEED));
    map.put(
        "D15",
        n ->
            CorrectedScheme.check(
                UNTOUCHED,
                CorrectionClaims.D15.instances().get(0),
                CorrectionClaims.DIFFUSIVITY,
                n,
                SEED));
    double theta = 0.5;
    map.put("E3", n -> SelfNormalised.check(UNTOUCHED, theta, n, SEED, ALPHA));
    MeanField.Populations weights =
        new MeanField.Populations("weights", ParticleSettings.Reaction.WEIGHTS);
    map.put("E4", n -> MeanField.populations(UNTOUCHED, weights, n, SEED));
    double time = 0.4;
    map.put("E6S", n -> LawOfScheme.particles(UNTOUCHED, time, n, SEED, ALPHA));
    map.put("D10S", n -> ReverseScheme.check(UNTOUCHED, false, n, SEED));
    map.put("D11S", n -> KineticWalkClaims.walkers(UNTOUCHED, n, SEED));
    map.put("E7S", n -> WeightedSchemeLaw.particles(UNTOUCHED, n, SEED, ALPHA));
    map.put("D6N", n -> SpaceSchemeLaw.particles(UNTOUCHED, n, SEED, ALPHA));
    map.put("E4N", n -> PopulationSize.check(UNTOUCHED, n, SEED, ALPHA));
    return map;
  }

  @TestFactory
  Stream<DynamicTest> aSampleTooSmallForTheStatedPower_isInconclusive_beforeAnythingIsDrawn() {
    return SAMPLES.entrySet().stream()
        .flatMap(
            e ->
                Discovery.test(
                    e.getKey(),
                    e.getKey(),
                    () -> {
                      Evidence evidence = e.getValue().apply(100);
                      assertEquals(Verdict.INCONCLUSIVE, evidence.verdict(), evidence::toString);
                      assertEquals(Claims.get(e.getKey()).detectable(), evidence.bound());
                      assertTrue(evidence.value() > evidence.bound());
                    }));
  }
}
