package wfr.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import wfr.math.Estimate;
import wfr.measure.WeightedSample;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.Observable;
import wfr.model.WfrProblem;
import wfr.spec.Evidence;
import wfr.spec.ReportedSample;
import wfr.spec.ReportedSample.Refinement;
import wfr.spec.ReportedSample.Run;
import wfr.spec.ReportedSample.State;
import wfr.spec.Verdict;

/** Right and wrong samples of a problem with a closed form. */
class SampleJudgeTest {
  private static final ReferenceEntry ENTRY =
      ClosedFormProblems.all().stream()
          .filter(e -> e.name().equals("gaussian-narrowing"))
          .findFirst()
          .orElseThrow();

  private static final WfrProblem PROBLEM = problem(Domain.Boundary.LINE, -12, 13);

  private static final int N = 4000;

  /** Relative change of lambda that so many particles show. */
  private static final double SEEN = 0.1;

  /** sqrt(2^2 + 1): the noise of 2 A(e/2) - A(e) over that of one. */
  private static final double NOISE_OF_LIMIT = Math.sqrt(5);

  /** A shift a little beyond what so many particles allow: between 1 and 2.2 times. */
  private static final double BEYOND = 0.03;

  private static WfrProblem problem(Domain.Boundary boundary, double lower, double upper) {
    return new WfrProblem(
        GaussianLaw.of(-0.4, 0.5),
        GaussianLaw.of(1.2, 1.6),
        Domain.interval(lower, upper, boundary),
        2.5,
        0.7);
  }

  private static ReferenceEntry rates(double rate, double diffusivity) {
    return ClosedFormProblems.withRates(ENTRY, rate, diffusivity).orElseThrow();
  }

  /** Draws from the Gaussian with the moments of an entry, moved by a map. */
  private static List<State> draws(
      ReferenceEntry law, int replicates, int n, long seed, DoubleUnaryOperator moved) {
    return states(
        law,
        replicates,
        (s, random) -> {
          double m = s.functionals().get("mean").value();
          double sd = Math.sqrt(s.functionals().get("variance").value());
          double[] x = new double[n];
          Arrays.setAll(x, i -> moved.applyAsDouble(m + sd * random.nextGaussian()));
          return new WeightedSample(new double[][] {x}, new double[n]);
        },
        seed);
  }

  private interface Draw {
    WeightedSample of(wfr.spec.ReportedRun.State truth, java.util.Random random);
  }

  private static List<State> states(ReferenceEntry law, int replicates, Draw draw, long seed) {
    java.util.Random random = new java.util.Random(new SplittableRandom(seed).nextLong());
    List<State> states = new ArrayList<>();
    for (wfr.spec.ReportedRun.State s : law.states()) {
      List<WeightedSample> all = new ArrayList<>();
      for (int r = 0; r < replicates; r++) {
        all.add(draw.of(s, random));
      }
      states.add(new State(s.time(), all));
    }
    return states;
  }

  private static ReportedSample one(List<State> states) {
    return new ReportedSample(
        ENTRY.name(), Refinement.NONE, Refinement.NONE, List.of(new Run(Double.NaN, states)));
  }

  private static SampleJudge judge(ReportedSample sample) {
    return judge(ENTRY, PROBLEM, sample);
  }

  private static SampleJudge judge(
      ReferenceEntry entry, WfrProblem problem, ReportedSample sample) {
    List<Observable> none = List.of();
    return new SampleJudge(entry, problem, none, sample, Optional::empty);
  }

  private static Map<String, Evidence> rows(SampleJudge judge) {
    return judge.results().stream()
        .collect(Collectors.toMap(r -> r.claim().id(), r -> r.evidence()));
  }

  private static long count(SampleJudge judge, Verdict verdict) {
    return rows(judge).values().stream().filter(e -> e.verdict() == verdict).count();
  }

