package wfr.particle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.math.LogSumExp;
import wfr.math.NormalQuantile;
import wfr.math.RandomStreams;
import wfr.measure.WeightedSample;
import wfr.model.ParticleSettings;
import wfr.model.ResamplingScheme;
import wfr.model.ReweightedDiffusion;

/**
 * Walkers of a {@link ReweightedDiffusion}: X += h B(X_n, t_n) + sqrt(2 D h) xi_n, log w += h (r(X_n, t_n) + r(X_{n+1}, t_{n+1}))/2, ancestors drawn below
 * the threshold of the effective sample size, each then of the mean weight. E[w f(X)] needs no density estimate: populations are unbiased for their scheme.
 * Accuracy: weak order 1.   Source: proofs-notes, D7.
 */
public final class ReweightedWalk {
  private final ReweightedDiffusion diffusion;
  private final ParticleSettings settings;
  private final InitialSampler sampler;
  private final DoubleUnaryOperator startLogWeight;

  /**
   * One population.
   *
   * @param diffusion drift and rate
   * @param settings of ONE population: count, step, resampling and seed are used
   * @param sampler draws X_0
   * @param startLogWeight log w_0 at X_0
   */
  public ReweightedWalk(
      ReweightedDiffusion diffusion,
      ParticleSettings settings,
      InitialSampler sampler,
      DoubleUnaryOperator startLogWeight) {
    this.diffusion = diffusion;
    this.settings = settings;
    this.sampler = sampler;
    this.startLogWeight = startLogWeight;
  }

  /**
   * What one population did.
   *
   * @param samples at the output times
   * @param stepTimes time after each step
   * @param essFraction effective sample size over N after each step
   * @param resamplings how often ancestors were drawn
   */
  public record Outcome(
      List<WeightedSample> samples, double[] stepTimes, double[] essFraction, int resamplings) {}

  /** Runs one population over ascending output times. */
  public Outcome run(double[] times, long replicate) {
    int n = settings.count();
    RandomStreams streams = new RandomStreams(settings.seed(), replicate);
    BoundaryRule boundary = new BoundaryRule(diffusion.domain());
    double[] x = new double[n];
    sampler.fill(streams, x);
    double[] logW = new double[n];
    for (int i = 0; i < n; i++) {
      logW[i] = startLogWeight.applyAsDouble(x[i]);
    }
    List<WeightedSample> samples = new ArrayList<>();
    List<double[]> steps = new ArrayList<>();
    double[] rate = new double[n];
    double[] noise = new double[n];
    int resamplings = 0;
    double now = 0;
    for (double time : times) {
      int count = (int) Math.ceil((time - now) / settings.timeStep() - 1e-9);
      double dt = count > 0 ? (time - now) / count : 0;
      double from = now;
      double spread = Math.sqrt(2 * diffusion.diffusivity() * dt);
      for (int k = 0; k < count; k++) {
        double t = from + k * dt;
        double next = k + 1 == count ? time : from + (k + 1) * dt;
        NormalQuantile.fill(streams.stream(RandomStreams.Purpose.NOISE, steps.size(), 0), noise, n);
        for (int i = 0; i < n; i++) {
          rate[i] = diffusion.rate().at(x[i], t);
          x[i] += dt * diffusion.drift().at(x[i], t) + spread * noise[i];
        }
        boundary.apply(x, 0, n);
        for (int i = 0; i < n; i++) {
          logW[i] += 0.5 * dt * (rate[i] + diffusion.rate().at(x[i], next));
        }
        double ess = effectiveSampleSize(logW, next);
        steps.add(new double[] {next, ess / n});
        ResamplingScheme scheme = settings.resampling().scheme();
        if (scheme != ResamplingScheme.NONE && ess < settings.resampling().essThreshold() * n) {
          resample(
              scheme, streams.stream(RandomStreams.Purpose.RESAMPLING, steps.size(), 0), logW, x);
          resamplings++;
        }
      }
      now = time;
      samples.add(new WeightedSample(new double[][] {x}, logW));
    }
    return new Outcome(
        samples,
        steps.stream().mapToDouble(s -> s[0]).toArray(),
        steps.stream().mapToDouble(s -> s[1]).toArray(),
        resamplings);
  }

  static double effectiveSampleSize(double[] logW, double time) {
    double max = Arrays.stream(logW).max().orElse(0);
    double sum = 0;
    double squares = 0;
    for (double l : logW) {
      double w = Math.exp(l - max);
      sum += w;
      squares += w * w;
    }
    double ess = sum * sum / squares;
    if (!(ess >= Math.min(2, logW.length))) {
      throw new ParticleFailure(
          "weights collapsed at time "
              + time
              + ": effective sample size "
              + ess
              + " of "
              + logW.length
              + " per population, at least 2 is needed: more particles, a smaller particles.time-step, or resampling");
    }
    return ess;
  }

  private static void resample(
      ResamplingScheme scheme, UniformRandomProvider stream, double[] logW, double[] x) {
    int[] ancestor = ancestors(scheme, stream, logW);
    double[] old = x.clone();
    for (int i = 0; i < x.length; i++) {
      x[i] = old[ancestor[i]];
    }
    Arrays.fill(logW, LogSumExp.of(logW) - Math.log(x.length));
  }

  /** Ancestors by their weights. */
  static int[] ancestors(ResamplingScheme scheme, UniformRandomProvider stream, double[] logW) {
    int n = logW.length;
    double total = LogSumExp.of(logW);
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      weights[i] = Math.exp(logW[i] - total);
    }
    double[] uniforms = new double[Resampling.uniforms(scheme, n)];
    for (int i = 0; i < uniforms.length; i++) {
      uniforms[i] = stream.nextDouble();
    }
    return Resampling.ancestors(scheme, weights, uniforms);
  }
}
