package wfr.particle;

import java.util.Arrays;
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
final class FusedRun implements Walk {
  /** Below this effective sample size the weights have collapsed. */
  private static final double FEWEST = 2;

  private final FusedParticles particles;
  private final int count;

  private FusedRun(FusedParticles particles, int count) {
    this.particles = particles;
    this.count = count;
  }

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
      return Walk.run(
          new FusedRun(p, settings.count()), settings.count(), times, settings.timeStep());
    }
  }

  @Override
  public void advance(double time, double dt) {
    double size;
    try {
      particles.advance(1, dt);
      size = particles.effectiveSampleSize();
    } catch (ArithmeticException e) {
      size = Double.NaN; // a weight or a position left the numbers
    }
    boolean holds = count > FEWEST ? size >= FEWEST : size > 0; // one particle has 1 up to rounding
    if (!holds) {
      throw ParticleFailure.collapsed(time + dt, count, size);
    }
  }

  @Override
  public double effectiveSampleSize() {
    return particles.effectiveSampleSize();
  }

  @Override
  public double logMeanWeight() {
    return particles.logMeanWeight();
  }

  @Override
  public WeightedSample sample() {
    double scale = particles.logScale();
    double[] l = Arrays.stream(particles.weights()).map(w -> Math.log(w) + scale).toArray();
    return new WeightedSample(new double[][] {particles.positions()}, l);
  }

  @Override
  public int resamplings() {
    return particles.resamplings();
  }

  @Override
  public long jumps() {
    return 0;
  }
}
