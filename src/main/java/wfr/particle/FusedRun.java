package wfr.particle;

import java.util.Arrays;
import wfr.math.RandomStreams;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.Integrator;
import wfr.model.ParticleSettings;
import wfr.model.ResamplingScheme;
import wfr.model.WfrProblem;
import wfr.operation.Implementation;
import wfr.operation.Operation;
import wfr.operation.ParticleOperations;
import wfr.operation.ParticleOperations.ParticleRun;
import wfr.operation.ParticleSolution;
import wfr.operation.WeightOperations;
import wfr.particle.fused.FusedParticles;

/**
 * One population run by the fused kernel where it serves: on the line, Euler-Maruyama, cloud in cell, weights, systematic or no
 * resampling. The scheme is that of {@link ParticleSolver}; E_rho h is taken on the nodes instead of over the particles, which changes all weights by one
 * factor of 1 + O(lambda t dx^4). Claims: E12 to E14, and as a variant all that speak of whole runs.
 */
final class FusedRun {
  /** Below this effective sample size the weights have collapsed. */
  private static final double FEWEST = 2;

  /** What the kernel does in one loop. */
  private static final Operation<?, ?>[] FUSED = {
    ParticleOperations.SDE_STEP,
    ParticleOperations.CONFINE,
    ParticleOperations.LOG_DENSITY,
    ParticleOperations.KERNEL_NORMALS,
    ParticleOperations.KERNEL_STEP,
    WeightOperations.MEAN_LOG_RATIO,
    WeightOperations.UPDATE_LOG_WEIGHTS,
    WeightOperations.EFFECTIVE_SAMPLE_SIZE,
    WeightOperations.NORMALISE,
    WeightOperations.RESAMPLE,
    WeightOperations.RESET_LOG_WEIGHTS
  };

  private FusedRun() {}

  static boolean serves(ParticleRun call, Implementation ops) {
    ParticleSettings settings = call.settings();
    ResamplingScheme scheme = settings.resampling().scheme();
    return settings.kernel() != ParticleSettings.Kernel.READABLE
        && ops.keeps(FUSED)
        && call.problem().dimension() == 1
        && call.problem().domain().isWholeSpace()
        && settings.integrator() == Integrator.EULER_MARUYAMA
        && settings.density() instanceof DensityEstimate.Grid
        && settings.reaction() == ParticleSettings.Reaction.WEIGHTS
        && (scheme == ResamplingScheme.SYSTEMATIC || scheme == ResamplingScheme.NONE);
  }

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
    double[] l = Arrays.stream(p.weights()).map(w -> Math.log(w) + scale).toArray();
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
