package wfr.spec;

import static wfr.operation.CorrectionOperations.REVERSE_RUN;
import static wfr.operation.CorrectionOperations.REWEIGHTED_RUN;
import static wfr.operation.FeynmanKacOperations.FEYNMAN_KAC_RUN;
import static wfr.operation.KineticOperations.KINETIC_WALK;
import static wfr.operation.ParticleOperations.PARTICLE_RUN;
import static wfr.operation.ParticleOperations.SDE_STEP;
import static wfr.operation.WeightOperations.NORMALISE;
import static wfr.operation.WeightOperations.UPDATE_LOG_WEIGHTS;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import wfr.measure.Weights;
import wfr.model.GaussianLaw;
import wfr.model.QuadratureRule;
import wfr.model.ResamplingScheme;
import wfr.model.ReweightedDiffusion;
import wfr.model.WfrProblem;
import wfr.operation.FeynmanKacOperations.PathAverage;
import wfr.operation.Implementation;
import wfr.operation.ParticleSolution;
import wfr.reference.Reference;
import wfr.statistics.EmpiricalBernstein;

/**
 * The statistics of the stochastic claims on small replicates. A claim is run as it is, on the reference; what it drew (particles, populations: independent of one another) is caught
 * on the way and dealt out in small samples. Bets on the same draws see a bias that Bernstein's bound cannot in so small a sample. E4 and E4N have no small replicate: one draw is a large population. E4's test is the
 * sign test, E4N's two bands of DKW, both beyond an allowance.
 */
final class ClaimNulls {
  private static final int BATCH = 200_000;
  private static final double ALPHA = 1e-8;
  private static final int SMALL = 40;

  /** Enough for two draws in each group at the smallest level. */
  private static final int GROUPED = 56;

  private final Deque<double[]> draws = new ArrayDeque<>();
  private long seed;
  private double expectation;
  private double variance;
  private double[] last;
  private int step;

  static List<NullTest> all() {
    return List.of(
        new ClaimNulls().particles(),
        new ClaimNulls().histogram(),
        new ClaimNulls().weighted(),
        new ClaimNulls().averages(),
        new ClaimNulls().walkers("empirical Bernstein", FamilyNulls::empirical),
        new ClaimNulls().walkers("betting", FamilyNulls::betting),
        new ClaimNulls().corrected("empirical Bernstein", FamilyNulls::empirical),
        new ClaimNulls().corrected("betting", FamilyNulls::betting),
        new ClaimNulls().inSpace(),
        new ClaimNulls().reverse("empirical Bernstein", FamilyNulls::empirical),
        new ClaimNulls().reverse("betting", FamilyNulls::betting),
        new ClaimNulls().kinetic("empirical Bernstein", FamilyNulls::empirical),
        new ClaimNulls().kinetic("betting", FamilyNulls::betting));
  }

  /** The next n draws of a claim, each an array of numbers. */
  private double[][] next(int n, LongConsumer run) {
    while (draws.size() < n) {
      run.accept(++seed);
    }
    return IntStream.range(0, n).mapToObj(i -> draws.poll()).toArray(double[][]::new);
  }

  private static double[] column(double[][] draws, int k) {
    return Arrays.stream(draws).mapToDouble(d -> d[k]).toArray();
  }

  private NullTest particles() {
    double time = 0.4;
    Implementation ops = particleRuns();
    double[] cdf = LawOfScheme.compared(time).cdf();
    SchemeLaw law = LawOfScheme.compared(time);
    return new NullTest(
        "E6S: DKW at the edges",
        "positions",
        SMALL,
        true,
        random -> {
          double[] x = column(next(SMALL, s -> LawOfScheme.sampled(ops, time, BATCH, s, ALPHA)), 0);
          Arrays.sort(x);
          double distance = 0;
          int below = 0;
          for (int k = 0; k < cdf.length; k++) {
            while (below < SMALL && x[below] < law.edge(k)) {
              below++;
            }
            distance = Math.max(distance, Math.abs((double) below / SMALL - cdf[k]));
          }
          return wfr.statistics.DkwBand.pValue(SMALL, distance);
        });
  }

