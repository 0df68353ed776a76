package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import wfr.defects.Discovery;
import wfr.operation.Implementation;
import wfr.statistics.EmpiricalBernstein;

/** What every claim of class S owes: a stated power, and its delivery ({@link StatedPowerTest}: asserted before sampling). */
class StochasticClaimsTest {
  private static final long SEED = 7;
  private static final double ALPHA = 1e-8;

  private static Stream<Claim<?>> stochastic() {
    return Claims.all().stream().<Claim<?>>map(c -> c).filter(c -> c.evidence() == EvidenceClass.S);
  }

  @TestFactory
  Stream<DynamicTest> theStatedDiscrepancy_isFound_upAndDown() {
    return PlantedDiscrepancies.ALL.entrySet().stream()
        .flatMap(
            e ->
                Stream.of(1, -1)
                    .flatMap(
                        sign ->
                            Discovery.test(
                                e.getKey(),
                                e.getKey() + (sign > 0 ? " up" : " down"),
                                () -> {
                                  Claim<?> claim = Claims.get(e.getKey());
                                  Implementation planted =
                                      e.getValue().apply(sign * claim.detectable());
                                  Evidence found = claim.verify(planted, SEED);
                                  assertEquals(Verdict.REFUTED, found.verdict(), found::toString);
                                  assertFalse(found.detail().startsWith("threw"), found::detail);
                                })));
  }

  /** A plant of size zero is the reference: the plants shift what they say and no more. */
  @TestFactory
  Stream<DynamicTest> noDiscrepancy_isSupported() {
    return PlantedDiscrepancies.ALL.entrySet().stream()
        .flatMap(
            e ->
                Discovery.test(
                    e.getKey(),
                    e.getKey(),
                    () -> {
                      double none = Double.MIN_VALUE;
                      Evidence found =
                          Claims.get(e.getKey()).verify(e.getValue().apply(none), SEED);
                      assertEquals(Verdict.SUPPORTED, found.verdict(), found::toString);
                    }));
  }

  @Test
  void everyStochasticClaim_spendsAlphaAndStatesItsPower_withinTheBudget() {
    stochastic()
        .forEach(
            c -> {
              assertTrue(c.alpha() > 0, c.id());
              assertTrue(c.detectable() > 0 && Double.isFinite(c.detectable()), c.id());
            });
    double budget = 1e-6;
    assertTrue(stochastic().mapToDouble(Claim::alpha).sum() <= budget);
  }

  /** A sample that spreads more than the power allows for decides nothing, unless its mean refutes. */
  @Test
  void aSampleThatSpreadsTooMuch_isInconclusive_orRefutes() {
    double[] coins = new double[20_000];
    for (int i = 0; i < coins.length; i++) {
      coins[i] = i % 2;
    }
    EmpiricalBernstein test = new EmpiricalBernstein(0.1);
    double half = 0.5;
    double other = 0.6;
    assertEquals(
        Verdict.INCONCLUSIVE,
        FiniteSample.mean(coins, coins.length, half, test, ALPHA, "coins").verdict());
    assertEquals(
        Verdict.REFUTED,
        FiniteSample.mean(coins, coins.length, other, test, ALPHA, "coins").verdict());
    EmpiricalBernstein wide = new EmpiricalBernstein(0.5);
    assertEquals(
        Verdict.SUPPORTED,
        FiniteSample.mean(coins, coins.length, half, wide, ALPHA, "coins").verdict());
    coins[0] = 1.5;
    assertEquals(
        Verdict.REFUTED,
        FiniteSample.mean(coins, coins.length, half, wide, ALPHA, "coins").verdict());
    coins[0] = Double.NaN;
    assertEquals(
        Verdict.REFUTED,
        FiniteSample.mean(coins, coins.length, half, wide, ALPHA, "coins").verdict());
  }

  /** Few replicates of the calibration: valid tests pass, both controls are found. */
  @TestFactory
  Stream<DynamicTest> pValues_areSuperUniform_exceptThoseOfTheControls() {
    int replicates = 2000;
    double alpha = 1e-9;
    List<NullTest> tests = FamilyNulls.all();
    return tests.stream()
        .flatMap(
            t ->
                Discovery.test(
                    "families of tests",
                    t.name() + ", " + t.law(),
                    () ->
                        assertEquals(
                            t.valid(),
                            NullCalibration.superUniform(
                                NullCalibration.alarms(t, replicates, tests.indexOf(t)),
                                replicates,
                                alpha))));
  }
}
