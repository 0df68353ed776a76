package wfr.defects;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wfr.exact.GaussianFlow;
import wfr.math.NormalQuantile;
import wfr.math.RandomStreams;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.FeynmanKacProblem;
import wfr.model.GaussianLaw;
import wfr.model.ParticleSettings;
import wfr.model.QuadratureRule;
import wfr.model.ResamplingScheme;
import wfr.model.WfrProblem;
import wfr.reference.ReferenceOperations;
import wfr.spec.Operations.Group;

/**
 * Mutants of what holds the operations of a population together: which ancestors are drawn, what follows them, which stream a draw comes from. The loop is
 * written out here, by the operations themselves; without a defect it is a variant.
 */
final class PopulationMutants {
  private static final String LOOP = "population written out by the operations: ";

  private PopulationMutants() {}

  static List<Mutant> all() {
    return List.of(
        walk(
            "rs-values-not-permuted",
            "weights are reset as if ancestors had been taken, positions stay: the resampled population is assigned and then ignored",
            Defect.VALUES_STAY),
        walk(
            "rs-before-reweight",
            "ancestors are drawn by the weights before the step, and the weights after it are reset",
            Defect.BEFORE_REWEIGHT),
        weighted(
            "w-density-previous-step",
            "log rho of the step before in the weights: consistent, of the same order, and another scheme",
            (k, before, after) -> new Reading(k - 1, before)),
        weighted(
            "w-time-off-by-one",
            "log rho at the end of the step, at the position before it",
            (k, before, after) -> new Reading(k + 1, before)),
        weighted(
            "w-position-after-move",
            "h at the position after the move, at the time before it",
            (k, before, after) -> new Reading(k, after)),
        sharedStream());
  }

  /** Where and when a weight reads h. */
  private record Reading(int step, double[] x) {}

  /** Which reading a defect takes in step k from positions before to positions after. */
  private interface Rule {
    Reading of(int k, double[] before, double[] after);
  }

  /** Weighted walkers on a Gaussian problem with the closed form's h. */
  private static Mutant weighted(String id, String what, Rule rule) {
    return new Mutant(id, what, Group.PARTICLE_RUN, List.of("D6P"), () -> new OracleRun(rule));
  }

  private static final class OracleRun extends ReferenceOperations {
    private final Rule rule;

    OracleRun(Rule rule) {
      this.rule = rule;
    }

    @Override
    public List<WeightedSample> particleRun(
        WfrProblem p, ParticleSettings settings, double[] times) {
      if (!(settings.density() instanceof DensityEstimate.Oracle)
          || !(p.potential() instanceof GaussianLaw target)
          || !(p.initial() instanceof GaussianLaw start)) {
        return super.particleRun(p, settings, times);
      }
      GaussianFlow flow = new GaussianFlow(target, start, p.reactionRate(), p.diffusivity());
      int n = settings.count();
      double dt = settings.timeStep();
      RandomStreams draws = new RandomStreams(settings.seed());
      double[] x = start(start, draws, n);
      double[] l = new double[n];
      List<WeightedSample> run = new ArrayList<>();
      int k = 0;
      for (double time : times) {
        for (; k < Math.round(time / dt); k++) {
          double[] z = normals(draws, k, n);
          double[] before = x;
          x = sdeStep(settings.integrator(), target, p.diffusivity(), dt, x, z, z);
          Reading read = rule.of(k, before, x);
          double at = Math.max(0, read.step()) * dt;
          GaussianLaw law = GaussianLaw.of(flow.mean(at), flow.variance(at));
          double[] logRho = Arrays.stream(read.x()).map(y -> -law.value(y)).toArray();
          double[] v = Arrays.stream(read.x()).map(target::value).toArray();
          l = updateLogWeights(l, logRho, v, mean(law, target), p.reactionRate(), dt);
        }
        run.add(new WeightedSample(new double[][] {x}, l));
      }
      return run;
    }

    /** E[log rho + V] for rho = N(m, c) and V = (x - m_0)^2/(2 s), with the constants that GaussianLaw's value has. */
    private static double mean(GaussianLaw law, GaussianLaw target) {
      double m = law.mean()[0];
      double c = law.covariance()[0][0];
      return target.value(m) - law.value(m) + 0.5 * (c / target.covariance()[0][0] - 1);
    }
  }

  private static double[] start(GaussianLaw law, RandomStreams draws, int n) {
    double deviation = Math.sqrt(law.covariance()[0][0]);
    double[] z = new double[n];
    NormalQuantile.fill(draws.stream(RandomStreams.Purpose.INITIAL, 0, 0), z, n);
    return Arrays.stream(z).map(y -> law.mean()[0] + deviation * y).toArray();
  }

  /** The loop without a defect. */
  static Variant literal() {
    return new Variant(
        "walk-literal",
        LOOP + "no defect",
        Group.FEYNMAN_KAC_PARTICLES,
        List.of("D14"),
        () -> new Walk(Defect.NONE));
  }

