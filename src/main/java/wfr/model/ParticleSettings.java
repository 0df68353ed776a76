package wfr.model;

/**
 * How a particle run is made.
 *
 * @param count total number of particles over all replicate populations, >= 1
 * @param timeStep largest step, > 0; every interval between output times is cut into equal steps not above it
 * @param integrator stepper of the SDE
 * @param density source of log rho
 * @param reaction how mass moves
 * @param resampling when and how ancestors are drawn
 * @param seed seed of every stream
 */
public record ParticleSettings(
    int count,
    double timeStep,
    Integrator integrator,
    DensityEstimate density,
    Reaction reaction,
    Resampling resampling,
    long seed) {
  /** How the reaction is carried out. */
  public enum Reaction {
    /** Feynman-Kac weights. */
    WEIGHTS("weights"),
    /** Birth-death jumps with the partner drawn uniformly from all N. */
    BIRTH_DEATH("birth-death");

    private final String key;

    Reaction(String key) {
      this.key = key;
    }

    /** Name in a scenario file. */
    public String key() {
      return key;
    }
  }

  /**
   * Resampling rule.
   *
   * @param scheme how ancestors are drawn
   * @param essThreshold resample when the effective sample size is below essThreshold N; in [0, 1]
   */
  public record Resampling(ResamplingScheme scheme, double essThreshold) {
    /** Checks the range. */
    public Resampling {
      if (!(essThreshold >= 0 && essThreshold <= 1)) {
        throw new IllegalArgumentException(
            "particles.ess-threshold must be in [0, 1]: " + essThreshold);
      }
    }
  }

  /** Checks ranges. */
  public ParticleSettings {
    if (count < 1) {
      throw new IllegalArgumentException("particles.count must be >= 1: " + count);
    }
    if (!(timeStep > 0) || Double.isInfinite(timeStep)) {
      throw new IllegalArgumentException("particles.time-step must be > 0 and finite: " + timeStep);
    }
  }

  /** The same with another step. */
  public ParticleSettings withTimeStep(double dt) {
    return new ParticleSettings(count, dt, integrator, density, reaction, resampling, seed);
  }

  /** The same with another seed. */
  public ParticleSettings withSeed(long other) {
    return new ParticleSettings(count, timeStep, integrator, density, reaction, resampling, other);
  }
}
