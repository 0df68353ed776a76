package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wfr.measure.WeightedSample;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.reference.Reference;
import wfr.statistics.DkwBand;
import wfr.statistics.EmpiricalBernstein;
import wfr.statistics.MedianOfMeans;

/** What runs claims, and what they are made of. */
class EngineTest {
  private static final double ALPHA = 1e-6;
  private static final Implementation REFERENCE = Reference.IMPLEMENTATION;

  private static Claim<Double> claim(EvidenceClass c, double alpha, List<Double> instances) {
    return new Claim<>(
        "Z1",
        "value at most 1",
        c,
        Set.of(),
        alpha,
        0,
        instances,
        (ops, value, seed) -> {
          if (value < 0) {
            throw new IllegalStateException("negative");
          }
          return Evidence.atMost(value, 1, "seed " + seed);
        });
  }

  private static Claim<Double> claim(Double... instances) {
    return claim(EvidenceClass.D, 0, List.of(instances));
  }

  @Test
  void claimThatCannotBeChecked_isRefused() {
    assertThrows(IllegalArgumentException.class, EngineTest::claim);
    for (double alpha : new double[] {-ALPHA, 1, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class, () -> claim(EvidenceClass.S, alpha, List.of(1.0)));
    }
    for (EvidenceClass c : List.of(EvidenceClass.D, EvidenceClass.L)) {
      assertThrows(IllegalArgumentException.class, () -> claim(c, ALPHA, List.of(1.0)));
      assertEquals(0, claim(c, 0, List.of(1.0)).alpha());
    }
    assertEquals(ALPHA, claim(EvidenceClass.S, ALPHA, List.of(1.0)).alpha());
    assertEquals(0, claim(EvidenceClass.S, 0, List.of(1.0)).alpha());
  }

  @Test
  void run_logsEveryInstance_upToTheFirstThatRefutes() {
    List<CheckRun> log = claim(0.5, 2.0, 0.1).run(REFERENCE, 7);
    assertEquals(
        List.of("instance 1 of 3", "instance 2 of 3"),
        log.stream().map(CheckRun::instance).toList());
    assertEquals(List.of("Z1", "Z1"), log.stream().map(CheckRun::claim).toList());
    assertEquals("seed 7", log.get(0).evidence().detail());
    assertEquals(3, claim(0.5, 0.4, 0.1).run(REFERENCE, 7).size());
  }

  @Test
  void verify_isTheWorstInstance_andAnExceptionRefutes() {
    assertEquals(0.5, claim(0.5, 0.4, 0.1).verify(REFERENCE, 7).value());
    assertEquals(0.5, claim(0.1, 0.4, 0.5).verify(REFERENCE, 7).value());
    Evidence thrown = claim(0.5, -1.0).verify(REFERENCE, 7);
    assertEquals(Verdict.REFUTED, thrown.verdict());
    assertEquals(Double.NaN, thrown.value());
    assertEquals(Double.NaN, thrown.bound());
    assertEquals("threw java.lang.IllegalStateException: negative", thrown.detail());
  }

  private static ClaimResult result(double... values) {
    List<CheckRun> log = new ArrayList<>();
    for (double v : values) {
      log.add(new CheckRun("Z1", "one", Evidence.atMost(v, 1, "")));
    }
    return ClaimResult.of(claim(1.0), "cited", log, List.of("wolf"));
  }

  private static VerificationResult results(ClaimResult... claims) {
    CheckRun bite = new CheckRun("Z1", "one", Evidence.atMost(2, 1, ""));
    CheckRun miss = new CheckRun("Z1", "one", Evidence.atMost(1, 1, ""));
    return new VerificationResult(
        "quick",
        1,
        0,
        List.of(claims),
        List.of(
            new MutantResult("wolf", "bites", Group.WEIGHTS, List.of(bite)),
            new MutantResult("sheep", "does not", Group.WEIGHTS, List.of(miss))),
        List.of(
            new VariantResult("twin", "as good", List.of(miss)),
            new VariantResult("alarm", "refuted though right", List.of(bite))));
  }

  @Test
  void result_isSupported_iffThereAreClaimsAndAllAre() {
    assertFalse(results().supported());
    assertTrue(results(result(0.5)).supported());
    assertFalse(results(result(0.5), result(0.5, 2)).supported());
    assertEquals(1, results(result(0.5), result(0.5, 2)).count(Verdict.REFUTED));
    assertEquals(1, results(result(0.5), result(0.5, 2)).count(Verdict.SUPPORTED));
    assertEquals(0, results(result(0.5), result(0.5, 2)).count(Verdict.INCONCLUSIVE));
    assertEquals(List.of("sheep"), results().survivors());
    assertEquals(List.of("alarm"), results().falseAlarms());
    assertEquals(2, result(0.5, 2).evidence().value());
    assertEquals(List.of("wolf"), result(0.5).refutes());
  }

  @Test
  void roundings_areCounted_atLeastAtScaleOne() {
    assertEquals(4 * 10 * Math.ulp(1.0), Bounds.rounding(10, 0.5));
    assertEquals(4 * 10 * Math.ulp(1.0) * 3, Bounds.rounding(10, 3));
  }

