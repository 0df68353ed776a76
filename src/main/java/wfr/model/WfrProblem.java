package wfr.model;

/**
 * The initial value problem
 *   d_t rho = D div(rho grad h) - lambda rho (h - E_rho h),   h = log(rho/pi),   pi proportional to exp(-V),   rho(0) = rho_0.
 * Special cases: lambda = 0 is Fokker-Planck, D = 0 is pure Fisher-Rao, both positive is WFR.
 *
 * @param potential V
 * @param initial rho_0
 * @param domain the box and the meaning of its boundary
 * @param reactionRate lambda >= 0
 * @param diffusivity D >= 0
 */
public record WfrProblem(
    Potential potential,
    InitialLaw initial,
    Domain domain,
    double reactionRate,
    double diffusivity) {
  /** Checks rates and dimensions. */
  public WfrProblem {
    if (!(reactionRate >= 0) || Double.isInfinite(reactionRate)) {
      throw new IllegalArgumentException(
          "reaction rate lambda must be >= 0 and finite: " + reactionRate);
    }
    if (!(diffusivity >= 0) || Double.isInfinite(diffusivity)) {
      throw new IllegalArgumentException("diffusivity D must be >= 0 and finite: " + diffusivity);
    }
    if (potential.dimension() != domain.dimension() || initial.dimension() != domain.dimension()) {
      throw new IllegalArgumentException(
          "dimensions differ: potential "
              + potential.dimension()
              + ", initial law "
              + initial.dimension()
              + ", domain "
              + domain.dimension());
    }
  }

  /** Dimension d. */
  public int dimension() {
    return domain.dimension();
  }

  /** The same problem with another reaction rate. */
  public WfrProblem withReactionRate(double lambda) {
    return new WfrProblem(potential, initial, domain, lambda, diffusivity);
  }

  /** The same problem with another diffusivity. */
  public WfrProblem withDiffusivity(double other) {
    return new WfrProblem(potential, initial, domain, reactionRate, other);
  }

  /** The same problem in another potential. */
  public WfrProblem withPotential(Potential other) {
    return new WfrProblem(other, initial, domain, reactionRate, diffusivity);
  }

  /** The same problem from another initial law. */
  public WfrProblem withInitial(InitialLaw other) {
    return new WfrProblem(potential, other, domain, reactionRate, diffusivity);
  }

  /** The same problem in a box that is wider by that share of its width at both ends of every axis that it truncates. */
  public WfrProblem widened(double share) {
    return new WfrProblem(potential, initial, domain.widened(share), reactionRate, diffusivity);
  }
}
