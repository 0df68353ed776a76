package wfr.particle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wfr.math.RandomStreams;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.Domain;
import wfr.model.Integrator;
import wfr.model.ParticleSettings;
import wfr.model.ResamplingScheme;
import wfr.model.WfrProblem;
import wfr.particle.fused.FusedParticles;

/**
 * One population run by the fused kernel where it serves: on the line, Euler-Maruyama, cloud in cell, weights, systematic or no
 * resampling. The scheme is that of {@link ParticleSolver}; E_rho h is taken on the nodes instead of over the particles, which changes all weights by one
 * factor of 1 + O(lambda t dx^4). Claims: E12 to E14, and as a variant all that speak of whole runs.
 */
final class FusedRun {
  /** Below this effective sample size the weights have collapsed. */
  private static final double FEWEST = 2;

  private FusedRun() {}

  static boolean serves(WfrProblem problem, ParticleSettings settings) {
    ResamplingScheme scheme = settings.resampling().scheme();
    return settings.kernel() != ParticleSettings.Kernel.READABLE
        && problem.dimension() == 1
        && problem.domain().boundary() == Domain.Boundary.LINE
        && settings.integrator() == Integrator.EULER_MARUYAMA
        && settings.density() instanceof DensityEstimate.Grid
        && settings.reaction() == ParticleSettings.Reaction.WEIGHTS
        && (scheme == ResamplingScheme.SYSTEMATIC || scheme == ResamplingScheme.NONE);
  }

  static ParticleRun run(
      WfrProblem problem, ParticleSettings settings, double[] times, int replicate, int threads) {
    RandomStreams streams = new RandomStreams(settings.seed(), replicate);
    double[] start = new double[settings.count()];
    Start.of(problem).fill(streams, new double[][] {start});
    int cells = ((DensityEstimate.Grid) settings.density()).cells();
    int nodes = 1 + (cells == 0 ? CloudInCell.defaultCells(start.length) : cells);
    double threshold =
        settings.resampling().scheme() == ResamplingScheme.NONE
            ? 0
            : settings.resampling().essThreshold();
    try (FusedParticles p =
        new FusedParticles(
            problem, streams, start, nodes, threshold, threads, settings.kernel().key())) {
      return run(p, settings, times);
    }
  }

  private static ParticleRun run(FusedParticles p, ParticleSettings settings, double[] times) {
    List<WeightedSample> samples = new ArrayList<>();
    double[] meanWeight = new double[times.length];
    double[] stepTimes = new double[0];
    double[] ess = new double[0];
    double from = 0;
    int done = 0;
    for (int o = 0; o < times.length; o++) {
      int count = TimeSteps.count(from, times[o], settings.timeStep());
      stepTimes = Arrays.copyOf(stepTimes, done + count);
      ess = Arrays.copyOf(ess, done + count);
      double h = count == 0 ? 0 : (times[o] - from) / count;
      for (int k = 0; k < count; k++) {
        double t = k == count - 1 ? times[o] : from + (k + 1) * h;
        p.advance(1, h);
        if (settings.count() > FEWEST && !(p.effectiveSampleSize() >= FEWEST)) {
          throw ParticleFailure.collapsed(t, settings.count(), p.effectiveSampleSize());
        }
        stepTimes[done] = t;
        ess[done++] = p.effectiveSampleSize() / settings.count();
      }
      double scale = p.logScale();
      double[] l = Arrays.stream(p.weights()).map(w -> Math.log(w) + scale).toArray();
      samples.add(new WeightedSample(new double[][] {p.positions()}, l));
      meanWeight[o] = Math.exp(p.logMeanWeight());
      from = times[o];
    }
    return new ParticleRun(times.clone(), samples, meanWeight, stepTimes, ess, p.resamplings(), 0);
  }
}