  @Test
  void drawsFromTheSolution_areSupported_inEveryRow() {
    SampleJudge judge = judge(one(draws(ENTRY, 16, N, 1, x -> x)));
    assertEquals(4 * 4, judge.results().size(), "mean, variance, cdf, mass at four times");
    assertEquals(16, count(judge, Verdict.SUPPORTED), () -> rows(judge).toString());
    assertTrue(judge.likelihood() > RunDefects.LEAST);
    assertEquals("sampling error from 16 replicates", judge.sampling());
  }

  /** Draws of another law, weighted by the ratio of the densities up to a factor of each population. */
  @Test
  void weightsCount_andTheirFactorDoesNot() {
    Function<Double, List<State>> weighted =
        power ->
            states(
                ENTRY,
                16,
                (s, random) -> {
                  double m = s.functionals().get("mean").value();
                  double v = s.functionals().get("variance").value();
                  double wide = 1.5 * v;
                  double shift = 40 * random.nextGaussian();
                  double[] x = new double[N];
                  double[] l = new double[N];
                  for (int i = 0; i < N; i++) {
                    x[i] = m + 0.3 + Math.sqrt(wide) * random.nextGaussian();
                    double ratio =
                        (x[i] - m - 0.3) * (x[i] - m - 0.3) / (2 * wide)
                            - (x[i] - m) * (x[i] - m) / (2 * v);
                    l[i] = power * ratio + shift;
                  }
                  return new WeightedSample(new double[][] {x}, l);
                },
                2);
    SampleJudge right = judge(one(weighted.apply(1.0)));
    assertEquals(16, count(right, Verdict.SUPPORTED), () -> rows(right).toString());
    assertTrue(count(judge(one(weighted.apply(0.0))), Verdict.REFUTED) >= 8, "weights not used");
    assertTrue(count(judge(one(weighted.apply(2.0))), Verdict.REFUTED) >= 8, "squared weights");
  }

  @Test
  void otherRates_areRefuted_andAmongTheMistakesTheyAreCompatibleWith() {
    for (RunDefects.Mistake m : RunDefects.all()) {
      if (m.rate() != 1 && Math.abs(m.rate() - 1) < SEEN) {
        continue; // one per cent of lambda is below the noise of so many particles
      }
      ReferenceEntry wrong = rates(m.rate(), m.diffusivity());
      ReportedSample sample = one(draws(wrong, 16, N, 3, x -> x));
      SampleJudge judge = judge(sample);
      assertTrue(RunDefects.refuted(judge.results()), m.words());
      List<RunDefects.Compatible> compatible =
          RunDefects.of(
                  ENTRY,
                  (rate, d) -> Optional.of(rates(rate, d)),
                  e -> judge(e, PROBLEM, sample).likelihood())
              .compatible();
      assertTrue(
          compatible.stream().anyMatch(c -> c.mistake().equals(m)),
          () -> m.words() + ": " + compatible);
      assertTrue(compatible.stream().allMatch(c -> c.likelihood() >= RunDefects.LEAST));
      assertTrue(compatible.size() <= 3, () -> m.words() + ": " + compatible);
    }
  }

  @Test
  void aBiasThatHalvingTheStepHalves_isNoDefect_andOneThatItLeavesIs() {
    Function<double[], ReportedSample> shifted =
        by ->
            new ReportedSample(
                ENTRY.name(),
                Refinement.TIME_STEP,
                Refinement.TIME_STEP,
                List.of(
                    new Run(0.01, draws(ENTRY, 16, N, 4, x -> x + by[0])),
                    new Run(0.02, draws(ENTRY, 16, N, 5, x -> x + by[1]))));
    SampleJudge first = judge(shifted.apply(new double[] {0.1, 0.2}));
    assertEquals(0, count(first, Verdict.REFUTED), () -> rows(first).toString());
    assertFalse(first.biased().isEmpty());
    SampleJudge kept = judge(shifted.apply(new double[] {0.25, 0.25}));
    assertTrue(count(kept, Verdict.REFUTED) >= 4, () -> rows(kept).toString());
    SampleJudge grown = judge(shifted.apply(new double[] {0.25, 0.125}));
    assertTrue(count(grown, Verdict.REFUTED) >= 4, () -> rows(grown).toString());
  }

