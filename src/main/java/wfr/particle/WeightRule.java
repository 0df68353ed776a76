package wfr.particle;

/** The reaction half on weights; the production rule is {@link WeightFlow}. */
public interface WeightRule {
  /**
   * log w -= lambda dt (log rho + V - mean) on a block, in place.
   *
   * @param logWeights log-weights, entries 0 .. n-1 change
   * @param n how many
   * @param logRho log rho at the particles
   * @param potential V at the particles
   * @param mean E_rho(log rho + V)
   * @param lambda reaction rate
   * @param dt step
   */
  void update(
      double[] logWeights,
      int n,
      double[] logRho,
      double[] potential,
      double mean,
      double lambda,
      double dt);

  /**
   * E_rho(log rho + V) from sum w (log rho + V) and sum w, both with the same unknown factor: the linear weights are
   * exp(logWeight - shift), the shift being the largest log-weight when it was last looked at.
   */
  default double mean(double weightedSum, double weightSum) {
    return weightedSum / weightSum;
  }

  /** Effective sample size from sum w and sum w^2. */
  default double effectiveSampleSize(double weightSum, double squareSum) {
    return weightSum * weightSum / squareSum;
  }
}
