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
 * @param kernel which loops make the steps
 */
public record ParticleSettings(
    int count,
    double timeStep,
    Integrator integrator,
    DensityEstimate density,
    Reaction reaction,
    Resampling resampling,
    long seed,
    Kernel kernel) {
  /** Populations of a run whose scatter is its standard error; each has at least one particle. */
  public static final int POPULATIONS = 16;

  /**
   * Loops that make the steps. The scalar and the vector ones draw their normals by the fused kernel's Box-Muller in any dimension, and fuse the whole step on the line with
   * {@link Integrator#EULER_MARUYAMA}, a cloud-in-cell density, weights, and systematic or no resampling. Laws are the same, numbers drawn are not.
   */
  public enum Kernel {
    /** Stage by stage, every operation by itself: the same bits on every processor and virtual machine. */
    READABLE("readable"),
    /** Where the whole step is fused the vector kernel if its module and registers are there, else the scalar one; elsewhere the readable loops. */
    AUTO("auto"),
    /** Plain loops that the compiler vectorises. */
    SCALAR("scalar"),
    /** Explicit vector registers; needs the module jdk.incubator.vector, which the launcher lets it have. */
    VECTOR("vector");

    private final String key;

    Kernel(String key) {
      this.key = key;
    }

    /** Name in a scenario file. */
    public String key() {
      return key;
    }
  }

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

  /** Loops as fits: {@link Kernel#AUTO}. */
  public ParticleSettings(
      int count,
      double timeStep,
      Integrator integrator,
      DensityEstimate density,
      Reaction reaction,
      Resampling resampling,
      long seed) {
    this(count, timeStep, integrator, density, reaction, resampling, seed, Kernel.AUTO);
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
    return new ParticleSettings(count, dt, integrator, density, reaction, resampling, seed, kernel);
  }

  /** The same with another seed. */
  public ParticleSettings withSeed(long other) {
    return new ParticleSettings(
        count, timeStep, integrator, density, reaction, resampling, other, kernel);
  }

  /** The same with another number of particles. */
  public ParticleSettings withCount(int other) {
    return new ParticleSettings(
        other, timeStep, integrator, density, reaction, resampling, seed, kernel);
  }

  /** The same with another source of log rho. */
  public ParticleSettings withDensity(DensityEstimate other) {
    return new ParticleSettings(
        count, timeStep, integrator, other, reaction, resampling, seed, kernel);
  }

  /** The same with other loops. */
  public ParticleSettings withKernel(Kernel other) {
    return new ParticleSettings(
        count, timeStep, integrator, density, reaction, resampling, seed, other);
  }
}