  @Test
  void radii_areThoseOfTheTests() {
    int n = 1000;
    double v = 0.2;
    assertEquals(DkwBand.radius(n, ALPHA), FiniteSample.dkw(n, ALPHA));
    assertEquals(
        new DkwBand().detectable(n, ALPHA, FiniteSample.BETA),
        FiniteSample.dkwDetectable(n, ALPHA, FiniteSample.BETA));
    assertEquals(
        EmpiricalBernstein.known(n, v, 2, ALPHA / 2), FiniteSample.bernstein(n, v, 2, ALPHA));
    assertEquals(EmpiricalBernstein.radius(n, v, ALPHA), FiniteSample.bernstein(n, v, ALPHA));
    assertEquals(new MedianOfMeans(v).radius(n, ALPHA), FiniteSample.medianOfMeans(n, v, ALPHA));
    double[] x = IntStream.range(0, n).mapToDouble(i -> i % 7).toArray();
    assertEquals(MedianOfMeans.of(x, ALPHA), FiniteSample.medianOfMeans(x, ALPHA));
  }

  /** n draws, half 0 and half 1: mean 1/2, sample variance n/(4 (n - 1)). */
  private static double[] coins(int n) {
    return IntStream.range(0, n).mapToDouble(i -> i % 2).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 5000})
  void mean_isRefutedBeyondTheRadius_andOnlyThere(int n) {
    double radius = EmpiricalBernstein.radius(n, 0.25 * n / (n - 1), ALPHA);
    EmpiricalBernstein test = new EmpiricalBernstein(0.5);
    double rounding = 4 * Math.ulp(1.0) / radius; // of the distance, in units of the radius
    for (double sign : new double[] {-1, 1}) {
      Evidence within =
          FiniteSample.mean(coins(n), n, 0.5 + sign * 0.999 * radius, test, ALPHA, "c");
      assertEquals(Verdict.SUPPORTED, within.verdict());
      assertEquals(0.999, within.margin(), rounding);
      Evidence beyond =
          FiniteSample.mean(coins(n), n, 0.5 + sign * 1.001 * radius, test, ALPHA, "c");
      assertEquals(Verdict.REFUTED, beyond.verdict());
      assertEquals(1.001, beyond.margin(), rounding);
    }
    assertEquals(1, FiniteSample.mean(coins(n), n, 0.5, test, ALPHA, "c").traces().size());
  }

  /** More spread than the power rests on: not refuted is then not supported, but refuted stays refuted. */
  @Test
  void mean_ofASampleThatSpreadsTooMuch_isInconclusive() {
    int n = 5000;
    EmpiricalBernstein narrow = new EmpiricalBernstein(0.1);
    Evidence e = FiniteSample.mean(coins(n), n, 0.5, narrow, ALPHA, "c");
    assertEquals(Verdict.INCONCLUSIVE, e.verdict());
    assertEquals(Math.sqrt(0.25 * n / (n - 1)), e.value(), Math.ulp(1.0));
    assertEquals(narrow.largestDeviation(n, FiniteSample.BETA), e.bound());
    assertEquals(Verdict.REFUTED, FiniteSample.mean(coins(n), n, 0, narrow, ALPHA, "c").verdict());
    double[] bad = coins(n);
    bad[0] = Double.NaN;
    assertEquals(Verdict.REFUTED, FiniteSample.mean(bad, n, 0.5, narrow, ALPHA, "c").verdict());
  }

  /** Few draws have a radius that nothing exceeds; the power is that of the number asked for. */
  @Test
  void mean_ofAnotherNumberOfDraws_isRefuted() {
    EmpiricalBernstein test = new EmpiricalBernstein(0.5);
    int n = 5000;
    for (int came : new int[] {2, 50, n - 1, n + 1}) {
      Evidence e = FiniteSample.mean(coins(came), n, 0.5, test, ALPHA, "c");
      assertEquals(Verdict.REFUTED, e.verdict(), "of " + came);
    }
  }

  @Test
  void populations_ofAnotherSize_areCounted() {
    WeightedSample two = new WeightedSample(new double[][] {{0, 1}}, new double[2]);
    WeightedSample one = new WeightedSample(new double[][] {{0}}, new double[1]);
    Evidence e = FiniteSample.particles(List.of(two, one, two, one), 2, "p");
    assertEquals(2, e.value());
    assertEquals(Verdict.REFUTED, e.verdict());
    assertEquals(Verdict.SUPPORTED, FiniteSample.particles(List.of(two), 2, "p").verdict());
  }

  @Test
  void notANumber_keepsTheAnswer_apart() {
    double[] answer = {1, Double.NaN};
    NotANumber e = new NotANumber("entry 1", answer);
    answer[0] = 2;
    assertArrayEquals(new double[] {1, Double.NaN}, e.output());
    Arrays.fill(e.output(), 0);
    assertArrayEquals(new double[] {1, Double.NaN}, e.output());
    assertEquals("entry 1", e.getMessage());
  }

  @Test
  void note_isTitleHeaderAndSections() {
    String text =
        "# Z1. A title\n\n- status:  cited \n- class: D\n- wolf:\nText\n- late: no\n\n## Statement\n\n## Proof \n";
    Note note = Note.parse(text);
    assertEquals("Z1", note.id());
    assertEquals("A title", note.title());
    assertEquals(Map.of("status", "cited", "class", "D", "wolf", ""), note.header());
    assertEquals("cited", note.status());
    assertEquals(List.of("Statement", "Proof"), note.sections());
    assertEquals(text, note.text());
    assertEquals("", Note.parse("# Z1. A title").status());
    for (String bad : List.of("", "Z1. A title", "# Z1 A title", "# z1. A title\n")) {
      assertThrows(IllegalStateException.class, () -> Note.parse(bad));
    }
    assertThrows(IllegalStateException.class, () -> Note.of("Z99"));
    assertTrue(Note.find("Z99").isEmpty());
    assertEquals("B1", Note.of("B1").id());
  }
}