  @Test
  void aDeviationThatOurOwnSampleOfTheSizeShows_isThatOfASmallPopulation() {
    ReportedSample biased = one(draws(ENTRY, 16, N, 6, x -> x + 0.08));
    ReportedSample ours = one(draws(ENTRY, 16, N, 7, x -> x + 0.07));
    List<Observable> none = List.of();
    SampleJudge judge = new SampleJudge(ENTRY, PROBLEM, none, biased, () -> Optional.of(ours));
    assertEquals(0, count(judge, Verdict.REFUTED), () -> rows(judge).toString());
    assertFalse(judge.finite().isEmpty());
    ReportedSample other = one(draws(ENTRY, 16, N, 8, x -> x - 0.25));
    SampleJudge opposite = new SampleJudge(ENTRY, PROBLEM, none, other, () -> Optional.of(ours));
    assertTrue(count(opposite, Verdict.REFUTED) >= 4, () -> rows(opposite).toString());
  }

  /** Where ours shows no bias that its noise does not explain, it excuses none. */
  @Test
  void ourOwnSampleWithoutBias_excusesNothing() {
    ReportedSample ours = one(draws(ENTRY, 16, N, 17, x -> x));
    ReportedSample theirs = one(draws(ENTRY, 16, N, 18, x -> x + BEYOND));
    List<Observable> none = List.of();
    SampleJudge judge = new SampleJudge(ENTRY, PROBLEM, none, theirs, () -> Optional.of(ours));
    Evidence e = rows(judge).get(ENTRY.name() + "/t=0.5/particles/mean");
    assertEquals(Verdict.REFUTED, e.verdict());
    assertTrue(e.margin() > 1 && e.margin() < NOISE_OF_LIMIT, () -> "a little beyond: " + e);
    assertTrue(judge.finite().isEmpty(), () -> judge.finite().toString());
  }

  /** A deviation that refining does not change is no bias in the step, and where the noise of both hides that it is not called one. */
  @Test
  void aConstantDeviationWithinTheNoiseOfExtrapolation_isInconclusive() {
    ReportedSample constant =
        new ReportedSample(
            ENTRY.name(),
            Refinement.TIME_STEP,
            Refinement.TIME_STEP,
            List.of(
                new Run(0.01, draws(ENTRY, 16, N, 18, x -> x + BEYOND)),
                new Run(0.02, draws(ENTRY, 16, N, 19, x -> x + BEYOND))));
    SampleJudge judge = judge(constant);
    Evidence e = rows(judge).get(ENTRY.name() + "/t=0.5/particles/mean");
    assertEquals(Verdict.INCONCLUSIVE, e.verdict(), e::detail);
    assertTrue(e.detail().startsWith("it deviates, and what refining changes is too noisy"));
    assertTrue(judge.likelihood() < RunDefects.LEAST);
  }

  /** An error of the reference that would hide anything. */
  @Test
  void aReferenceThatIsNotKnown_supportsNothing() {
    Map<String, Estimate> wide = new LinkedHashMap<>();
    ENTRY
        .states()
        .get(0)
        .functionals()
        .forEach((name, f) -> wide.put(name, new Estimate(f.value(), 1)));
    ReferenceEntry vague =
        new ReferenceEntry(
            ENTRY.name(),
            ENTRY.profile(),
            ENTRY.kind(),
            ENTRY.source(),
            ENTRY.scenario(),
            ENTRY.states().stream()
                .map(s -> new wfr.spec.ReportedRun.State(s.time(), wide, s.density()))
                .toList(),
            ENTRY.cells(),
            ENTRY.distribution());
    Evidence e =
        rows(judge(vague, PROBLEM, one(draws(ENTRY, 16, N, 1, x -> x))))
            .get(ENTRY.name() + "/t=2.0/particles/mean");
    assertEquals(Verdict.INCONCLUSIVE, e.verdict());
    assertTrue(e.detail().startsWith(RunJudge.VAGUE), e::detail);
  }

