package wfr.particle;

import java.util.function.Supplier;
import wfr.model.LogDensityOracle;
import wfr.model.ParticleSettings;
import wfr.model.WfrProblem;

/**
 * The operations a particle step is made of; one production loop runs whatever is put here. All pieces are shared by
 * threads and populations, except that every population asks for its own density field.
 *
 * @param sde transport of a block
 * @param weights update, mean and effective sample size of weights
 * @param jumps birth-death step
 * @param density makes the source of log rho of one population
 * @param selection resampling
 */
public record ParticlePieces(
    SdeStep sde,
    WeightRule weights,
    JumpRule jumps,
    Supplier<DensityField> density,
    Selection selection) {

  /**
   * The production pieces of a problem.
   *
   * @param problem what is solved
   * @param settings with the size of ONE population as count
   * @param oracle the known solution; may be null unless settings ask for it
   */
  public static ParticlePieces of(
      WfrProblem problem, ParticleSettings settings, LogDensityOracle oracle) {
    return new ParticlePieces(
        SdeIntegrator.of(settings.integrator(), problem.potential(), problem.diffusivity()),
        new WeightFlow(),
        BirthDeath::step,
        DensityFields.of(problem, settings, oracle),
        Selection.of(settings.resampling().scheme()));
  }

  /** With another transport. */
  public ParticlePieces withSde(SdeStep other) {
    return new ParticlePieces(other, weights, jumps, density, selection);
  }

  /** With another weight rule. */
  public ParticlePieces withWeights(WeightRule other) {
    return new ParticlePieces(sde, other, jumps, density, selection);
  }

  /** With another birth-death step. */
  public ParticlePieces withJumps(JumpRule other) {
    return new ParticlePieces(sde, weights, other, density, selection);
  }

  /** With another density. */
  public ParticlePieces withDensity(Supplier<DensityField> other) {
    return new ParticlePieces(sde, weights, jumps, other, selection);
  }

  /** With another resampling. */
  public ParticlePieces withSelection(Selection other) {
    return new ParticlePieces(sde, weights, jumps, density, other);
  }
}
