package wfr.particle;

import org.apache.commons.rng.UniformRandomProvider;

/** The reaction half as jumps of a population of equal weights; the production rule is {@link BirthDeath#step}. */
@FunctionalInterface
public interface JumpRule {
  /**
   * One step in place; returns the number of events.
   *
   * @param population N particles of equal weight
   * @param beta h_i - mean of h at the beginning of the step
   * @param rate lambda dt
   * @param stream randomness of this step
   */
  int step(Population population, double[] beta, double rate, UniformRandomProvider stream);
}
