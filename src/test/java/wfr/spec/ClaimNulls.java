package wfr.spec;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import wfr.measure.WeightedSample;
import wfr.model.FeynmanKacProblem;
import wfr.model.GaussianLaw;
import wfr.model.InitialLaw;
import wfr.model.Integrator;
import wfr.model.KineticDiffusion;
import wfr.model.ParticleSettings;
import wfr.model.Potential;
import wfr.model.QuadratureRule;
import wfr.model.ResamplingScheme;
import wfr.model.ReverseOu;
import wfr.model.ReweightedDiffusion;
import wfr.model.TimeField;
import wfr.model.WfrProblem;
import wfr.reference.ReferenceOperations;
import wfr.statistics.EmpiricalBernstein;

/**
 * The statistics of the stochastic claims on small replicates. A claim is run as it is, on the reference; what it drew (particles, populations: independent of one another) is caught
 * on the way and dealt out in small samples. Bets on the same draws see a bias that Bernstein's bound cannot in so small a sample. E4 and E4N have no small replicate: one draw is a large population. E4's test is the
 * sign test, E4N's two bands of DKW, both beyond an allowance.
 */
final class ClaimNulls extends ReferenceOperations {
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
    double[] cdf = LawOfScheme.compared(time).cdf();
    SchemeLaw law = LawOfScheme.compared(time);
    return new NullTest(
        "E6S: DKW at the edges",
        "positions",
        SMALL,
        true,
        random -> {
          double[] x =
              column(next(SMALL, s -> LawOfScheme.sampled(this, time, BATCH, s, ALPHA)), 0);
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
                    WeightedSchemeLaw.sampled(this, BATCH, s, ALPHA);
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
    return new NullTest(
        "D6: median of means of w",
        "weights",
        GROUPED,
        true,
        random -> {
          double[][] sample =
              next(GROUPED, s -> WeightedGaussianLaw.sampled(this, BATCH, s, ALPHA));
          return FamilyNulls.medianOfMeans(column(sample, 1), expectation, variance);
        });
  }

  private NullTest averages() {
    double theta = 0.5;
    double exact = SelfNormalised.exact(theta, SelfNormalised.N)[0];
    return new NullTest(
        "E3: Bernstein of self-normalised averages",
        "averages of 50",
        SMALL,
        true,
        random -> {
          double[] a =
              column(next(SMALL, s -> SelfNormalised.sampled(this, theta, BATCH, s, ALPHA)), 0);
          return EmpiricalBernstein.pValueKnown(
              SMALL,
              Math.abs(Arrays.stream(a).average().orElseThrow() - exact),
              SelfNormalised.VARIANCE,
              SelfNormalised.RANGE);
        });
  }

  private NullTest walkers(String name, BiFunction<double[], Double, Double> test) {
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
                          this, ResamplingScheme.SYSTEMATIC, BATCH, s));
          return test.apply(column(sample, 0), expectation);
        });
  }

  private NullTest corrected(String name, BiFunction<double[], Double, Double> test) {
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
                  s -> CorrectedScheme.sampled(this, path, CorrectionClaims.DIFFUSIVITY, BATCH, s));
          return test.apply(column(sample, 0), expectation);
        });
  }

  private NullTest inSpace() {
    double mass = SpaceSchemeLaw.moment(1);
    double spread = SpaceSchemeLaw.moment(2) - mass * mass;
    return new NullTest(
        "D6N: median of means of w",
        "weights",
        GROUPED,
        true,
        random -> {
          double[][] sample = next(GROUPED, s -> SpaceSchemeLaw.sampled(this, BATCH, s, ALPHA));
          return FamilyNulls.medianOfMeans(column(sample, 0), mass, spread);
        });
  }

  private NullTest reverse(String name, BiFunction<double[], Double, Double> test) {
    double mean = ReverseScheme.expected(this, false);
    return new NullTest(
        "D10S: " + name,
        "estimates of 8 walkers",
        SMALL,
        true,
        random -> {
          double[][] sample = next(SMALL, s -> ReverseScheme.sampled(this, false, BATCH, s));
          return test.apply(column(sample, 0), mean);
        });
  }

  private NullTest kinetic(String name, BiFunction<double[], Double, Double> test) {
    double mean = KineticWalkClaims.expected(this);
    return new NullTest(
        "D11S: " + name,
        "estimates of 8 walkers",
        SMALL,
        true,
        random -> {
          double[][] sample = next(SMALL, s -> KineticWalkClaims.sampled(this, BATCH, s));
          return test.apply(column(sample, 0), mean);
        });
  }

  @Override
  public List<WeightedSample> spaceRun(
      WfrProblem problem, ParticleSettings settings, double[] times) {
    List<WeightedSample> out = super.spaceRun(problem, settings, times);
    Arrays.stream(out.get(0).logWeights()).forEach(l -> draws.add(new double[] {Math.exp(l)}));
    return out;
  }

  @Override
  public List<WeightedSample> reverseRun(
      ReverseOu path,
      InitialLaw start,
      TimeField rate,
      ParticleSettings settings,
      double time,
      int replicates) {
    List<WeightedSample> out = super.reverseRun(path, start, rate, settings, time, replicates);
    int steps = (int) Math.round(time / settings.timeStep());
    double largest = ReverseScheme.largest(path, path.exactStart(), steps);
    out.forEach(s -> draws.add(new double[] {ReverseScheme.average(s) / largest}));
    return out;
  }

  @Override
  public List<WeightedSample> kineticWalk(
      KineticDiffusion diffusion,
      GaussianLaw start,
      ParticleSettings settings,
      double time,
      int replicates) {
    List<WeightedSample> out = super.kineticWalk(diffusion, start, settings, time, replicates);
    int steps = (int) Math.round(time / settings.timeStep());
    double largest = KineticWalkClaims.largest(new ReferenceOperations(), steps);
    out.forEach(s -> draws.add(new double[] {KineticWalkClaims.average(s) / largest}));
    return out;
  }

  @Override
  public List<WeightedSample> particleRun(
      WfrProblem problem, ParticleSettings settings, double[] times) {
    List<WeightedSample> out = super.particleRun(problem, settings, times);
    double[] x = out.get(0).coordinate(0);
    double[] l = out.get(0).logWeights();
    for (int i = 0; i < x.length; i++) {
      draws.add(new double[] {x[i], Math.exp(l[i])});
    }
    if (problem.potential() instanceof GaussianLaw target) {
      double dt = settings.timeStep();
      int steps = (int) Math.round(times[0] / dt);
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
  }

  @Override
  public double[] sdeStep(
      Integrator integrator,
      Potential potential,
      double diffusivity,
      double dt,
      double[] x,
      double[] noise,
      double[] nextNoise) {
    last = super.sdeStep(integrator, potential, diffusivity, dt, x, noise, nextNoise);
    return last;
  }

  @Override
  public double[] updateLogWeights(
      double[] logWeights,
      double[] logRho,
      double[] potential,
      double mean,
      double lambda,
      double dt) {
    double[] l = super.updateLogWeights(logWeights, logRho, potential, mean, lambda, dt);
    if (++step == WeightedSchemeLaw.STEPS) {
      for (int i = 0; i < l.length; i++) {
        draws.add(new double[] {last[i], Math.exp(l[i])});
      }
    }
    return l;
  }

  @Override
  public double[] normalise(double[] logWeights) {
    double theta = 0.5;
    double[] w = super.normalise(logWeights);
    double average = 0;
    for (int i = 0; i < w.length; i++) {
      average += w[i] * logWeights[i] / theta;
    }
    draws.add(new double[] {average});
    return w;
  }

  @Override
  public List<Double> feynmanKacRun(
      FeynmanKacProblem problem, ParticleSettings settings, QuadratureRule rule, int replicates) {
    List<Double> out = super.feynmanKacRun(problem, settings, rule, replicates);
    if (rule == QuadratureRule.TRAPEZOID) {
      out.forEach(v -> draws.add(new double[] {v}));
      expectation = FeynmanKacSchemeClaims.Walkers.exact(rule);
    }
    return out;
  }

  @Override
  public List<WeightedSample> reweightedRun(
      ReweightedDiffusion diffusion, ParticleSettings settings, double time, int replicates) {
    List<WeightedSample> out = super.reweightedRun(diffusion, settings, time, replicates);
    double largest = CorrectedScheme.largest(diffusion, time);
    out.forEach(s -> draws.add(new double[] {CorrectedScheme.average(s) / largest}));
    expectation =
        CorrectedScheme.scheme(diffusion, CorrectedScheme::observable, time, CorrectedScheme.STEPS)
            / largest;
    return out;
  }
}