  /** The run without a defect. */
  static Variant oracleLiteral() {
    return new Variant(
        "run-literal",
        "weighted run on the closed form's h, written out by the operations",
        Group.PARTICLE_RUN,
        List.of("D6P", "D6"),
        () -> new OracleRun((k, before, after) -> new Reading(k, before)));
  }

  private enum Defect {
    NONE,
    VALUES_STAY,
    BEFORE_REWEIGHT
  }

  private static Mutant walk(String id, String what, Defect defect) {
    return new Mutant(
        id, what, Group.FEYNMAN_KAC_PARTICLES, List.of("D14"), () -> new Walk(defect));
  }

  /** Weighted walkers with resampling below a threshold of the effective sample size. */
  private static final class Walk extends ReferenceOperations {
    private final Defect defect;

    Walk(Defect defect) {
      this.defect = defect;
    }

    @Override
    public List<Double> feynmanKacRun(
        FeynmanKacProblem p, ParticleSettings settings, QuadratureRule rule, int replicates) {
      List<Double> found = new ArrayList<>();
      for (int r = 0; r < replicates; r++) {
        found.add(population(p, settings, rule, new RandomStreams(settings.seed(), r)));
      }
      return found;
    }

    private double population(
        FeynmanKacProblem p, ParticleSettings settings, QuadratureRule rule, RandomStreams draws) {
      int n = settings.count();
      int steps = (int) Math.round(p.horizon() / settings.timeStep());
      double dt = p.horizon() / steps;
      double[] x = new double[n];
      Arrays.fill(x, p.start());
      double[] l = new double[n];
      for (int k = 0; k < steps; k++) {
        double[] noise = normals(draws, k, n);
        double[] before = l;
        double[] from = killing(p, x);
        x = sdeStep(settings.integrator(), p.potential(), p.diffusivity(), dt, x, noise, noise);
        l = killLogWeights(rule, l, from, killing(p, x), dt);
        ResamplingScheme scheme = settings.resampling().scheme();
        if (scheme != ResamplingScheme.NONE
            && effectiveSampleSize(l) < settings.resampling().essThreshold() * n) {
          double[] drawn = normalise(defect == Defect.BEFORE_REWEIGHT ? before : l);
          int[] ancestors = resample(scheme, drawn, uniforms(draws, k, n));
          if (defect != Defect.VALUES_STAY) {
            x = Arrays.stream(ancestors).mapToDouble(at(x)).toArray();
          }
          l = resetLogWeights(l, ancestors);
        }
      }
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += Math.exp(l[i]) * p.functional().value(x[i]);
      }
      return sum / n;
    }

    private static java.util.function.IntToDoubleFunction at(double[] x) {
      return i -> x[i];
    }

    private static double[] killing(FeynmanKacProblem p, double[] x) {
      return Arrays.stream(x).map(p.killing()::value).toArray();
    }

    private static double[] uniforms(RandomStreams draws, int step, int n) {
      var stream = draws.stream(RandomStreams.Purpose.RESAMPLING, step, 0);
      double[] u = new double[n];
      Arrays.setAll(u, i -> stream.nextDouble());
      return u;
    }
  }

  private static double[] normals(RandomStreams draws, int step, int n) {
    double[] z = new double[n];
    NormalQuantile.fill(draws.stream(RandomStreams.Purpose.NOISE, step, 0), z, n);
    return z;
  }

  /** The start and the first step of every particle read the same numbers. */
  private static Mutant sharedStream() {
    return new Mutant(
        "sde-shared-stream",
        "one random stream shared by the start and the first step's noise",
        Group.PARTICLE_RUN,
        List.of("E6S"),
        () ->
            new ReferenceOperations() {
              @Override
              public List<WeightedSample> particleRun(
                  WfrProblem p, ParticleSettings settings, double[] times) {
                if (p.reactionRate() > 0
                    || times.length > 1
                    || !(p.initial() instanceof GaussianLaw start)) {
                  return super.particleRun(p, settings, times);
                }
                int n = settings.count();
                int steps = (int) Math.round(times[0] / settings.timeStep());
                RandomStreams draws = new RandomStreams(settings.seed());
                double deviation = Math.sqrt(start.covariance()[0][0]);
                double[] x =
                    Arrays.stream(normals(draws, 0, n))
                        .map(z -> start.mean()[0] + deviation * z)
                        .toArray();
                for (int k = 0; k < steps; k++) {
                  double[] z = normals(draws, k, n);
                  x =
                      sdeStep(
                          settings.integrator(),
                          p.potential(),
                          p.diffusivity(),
                          times[0] / steps,
                          x,
                          z,
                          z);
                }
                return List.of(new WeightedSample(new double[][] {x}, new double[n]));
              }
            });
  }
}
