package wfr.model;

import java.util.Optional;

/** Where the particle method takes log rho from. */
public sealed interface DensityEstimate {
  /** How its sum of N kernels is evaluated, where it is one. */
  default Optional<Evaluation> summedBy() {
    return Optional.empty();
  }

  /** log rho and E_rho h of the exact (closed form) or grid solution: particles become independent. */
  record Oracle() implements DensityEstimate {}

  /**
   * Cloud-in-cell deposit on the nodes of a uniform grid over the domain, interpolated linearly.
   *
   * @param cells number of cells; 0 chooses it from the particle count
   */
  record Grid(int cells) implements DensityEstimate {
    /** Checks the range. */
    public Grid {
      if (cells < 0 || cells == 1) {
        throw new IllegalArgumentException("particles.density grid cells must be >= 2: " + cells);
      }
    }
  }

  /** How a sum of N kernels is evaluated. */
  enum Evaluation {
    /** By predicted cost: bins on the line and in the plane where they are fine enough and take less time than N^2 terms, else a tree up to six dimensions, blocks beyond. */
    AUTO("auto"),
    /** Bins and a convolution along each axis; on the line and in the plane. */
    BINNED("binned"),
    /** A k-d tree with a relative error of 1e-6. */
    TREE("tree"),
    /** The sum itself, block by block. */
    BLOCKED("blocked");

    private final String key;

    Evaluation(String key) {
      this.key = key;
    }

    /** Name in a scenario file. */
    public String key() {
      return key;
    }
  }

  /**
   * The law of the last Euler-Maruyama step given the positions before it: N kernels of variance 2 D h about x - D h grad V.
   *
   * @param evaluation how the sum is evaluated
   */
  record Transition(Evaluation evaluation) implements DensityEstimate {
    @Override
    public Optional<Evaluation> summedBy() {
      return Optional.of(evaluation);
    }
  }

  /** The Gaussian with the mean and the covariance of the particles. */
  record Gaussian() implements DensityEstimate {}

  /**
   * Gaussian kernel estimate whose bandwidth follows the normal-reference rule at every step.
   *
   * @param factor of the rule, > 0
   * @param evaluation how the sum is evaluated
   */
  record Rule(double factor, Evaluation evaluation) implements DensityEstimate {
    /** Checks the range. */
    public Rule {
      if (!(factor > 0) || Double.isInfinite(factor)) {
        throw new IllegalArgumentException(
            "particles.density kernel factor must be > 0 and finite: " + factor);
      }
    }

    @Override
    public Optional<Evaluation> summedBy() {
      return Optional.of(evaluation);
    }
  }

  /**
   * Gaussian kernel estimate.
   *
   * @param bandwidth standard deviation of the kernel, > 0
   * @param evaluation how the sum is evaluated
   */
  record Kernel(double bandwidth, Evaluation evaluation) implements DensityEstimate {
    /** Evaluated as fits. */
    public Kernel(double bandwidth) {
      this(bandwidth, Evaluation.AUTO);
    }

    /** Checks the range. */
    public Kernel {
      if (!(bandwidth > 0) || Double.isInfinite(bandwidth)) {
        throw new IllegalArgumentException(
            "particles.density kernel bandwidth must be > 0 and finite: " + bandwidth);
      }
    }

    @Override
    public Optional<Evaluation> summedBy() {
      return Optional.of(evaluation);
    }
  }
}
