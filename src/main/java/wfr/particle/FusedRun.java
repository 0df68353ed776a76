package wfr.particle;

import java.util.Arrays;
import wfr.math.RandomStreams;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.ParticleSettings;
import wfr.model.ResamplingScheme;
import wfr.model.WfrProblem;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.ParticleRun;
import wfr.operation.ParticleSolution;
import wfr.particle.fused.FusedParticles;

/**
 * One population run by the fused kernel, where {@link KernelChoice} says that it serves. The scheme is that of {@link ParticleSolver}; E_rho h is taken on the nodes instead of over the particles, which changes all weights by one
 * factor of 1 + O(lambda t dx^4). Claims: E12 to E14, and all that speak of whole runs on the line.
 */
final class FusedRun {
  /** Below this effective sample size the weights have collapsed. */
  private static final double FEWEST = 2;

  private FusedRun() {}

  static ParticleSolution run(ParticleRun call, Implementation ops) {
    WfrProblem problem = call.problem();
    ParticleSettings settings = call.settings();
    RandomStreams streams = new RandomStreams(settings.seed(), call.replicate());
    double[] start =
        InitialSampler.draw(problem.initial(), problem.domain(), settings.count(), streams, ops)[0];
    int cells = ((DensityEstimate.Grid) settings.density()).cells();
    int nodes = 1 + (cells == 0 ? CloudInCell.defaultCells(start.length, 1) : cells);
    double threshold =
        settings.resampling().scheme() == ResamplingScheme.NONE
            ? 0
            : settings.resampling().essThreshold();
    try (FusedParticles p =
        new FusedParticles(problem, streams, start, nodes, threshold, 1, settings.kernel().key())) {
      return Walk.run(
          settings,
          call.times(),
          (time, next, dt, step) -> advance(p, next, dt, start.length),
          () -> sample(p),
          p::resamplings,
          () -> 0);
    }
  }

  private static WeightedSample sample(FusedParticles p) {
    double scale = p.logScale();
    double[] l = // a weight that underflows is the least there is, not a particle without one
        Arrays.stream(p.weights())
            .map(w -> Math.log(Math.max(w, Double.MIN_VALUE)) + scale)
            .toArray();
    return new WeightedSample(new double[][] {p.positions()}, l);
  }

  /** Effective sample size after a step. */
  private static double advance(FusedParticles p, double time, double dt, int count) {
    double size;
    try {
      p.advance(1, dt);
      size = p.effectiveSampleSize();
    } catch (ArithmeticException e) {
      size = Double.NaN; // a weight or a position left the numbers
    }
    boolean holds = count > FEWEST ? size >= FEWEST : size > 0; // one particle has 1 up to rounding
    if (!holds) {
      throw ParticleFailure.collapsed(time, count, size);
    }
    return size;
  }
}
