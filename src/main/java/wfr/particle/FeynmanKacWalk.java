package wfr.particle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.math.LogSumExp;
import wfr.math.NormalQuantile;
import wfr.math.RandomStreams;
import wfr.model.FeynmanKacProblem;
import wfr.model.ParticleSettings;
import wfr.model.QuadratureRule;
import wfr.model.ResamplingScheme;

/**
 * E_x[f(X_T) exp(-int k)] by N weighted walkers: X moves by the integrator, log w falls by the rule's int k, and
 *   estimate = (1/N) sum_i w_i f(X_i);
 * below the threshold of the effective sample size ancestors are drawn and every weight becomes the mean weight, which keeps the estimate
 * unbiased for the time-discrete scheme at every N. Weights are linear here: no mean is subtracted, populations of any size have no bias.
 * Accuracy: weak order of the integrator and of the rule; N independent walkers without resampling.   Source: proofs-notes, D13, D14.
 */
public final class FeynmanKacWalk {
  private static final double LEAST_ESS = 2;

  private final FeynmanKacProblem problem;
  private final ParticleSettings settings;
  private final QuadratureRule rule;
  private final FeynmanKacPieces pieces;
  private final SdeIntegrator integrator;

  /**
   * A population to be moved.
   *
   * @param problem what is estimated
   * @param settings of ONE population: count, step, integrator, resampling and seed are used
   * @param rule quadrature of int k
   * @param pieces the weight of a step
   */
  public FeynmanKacWalk(
      FeynmanKacProblem problem,
      ParticleSettings settings,
      QuadratureRule rule,
      FeynmanKacPieces pieces) {
    this.problem = problem;
    this.settings = settings;
    this.rule = rule;
    this.pieces = pieces;
    integrator =
        SdeIntegrator.of(settings.integrator(), problem.potential(), problem.diffusivity());
  }

  /**
   * What one population found.
   *
   * @param value the estimate
   * @param secondMoment (1/N) sum w^2 f^2, an estimate of E[w^2 f^2] where nothing was resampled
   * @param resamplings how often ancestors were drawn
   */
  public record Outcome(double value, double secondMoment, int resamplings) {}

  /** Runs replicate populations side by side; the result does not depend on threads. */
  public List<Outcome> run(int replicates, int threads) {
    List<Outcome> outcomes = new ArrayList<>();
    if (threads <= 1) {
      for (int r = 0; r < replicates; r++) {
        outcomes.add(run(r));
      }
      return outcomes;
    }
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, replicates));
    try {
      List<Future<Outcome>> futures = new ArrayList<>();
      for (int r = 0; r < replicates; r++) {
        int replicate = r;
        futures.add(pool.submit(() -> run(replicate)));
      }
      for (Future<Outcome> f : futures) {
        outcomes.add(Blocks.join(f));
      }
    } finally {
      pool.shutdownNow();
    }
    return outcomes;
  }

  /** One population. */
  public Outcome run(long replicate) {
    int n = settings.count();
    int steps = (int) Math.max(1, Math.ceil(problem.horizon() / settings.timeStep() - 1e-9));
    double dt = problem.horizon() / steps;
    RandomStreams streams = new RandomStreams(settings.seed(), replicate);
    BoundaryRule boundary = new BoundaryRule(problem.domain());
    double[] x = new double[n];
    Arrays.fill(x, problem.start());
    double[] logW = new double[n];
    double[] gradient = new double[n];
    double[] killing = killing(x, new double[n]);
    double[] next = new double[n];
    double[] noise = new double[n];
    double[] nextNoise = new double[n];
    NormalQuantile.fill(streams.stream(RandomStreams.Purpose.NOISE, 0, 0), noise, n);
    int resamplings = 0;
    for (int k = 0; k < steps; k++) {
      problem.potential().evaluate(x, 0, n, null, gradient);
      NormalQuantile.fill(streams.stream(RandomStreams.Purpose.NOISE, k + 1, 0), nextNoise, n);
      integrator.step(dt, x, n, gradient, noise, nextNoise);
      boundary.apply(x, 0, n);
      killing(x, next);
      pieces.weigh(rule, logW, killing, next, dt);
      double[] swap = killing;
      killing = next;
      next = swap;
      double[] spent = noise;
      noise = nextNoise;
      nextNoise = spent;
      double ess = effectiveSampleSize(logW);
      if (!(ess >= Math.min(LEAST_ESS, n))) {
        throw new ParticleFailure(
            "weights collapsed at time "
                + (k + 1) * dt
                + ": effective sample size "
                + ess
                + " of "
                + n
                + " per population, at least 2 is needed: more particles, a shorter horizon, or resampling");
      }
      ResamplingScheme scheme = settings.resampling().scheme();
      if (k + 1 < steps
          && scheme != ResamplingScheme.NONE
          && ess < settings.resampling().essThreshold() * n) {
        UniformRandomProvider u = streams.stream(RandomStreams.Purpose.RESAMPLING, k, 0);
        resample(scheme, u, logW, x, killing, integrator.carriesNoise() ? noise : new double[n]);
        resamplings++;
      }
    }
    return outcome(x, logW, resamplings);
  }

  private Outcome outcome(double[] x, double[] logW, int resamplings) {
    double max = Arrays.stream(logW).max().orElse(0);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      double term = Math.exp(logW[i] - max) * problem.functional().value(x[i]);
      sum += term;
      squares += term * term;
    }
    double scale = Math.exp(max);
    double value = scale * sum / x.length;
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new ParticleFailure("the Feynman-Kac estimate is " + value);
    }
    return new Outcome(value, scale * scale * squares / x.length, resamplings);
  }

  private double[] killing(double[] x, double[] out) {
    for (int i = 0; i < x.length; i++) {
      out[i] = problem.killing().value(x[i]);
      if (!(Math.abs(out[i]) < Double.POSITIVE_INFINITY)) {
        throw new ParticleFailure(
            "the killing is "
                + out[i]
                + " at x = "
                + x[i]
                + ": a smaller particles.time-step keeps the walkers where it is finite");
      }
    }
    return out;
  }

  private void resample(
      ResamplingScheme scheme,
      UniformRandomProvider stream,
      double[] logW,
      double[] x,
      double[] killing,
      double[] carried) {
    int n = x.length;
    double total = LogSumExp.of(logW);
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      weights[i] = Math.exp(logW[i] - total);
    }
    double[] uniforms = new double[Resampling.uniforms(scheme, n)];
    for (int i = 0; i < uniforms.length; i++) {
      uniforms[i] = stream.nextDouble();
    }
    int[] ancestor = Resampling.ancestors(scheme, weights, uniforms);
    double[] oldX = x.clone();
    double[] oldKilling = killing.clone();
    double[] oldCarried = carried.clone();
    for (int i = 0; i < n; i++) {
      x[i] = oldX[ancestor[i]];
      killing[i] = oldKilling[ancestor[i]];
      carried[i] = oldCarried[ancestor[i]];
    }
    System.arraycopy(pieces.reset(logW, ancestor), 0, logW, 0, n);
  }

  private static double effectiveSampleSize(double[] logW) {
    double max = Arrays.stream(logW).max().orElse(0);
    double sum = 0;
    double squares = 0;
    for (double l : logW) {
      double w = Math.exp(l - max);
      sum += w;
      squares += w * w;
    }
    return sum * sum / squares;
  }
}