  private NullTest histogram() {
    Implementation ops = lastStep();
    SchemeLaw law = WeightedSchemeLaw.compared();
    double[] cdf = law.cdf();
    return new NullTest(
        "E7S: Bernstein at the edges",
        "weighted positions",
        SMALL,
        true,
        random -> {
          double[][] sample =
              next(
                  SMALL,
                  s -> {
                    step = 0;
                    WeightedSchemeLaw.sampled(ops, BATCH, s, ALPHA);
                  });
          double p = 1;
          for (int e = 1; e <= WeightedSchemeLaw.EDGES; e++) {
            int cell = WeightedSchemeLaw.cell(e);
            double sum = 0;
            for (double[] d : sample) {
              sum += d[0] <= law.edge(cell) ? d[1] : 0;
            }
            double here =
                EmpiricalBernstein.pValueKnown(
                    SMALL,
                    Math.abs(sum / SMALL - cdf[cell]),
                    WeightedSchemeLaw.SECOND_MOMENT,
                    WeightedSchemeLaw.LARGEST_WEIGHT);
            p = Math.min(p, WeightedSchemeLaw.EDGES * here);
          }
          return p;
        });
  }

  private NullTest weighted() {
    Implementation ops = particleRuns();
    return new NullTest(
        "D6: median of means of w",
        "weights",
        GROUPED,
        true,
        random -> {
          double[][] sample = next(GROUPED, s -> WeightedGaussianLaw.sampled(ops, BATCH, s, ALPHA));
          return FamilyNulls.medianOfMeans(column(sample, 1), expectation, variance);
        });
  }

  private NullTest averages() {
    Implementation ops = averaged();
    double theta = 0.5;
    double exact = SelfNormalised.exact(theta, SelfNormalised.N)[0];
    return new NullTest(
        "E3: Bernstein of self-normalised averages",
        "averages of 50",
        SMALL,
        true,
        random -> {
          double[] a =
              column(next(SMALL, s -> SelfNormalised.sampled(ops, theta, BATCH, s, ALPHA)), 0);
          return EmpiricalBernstein.pValueKnown(
              SMALL,
              Math.abs(Arrays.stream(a).average().orElseThrow() - exact),
              SelfNormalised.VARIANCE,
              SelfNormalised.RANGE);
        });
  }

  private NullTest walkers(String name, BiFunction<double[], Double, Double> test) {
    Implementation ops = estimates();
    return new NullTest(
        "D14, trapezoid: " + name,
        "estimates of 8 walkers",
        SMALL,
        true,
        random -> {
          double[][] sample =
              next(
                  SMALL,
                  s ->
                      FeynmanKacSchemeClaims.Walkers.sampled(
                          ops, ResamplingScheme.SYSTEMATIC, BATCH, s));
          return test.apply(column(sample, 0), expectation);
        });
  }

  private NullTest corrected(String name, BiFunction<double[], Double, Double> test) {
    Implementation ops = reweightedRuns();
    CorrectionClaims.Path path = CorrectionClaims.D15.instances().get(0);
    return new NullTest(
        "D15: " + name,
        "estimates of 8 walkers",
        SMALL,
        true,
        random -> {
          double[][] sample =
              next(
                  SMALL,
                  s -> CorrectedScheme.sampled(ops, path, CorrectionClaims.DIFFUSIVITY, BATCH, s));
          return test.apply(column(sample, 0), expectation);
        });
  }

  private NullTest inSpace() {
    Implementation ops = runsInSpace();
    double mass = SpaceSchemeLaw.moment(1);
    double spread = SpaceSchemeLaw.moment(2) - mass * mass;
    return new NullTest(
        "D6N: median of means of w",
        "weights",
        GROUPED,
        true,
        random -> {
          double[][] sample = next(GROUPED, s -> SpaceSchemeLaw.sampled(ops, BATCH, s, ALPHA));
          return FamilyNulls.medianOfMeans(column(sample, 0), mass, spread);
        });
  }

  private NullTest reverse(String name, BiFunction<double[], Double, Double> test) {
    Implementation ops = reverseRuns();
    double mean = ReverseScheme.expected(ops, false);
    return new NullTest(
        "D10S: " + name,
        "estimates of 8 walkers",
        SMALL,
        true,
        random -> {
          double[][] sample = next(SMALL, s -> ReverseScheme.sampled(ops, false, BATCH, s));
          return test.apply(column(sample, 0), mean);
        });
  }

  private NullTest kinetic(String name, BiFunction<double[], Double, Double> test) {
    Implementation ops = kineticWalks();
    double mean = KineticWalkClaims.expected(ops);
    return new NullTest(
        "D11S: " + name,
        "estimates of 8 walkers",
        SMALL,
        true,
        random -> {
          double[][] sample = next(SMALL, s -> KineticWalkClaims.sampled(ops, BATCH, s));
          return test.apply(column(sample, 0), mean);
        });
  }

  private Implementation runsInSpace() {
    return Reference.IMPLEMENTATION.with(
        PARTICLE_RUN,
        (c, next) -> {
          ParticleSolution out = next.apply(c);
          Arrays.stream(out.samples().get(0).logWeights())
              .forEach(l -> draws.add(new double[] {Math.exp(l)}));
          return out;
        });
  }