  @Test
  void oneReplicate_hasAWiderError_andSaysSo() {
    SampleJudge many = judge(one(draws(ENTRY, 16, N, 9, x -> x)));
    SampleJudge one = judge(one(draws(ENTRY, 1, 16 * N, 10, x -> x)));
    assertEquals(0, count(one, Verdict.REFUTED), () -> rows(one).toString());
    String id = ENTRY.name() + "/t=0.5/particles/mean";
    assertTrue(rows(one).get(id).bound() > rows(many).get(id).bound());
    assertTrue(one.sampling().startsWith("1 replicate: sampling error from the weights"));
    SampleJudge wrong = judge(one(draws(rates(0, 1), 1, 16 * N, 11, x -> x)));
    assertTrue(RunDefects.refuted(wrong.results()));
  }

  @Test
  void tooFewParticles_areInconclusive_withTheNumberNeeded() {
    SampleJudge judge = judge(one(draws(ENTRY, 16, 30, 12, x -> x)));
    Evidence e = rows(judge).get(ENTRY.name() + "/t=0.5/particles/mean");
    assertEquals(Verdict.INCONCLUSIVE, e.verdict());
    assertTrue(e.detail().startsWith("population too small to tell right from wrong: about "));
  }

  @Test
  void aNaN_aPopulationWithoutWeight_andNoParticles_areRows() {
    List<State> nan =
        states(
            ENTRY,
            16,
            (s, random) ->
                new WeightedSample(new double[][] {{0, Double.NaN}}, new double[] {0, 0}),
            1);
    Evidence e = rows(judge(one(nan))).get(ENTRY.name() + "/t=0.5/particles");
    assertEquals(Verdict.REFUTED, e.verdict());
    assertEquals("particle 1 of replicate 0: a coordinate is NaN", e.detail());
    double none = Double.NEGATIVE_INFINITY;
    List<State> weightless =
        states(
            ENTRY,
            16,
            (s, random) -> new WeightedSample(new double[][] {{0, 1}}, new double[] {none, none}),
            1);
    SampleJudge without = judge(one(weightless));
    assertEquals(4, count(without, Verdict.REFUTED));
    assertEquals("sampling error from 16 replicates", without.sampling());
    State other = draws(ENTRY, 16, N, 13, x -> x).get(0);
    SampleJudge elsewhere = judge(one(List.of(new State(7, other.replicates()))));
    assertEquals(1, count(elsewhere, Verdict.INCONCLUSIVE));
    assertEquals(4 + 1, elsewhere.notExercised().size(), "of the reference, and theirs");
  }

  @Test
  void wallsLetNoParticleOut_andOnACirclePositionsAreTakenModuloItsLength() {
    WfrProblem walls = problem(Domain.Boundary.NO_FLUX, -2, 2);
    SampleJudge out = judge(ENTRY, walls, one(draws(ENTRY, 16, N, 14, x -> x)));
    Evidence e = rows(out).get(ENTRY.name() + "/t=2.0/particles/mass");
    assertEquals(Verdict.REFUTED, e.verdict());
    assertEquals(0, e.bound());
    WfrProblem circle = problem(Domain.Boundary.PERIODIC, -12, 13);
    SampleJudge around = judge(ENTRY, circle, one(draws(ENTRY, 16, N, 1, x -> x + 50)));
    assertEquals(4 * 3, around.results().size(), "a circle has no end to be beyond");
    assertEquals(12, count(around, Verdict.SUPPORTED), () -> rows(around).toString());
  }
}
