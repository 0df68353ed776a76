package wfr.particle;

import wfr.math.RandomStreams;
import wfr.model.LogDensityOracle;
import wfr.model.ParticleSettings;
import wfr.model.WfrProblem;

/**
 * Weighted-SDE solver of the WFR flow, one population of N particles in any dimension:
 *   dX = -D grad V(X) dt + sqrt(2 D) dW,   d log w = -lambda (h(X) - E h) dt,   sum_i W_i delta_{X_i} approximates rho_t.
 * A step is a Lie splitting, reaction then transport (FR, W): density, mean and weight update belong to the beginning of
 * the step and the position before the move. Resampling, when the effective sample size after a step is below its
 * threshold, opens the next step, so that outputs carry weights and not yet copies.
 * Special cases: lambda = 0 leaves all weights equal; D = 0 leaves the positions fixed.
 * Accuracy: first order in the step; Monte Carlo error O(N^{-1/2}); the same bits for every number of threads.
 */
public final class ParticleSolver {
  private final WfrProblem problem;
  private final ParticleSettings settings;
  private final ParticlePieces pieces;

  /**
   * A solver made of given pieces.
   *
   * @param problem what is solved
   * @param settings with the size of this population as count
   * @param pieces the operations of a step
   */
  public ParticleSolver(WfrProblem problem, ParticleSettings settings, ParticlePieces pieces) {
    this.problem = problem;
    this.settings = settings;
    this.pieces = pieces;
  }

  /** The production solver, fused where the settings ask for it and the kernel serves; oracle may be null unless settings ask for it. */
  public static ParticleSolver of(
      WfrProblem problem, ParticleSettings settings, LogDensityOracle oracle) {
    ParticlePieces pieces =
        FusedRun.serves(problem, settings) ? null : ParticlePieces.of(problem, settings, oracle);
    return new ParticleSolver(problem, settings, pieces);
  }

  /**
   * Runs one population.
   *
   * @param times output times, ascending, at least 0
   * @param replicate number of the population, part of every stream's key
   * @param threads at least 1; does not change the result
   */
  public ParticleRun run(double[] times, int replicate, int threads) {
    TimeSteps.check(times);
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be >= 1: " + threads);
    }
    if (pieces == null) {
      return FusedRun.run(problem, settings, times, replicate, threads);
    }
    RandomStreams streams = new RandomStreams(settings.seed(), replicate);
    Population population =
        new Population(settings.count(), problem.dimension(), pieces.sde().carriesNoise());
    Start.of(problem).fill(streams, population.coordinates);
    try (Blocks blocks = new Blocks(settings.count(), threads)) {
      ParticleStep step = new ParticleStep(problem, settings, pieces, population, streams, blocks);
      return Walk.run(step, settings.count(), times, settings.timeStep());
    }
  }
}