  private Implementation reverseRuns() {
    Map<Integer, Double> largest = new HashMap<>();
    return Reference.IMPLEMENTATION.with(
        REVERSE_RUN,
        (c, next) -> {
          ParticleSolution out = next.apply(c);
          int steps = (int) Math.round(c.times()[0] / c.settings().timeStep());
          double most =
              largest.computeIfAbsent(
                  steps, n -> ReverseScheme.largest(c.path(), c.path().exactStart(), n));
          out.samples().forEach(s -> draws.add(new double[] {ReverseScheme.average(s) / most}));
          return out;
        });
  }

  private Implementation kineticWalks() {
    Map<Integer, Double> largest = new HashMap<>();
    return Reference.IMPLEMENTATION.with(
        KINETIC_WALK,
        (c, next) -> {
          ParticleSolution out = next.apply(c);
          int steps = (int) Math.round(c.times()[0] / c.settings().timeStep());
          double most =
              largest.computeIfAbsent(
                  steps, n -> KineticWalkClaims.largest(Reference.IMPLEMENTATION, n));
          out.samples().forEach(s -> draws.add(new double[] {KineticWalkClaims.average(s) / most}));
          return out;
        });
  }

  private Implementation particleRuns() {
    return Reference.IMPLEMENTATION.with(
        PARTICLE_RUN,
        (call, next) -> {
          ParticleSolution out = next.apply(call);
          double[] x = out.samples().get(0).coordinate(0);
          double[] l = out.samples().get(0).logWeights();
          for (int i = 0; i < x.length; i++) {
            draws.add(new double[] {x[i], Math.exp(l[i])});
          }
          WfrProblem problem = call.problem();
          if (problem.potential() instanceof GaussianLaw target) {
            double dt = call.settings().timeStep();
            int steps = (int) Math.round(call.times()[0] / dt);
            GaussianLaw initial = (GaussianLaw) problem.initial();
            double rate = problem.reactionRate();
            double[] moments = new double[2];
            for (int k = 1; k <= 2; k++) {
              moments[k - 1] = WeightedGaussianLaw.law(target, initial, rate, dt, steps, k)[0];
            }
            expectation = moments[0];
            variance = moments[1] - moments[0] * moments[0];
          }
          return out;
        });
  }

  private Implementation lastStep() {
    return Reference.IMPLEMENTATION
        .with(
            SDE_STEP,
            (c, next) -> {
              double[][] to = next.apply(c);
              last = to[0];
              return to;
            })
        .with(
            UPDATE_LOG_WEIGHTS,
            (c, next) -> {
              Weights w = next.apply(c);
              if (++step == WeightedSchemeLaw.STEPS) {
                for (int i = 0; i < w.count(); i++) {
                  draws.add(new double[] {last[i], Math.exp(w.log(i))});
                }
              }
              return w;
            });
  }

  private Implementation averaged() {
    return Reference.IMPLEMENTATION.with(
        NORMALISE,
        (c, next) -> {
          double theta = 0.5;
          double[] w = next.apply(c);
          double average = 0;
          for (int i = 0; i < w.length; i++) {
            average += w[i] * c.logWeights().log(i) / theta;
          }
          draws.add(new double[] {average});
          return w;
        });
  }

  private Implementation estimates() {
    return Reference.IMPLEMENTATION.with(
        FEYNMAN_KAC_RUN,
        (c, next) -> {
          PathAverage out = next.apply(c);
          if (c.rule() == QuadratureRule.TRAPEZOID) {
            draws.add(new double[] {out.value()});
            expectation = FeynmanKacSchemeClaims.Walkers.exact(c.rule());
          }
          return out;
        });
  }

  private Implementation reweightedRuns() {
    Map<ReweightedDiffusion, double[]> known = new HashMap<>();
    return Reference.IMPLEMENTATION.with(
        REWEIGHTED_RUN,
        (c, next) -> {
          ParticleSolution out = next.apply(c);
          double[] law =
              known.computeIfAbsent(
                  c.diffusion(),
                  d -> {
                    double most = CorrectedScheme.largest(d, c.times()[0]);
                    double mean =
                        CorrectedScheme.scheme(
                            d, CorrectedScheme::observable, c.times()[0], CorrectedScheme.STEPS);
                    return new double[] {most, mean / most};
                  });
          out.samples().forEach(s -> draws.add(new double[] {CorrectedScheme.average(s) / law[0]}));
          expectation = law[1];
          return out;
        });
  }
}
