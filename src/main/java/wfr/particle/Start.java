package wfr.particle;

import wfr.math.RandomStreams;
import wfr.model.WfrProblem;

/** Draws the positions of a population from rho_0. */
@FunctionalInterface
interface Start {
  /** Fills x[k][i], coordinate k of particle i, block by block, each from its own stream. */
  void fill(RandomStreams streams, double[][] x);

  /** The sampler of a problem's initial law: {@link InitialSampler} on the line, {@link SpaceSampler} beyond. */
  static Start of(WfrProblem problem) {
    if (problem.dimension() == 1) {
      InitialSampler line = new InitialSampler(problem);
      return (streams, x) -> line.fill(streams, x[0]);
    }
    return new SpaceSampler(problem);
  }
}
