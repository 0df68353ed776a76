package wfr.defects;

import static wfr.operation.FeynmanKacOperations.FEYNMAN_KAC_RUN;
import static wfr.operation.ParticleOperations.PARTICLE_RUN;
import static wfr.operation.ParticleOperations.SDE_STEP;
import static wfr.operation.WeightOperations.KILL_LOG_WEIGHTS;
import static wfr.operation.WeightOperations.NORMALISE;
import static wfr.operation.WeightOperations.RESAMPLE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.exact.GaussianFlow;
import wfr.math.NormalQuantile;
import wfr.math.RandomStreams;
import wfr.math.RandomStreams.Purpose;
import wfr.measure.WeightedSample;
import wfr.measure.Weights;
import wfr.model.DensityEstimate;
import wfr.model.FeynmanKacProblem;
import wfr.model.GaussianLaw;
import wfr.model.ParticleSettings;
import wfr.model.ResamplingScheme;
import wfr.model.WfrProblem;
import wfr.operation.FeynmanKacOperations.FeynmanKacRun;
import wfr.operation.FeynmanKacOperations.PathAverage;
import wfr.operation.Implementation;
import wfr.operation.Implementation.Composition;
import wfr.operation.ParticleOperations.ParticleRun;
import wfr.operation.ParticleOperations.SdeStep;
import wfr.operation.ParticleSolution;
import wfr.operation.WeightOperations.EffectiveSampleSize;
import wfr.operation.WeightOperations.KillLogWeights;
import wfr.operation.WeightOperations.Normalise;
import wfr.operation.WeightOperations.Resample;
import wfr.operation.WeightOperations.ResetLogWeights;
import wfr.operation.WeightOperations.UpdateLogWeights;
import wfr.reference.Reference;

/**
 * Mutants of what holds the operations of a population together: which ancestors are drawn, what follows them, which stream a draw comes from. Every operation is right when it is
 * asked by itself, only within a run it is not what it should be. Two loops are written out here, by the operations themselves; without a defect they are variants.
 */
