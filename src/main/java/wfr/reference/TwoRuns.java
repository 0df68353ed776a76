package wfr.reference;

import java.util.function.DoubleConsumer;
import wfr.model.ParticleSettings;

/**
 * Populations in steps of dt/2, which are reported, and of half the size in steps of dt, with which they are compared: what differs is at leading order the whole bias of the finer ones, of first order in
 * the step and in 1/N, b dt + 2 c/N - (b dt/2 + c/N). A quarter of their work. Source: proofs-notes, E15.
 */
final class TwoRuns {
  private static final double COARSE = 0.2;

  private TwoRuns() {}

  /**
   * Those of the coarser run.
   *
   * @param share settings of one population, with the step dt
   */
  static ParticleSettings coarse(ParticleSettings share) {
    return share.withCount(Math.max(1, share.count() / 2));
  }

  /** Those of the finer one. */
  static ParticleSettings fine(ParticleSettings share) {
    return share.withTimeStep(share.timeStep() / 2);
  }

  /** Is told the share of the coarser populations that are done. */
  static DoubleConsumer coarse(Progress progress, double dt) {
    String stage = "particles, step " + dt;
    progress.at(stage, 0);
    return done -> progress.at(stage, COARSE * done);
  }

  /** Is told that of the finer ones. */
  static DoubleConsumer fine(Progress progress) {
    return done -> progress.at("particles, half the step", COARSE + (1 - COARSE) * done);
  }
}
