package wfr.particle;

/** The reaction half on weights; the production rule is {@link WeightFlow}. */
public interface WeightRule {
  /**
   * log w -= lambda dt (log rho + V - mean) on a block, in place.
   *
   * @param logWeights log-weights, entries from .. from+n-1 change
   * @param from first particle
   * @param n how many
   * @param logRho log rho at the particles, same indices
   * @param potential V at the particles, same indices
   * @param mean E_rho(log rho + V)
   * @param lambda reaction rate
   * @param dt step
   */
  void update(
      double[] logWeights,
      int from,
      int n,
      double[] logRho,
      double[] potential,
      double mean,
      double lambda,
      double dt);

  /** E_rho(log rho + V) from sum w (log rho + V) and sum w. */
  default double mean(double weightedSum, double weightSum) {
    return weightedSum / weightSum;
  }

  /** Effective sample size from sum w and sum w^2. */
  default double effectiveSampleSize(double weightSum, double squareSum) {
    return weightSum * weightSum / squareSum;
  }
}
