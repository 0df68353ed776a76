package wfr.particle;

import java.util.ArrayList;
import java.util.List;
import wfr.math.LogSumExp;
import wfr.math.NormalQuantile;
import wfr.math.RandomStreams;
import wfr.measure.WeightedSample;
import wfr.model.KineticDiffusion;
import wfr.model.ParticleSettings;
import wfr.model.ResamplingScheme;

/**
 * Walkers of a {@link KineticDiffusion}: a {@link KineticStep}, log w += h (r(Z_n, t_n) + r(Z_{n+1}, t_{n+1}))/2, ancestors drawn as in {@link ReweightedWalk}. With r = -lambda (h_t - E h_t) of a
 * known solution E[w f(Z_t)] = int f rho_t for the kinetic WFR flow; populations are unbiased for their scheme.
 * Accuracy: weak order 2 with BAOAB.   Source: proofs-notes, D11S.
 */
public final class KineticWalk {
  private final KineticDiffusion diffusion;
  private final KineticStep step;
  private final ParticleSettings settings;
  private final PhaseSampler sampler;

  /**
   * One population.
   *
   * @param diffusion force, friction and rate
   * @param step integrator
   * @param settings of ONE population: count, step, resampling and seed are used
   * @param sampler draws the start
   */
  public KineticWalk(
      KineticDiffusion diffusion,
      KineticStep step,
      ParticleSettings settings,
      PhaseSampler sampler) {
    this.diffusion = diffusion;
    this.step = step;
    this.settings = settings;
    this.sampler = sampler;
  }

  /** Runs one population over ascending output times. */
  public ReweightedWalk.Outcome run(double[] times, long replicate) {
    int n = settings.count();
    RandomStreams streams = new RandomStreams(settings.seed(), replicate);
    double[] x = new double[n];
    double[] v = new double[n];
    sampler.fill(streams, x, v);
    double[] logW = new double[n];
    double[] rate = new double[n];
    double[] noise = new double[n];
    List<WeightedSample> samples = new ArrayList<>();
    List<double[]> steps = new ArrayList<>();
    int resamplings = 0;
    double now = 0;
    for (double time : times) {
      int count = (int) Math.ceil((time - now) / settings.timeStep() - 1e-9);
      double dt = count > 0 ? (time - now) / count : 0;
      double from = now;
      for (int k = 0; k < count; k++) {
        double t = from + k * dt;
        double next = k + 1 == count ? time : from + (k + 1) * dt;
        NormalQuantile.fill(streams.stream(RandomStreams.Purpose.NOISE, steps.size(), 0), noise, n);
        for (int i = 0; i < n; i++) {
          rate[i] = diffusion.rate().at(x[i], v[i], t);
        }
        step.advance(diffusion.potential(), diffusion.friction(), dt, x, v, noise);
        for (int i = 0; i < n; i++) {
          logW[i] += 0.5 * dt * (rate[i] + diffusion.rate().at(x[i], v[i], next));
        }
        double ess = ReweightedWalk.effectiveSampleSize(logW, next);
        steps.add(new double[] {next, ess / n});
        ResamplingScheme scheme = settings.resampling().scheme();
        if (scheme != ResamplingScheme.NONE && ess < settings.resampling().essThreshold() * n) {
          int[] ancestor =
              ReweightedWalk.ancestors(
                  scheme, streams.stream(RandomStreams.Purpose.RESAMPLING, steps.size(), 0), logW);
          double total = LogSumExp.of(logW);
          take(x, ancestor);
          take(v, ancestor);
          java.util.Arrays.fill(logW, total - Math.log(n));
          resamplings++;
        }
      }
      now = time;
      samples.add(new WeightedSample(new double[][] {x, v}, logW));
    }
    return new ReweightedWalk.Outcome(
        samples,
        steps.stream().mapToDouble(s -> s[0]).toArray(),
        steps.stream().mapToDouble(s -> s[1]).toArray(),
        resamplings);
  }

  private static void take(double[] x, int[] ancestor) {
    double[] old = x.clone();
    for (int i = 0; i < x.length; i++) {
      x[i] = old[ancestor[i]];
    }
  }
}