final class PopulationMutants {
  private PopulationMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "rs-values-not-permuted",
            "weights are reset as if ancestors had been taken, positions stay: the resampled population is assigned and then ignored",
            List.of("D14"),
            FEYNMAN_KAC_RUN,
            (c, next) ->
                Reference.IMPLEMENTATION
                    .with(RESAMPLE, (r, own) -> IntStream.range(0, r.weights().length).toArray())
                    .apply(c)),
        Mutant.of(
            "rs-before-reweight",
            "ancestors are drawn by the weights before the step, and the weights after it are reset",
            List.of("D14"),
            FEYNMAN_KAC_RUN,
            (c, next) -> {
              Weights[] before = new Weights[1];
              return Reference.IMPLEMENTATION
                  .with(
                      KILL_LOG_WEIGHTS,
                      (k, own) -> {
                        before[0] = k.logWeights();
                        return own.apply(k);
                      })
                  .with(NORMALISE, (n, own) -> before[0].normalised())
                  .apply(c);
            }),
        weighted(
            "w-density-previous-step",
            "log rho of the step before in the weights: consistent, of the same order, and another scheme",
            reads(-1, false)),
        weighted(
            "w-time-off-by-one",
            "log rho at the end of the step, at the position before it",
            reads(1, false)),
        weighted(
            "w-position-after-move",
            "h at the position after the move, at the time before it",
            reads(0, true)),
        Mutant.of(
            "sde-shared-stream",
            "one random stream shared by the start and the first step's noise",
            List.of("E6S"),
            PARTICLE_RUN,
            (c, next) -> gaussian(c.problem().initial()) ? sharedStream(c) : next.apply(c)));
  }

  /** The loop without a defect. */
  static Variant literal() {
    return Variant.composed(
        "walk-literal",
        "population written out by the operations: no defect",
        List.of("D14"),
        FEYNMAN_KAC_RUN,
        (c, next, self) -> walk(c, self));
  }

  /** The run without a defect. */
  static Variant oracleLiteral() {
    return Variant.composed(
        "run-literal",
        "weighted run on the closed form's h, written out by the operations",
        List.of("D6P", "D6"),
        PARTICLE_RUN,
        reads(0, false));
  }

  private static Mutant weighted(
      String id, String defect, Composition<ParticleRun, ParticleSolution> wrong) {
    return Mutant.composed(id, defect, List.of("D6P"), PARTICLE_RUN, wrong);
  }

  /** Oracle runs whose weights read h some steps later than they should, before or after the move. */
  private static Composition<ParticleRun, ParticleSolution> reads(int later, boolean moved) {
    return (c, next, self) ->
        c.settings().density() instanceof DensityEstimate.Oracle
                && gaussian(c.problem().potential())
                && gaussian(c.problem().initial())
            ? run(c, later, moved, self)
            : next.apply(c);
  }

  private static boolean gaussian(Object law) {
    return law instanceof GaussianLaw g && g.dimension() == 1;
  }

  /** The start and the first step of every particle read the same numbers. */
  private static ParticleSolution sharedStream(ParticleRun c) {
    GaussianLaw start = (GaussianLaw) c.problem().initial();
    double deviation = Math.sqrt(start.covariance()[0][0]);
    AtomicBoolean first = new AtomicBoolean(true);
    return Reference.IMPLEMENTATION
        .with(
            SDE_STEP,
            (s, step) -> {
              double[] z =
                  DensityMutants.map(s.x()[0], 1 / deviation, -start.mean()[0] / deviation);
              return step.apply(
                  first.getAndSet(false) ? s.withNoise(new double[][] {z}, s.nextNoise()) : s);
            })
        .apply(c);
  }

  /** Weighted walkers with resampling below a threshold of the effective sample size. */
  private static PathAverage walk(FeynmanKacRun c, Implementation ops) {
    FeynmanKacProblem p = c.problem();
    ParticleSettings s = c.settings();
    RandomStreams draws = new RandomStreams(s.seed(), c.replicate());
    int steps = (int) Math.round(p.horizon() / s.timeStep());
    double dt = p.horizon() / steps;
    double[] x = new double[s.count()];
    Arrays.fill(x, p.start());
    Weights w = Weights.equal(x.length, 0);
    int resamplings = 0;
    for (int k = 0; k < steps; k++) {
      double[] z = normals(draws.stream(Purpose.NOISE, k, 0), x.length);
      double[] from = Arrays.stream(x).map(p.killing()::value).toArray();
      x = ops.apply(new SdeStep(s.integrator(), p.potential(), p.diffusivity(), dt, x, z, z))[0];
      double[] to = Arrays.stream(x).map(p.killing()::value).toArray();
      w = ops.apply(new KillLogWeights(c.rule(), w, from, to, dt));
      double least = s.resampling().essThreshold() * x.length;
      if (s.resampling().scheme() != ResamplingScheme.NONE
          && ops.apply(new EffectiveSampleSize(w)) < least) {
        double[] u = draws.stream(Purpose.RESAMPLING, k, 0).doubles(x.length).toArray();
        double[] parents = x;
        int[] ancestors =
            ops.apply(new Resample(s.resampling().scheme(), ops.apply(new Normalise(w)), u));
        x = Arrays.stream(ancestors).mapToDouble(a -> parents[a]).toArray();
        w = ops.apply(new ResetLogWeights(w, ancestors));
        resamplings++;
      }
    }
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      double term = Math.exp(w.log(i)) * p.functional().value(x[i]);
      sum += term;
      squares += term * term;
    }
    return new PathAverage(sum / x.length, squares / x.length, resamplings);
  }

  private static double[] normals(UniformRandomProvider stream, int n) {
    double[] z = new double[n];
    NormalQuantile.fill(stream, z, n);
    return z;
  }

  /** Weighted walkers on a Gaussian problem with the closed form's h. */
  private static ParticleSolution run(ParticleRun c, int later, boolean moved, Implementation ops) {
    WfrProblem p = c.problem();
    ParticleSettings s = c.settings();
    GaussianLaw start = (GaussianLaw) p.initial();
    GaussianFlow flow =
        new GaussianFlow((GaussianLaw) p.potential(), start, p.reactionRate(), p.diffusivity());
    RandomStreams draws = new RandomStreams(s.seed(), c.replicate());
    double dt = s.timeStep();
    double[] x =
        DensityMutants.map(
            normals(draws.stream(Purpose.INITIAL, 0, 0), s.count()),
            Math.sqrt(start.covariance()[0][0]),
            start.mean()[0]);
    Weights w = Weights.equal(x.length, 0);
    List<WeightedSample> samples = new ArrayList<>();
    int k = 0;
    for (double time : c.times()) {
      for (; k < Math.round(time / dt); k++) {
        double[] z = normals(draws.stream(Purpose.NOISE, k, 0), x.length);
        double[] before = x;
        x = ops.apply(new SdeStep(s.integrator(), p.potential(), p.diffusivity(), dt, x, z, z))[0];
        double[] read = moved ? x : before;
        double at = Math.max(0, k + later) * dt;
        double[] logRho = new double[read.length];
        flow.logDensity(at, read, 0, read.length, logRho);
        double[] v = Arrays.stream(read).map(p.potential()::value).toArray();
        w =
            ops.apply(
                new UpdateLogWeights(w, logRho, v, flow.meanLogRatio(at), p.reactionRate(), dt));
      }
      samples.add(new WeightedSample(new double[][] {x}, w.log()));
    }
    double[] masses = samples.stream().mapToDouble(WeightedSample::mass).toArray();
    return new ParticleSolution(c.times(), samples, masses, new double[0], new double[0], 0, 0);
  }
}
