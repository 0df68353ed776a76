package wfr.measure;

import java.util.Arrays;
import wfr.math.LogSumExp;

/**
 * Weighted atoms: sum_i W_i delta_{x_i}, W_i = exp(logWeight_i)/sum_j exp(logWeight_j). Coordinates are stored by
 * dimension, x[k][i] being coordinate k of particle i. The unnormalised log-weights are kept: E[w] = 1 is
 * a claim of its own that self-normalising would hide.
 */
public final class WeightedSample implements Measure {
  private final double[][] coordinates;
  private final double[] logWeight;

  /**
   * @param coordinates x[k][i]; all rows as long as logWeight
   * @param logWeight unnormalised log-weights, -infinity allowed
   */
  public WeightedSample(double[][] coordinates, double[] logWeight) {
    if (coordinates.length == 0 || logWeight.length == 0) {
      throw new IllegalArgumentException("a weighted sample needs at least one particle");
    }
    this.coordinates = new double[coordinates.length][];
    for (int k = 0; k < coordinates.length; k++) {
      if (coordinates[k].length != logWeight.length) {
        throw new IllegalArgumentException(
            "coordinate "
                + k
                + " has "
                + coordinates[k].length
                + " values for "
                + logWeight.length
                + " weights");
      }
      this.coordinates[k] = coordinates[k].clone();
    }
    this.logWeight = logWeight.clone();
  }

  /** Number of particles. */
  public int count() {
    return logWeight.length;
  }

  @Override
  public int dimension() {
    return coordinates.length;
  }

  /** Coordinate k of every particle (a copy). */
  public double[] coordinate(int k) {
    return coordinates[k].clone();
  }

  /** Unnormalised log-weights (a copy). */
  public double[] logWeights() {
    return logWeight.clone();
  }

  /** Normalised weights, summing to 1. */
  public double[] weights() {
    return LogSumExp.normalised(logWeight);
  }

  /** Effective sample size 1/sum W_i^2 of the normalised weights. */
  public double effectiveSampleSize() {
    return 1 / Arrays.stream(weights()).map(w -> w * w).sum();
  }

  @Override
  public double mass() {
    return Arrays.stream(logWeight).map(Math::exp).sum() / logWeight.length;
  }
}
