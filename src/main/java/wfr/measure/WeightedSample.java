package wfr.measure;

import java.util.Arrays;
import java.util.List;

/**
 * Weighted atoms: sum_i W_i delta_{x_i}, W_i = exp(logWeight_i)/sum_j exp(logWeight_j). Coordinates are stored by
 * dimension, x[k][i] being coordinate k of particle i. The unnormalised log-weights are kept: E[w] = 1 is
 * a claim of its own that self-normalising would hide.
 * Source: proofs-notes, E16.
 */
public final class WeightedSample implements Measure {
  private final double[][] coordinates;
  private final Weights weight;

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
    weight = Weights.of(logWeight);
  }

  /** Samples of equal size and dimension as one, each of equal total weight, of mean weight 1. */
  public static WeightedSample pooled(List<WeightedSample> samples) {
    int n = samples.get(0).count();
    double[][] x = new double[samples.get(0).dimension()][n * samples.size()];
    double[] l = new double[n * samples.size()];
    for (int r = 0; r < samples.size(); r++) {
      double[] w = samples.get(r).weights();
      for (int k = 0; k < x.length; k++) {
        System.arraycopy(samples.get(r).coordinates[k], 0, x[k], r * n, n);
      }
      for (int i = 0; i < n; i++) {
        l[r * n + i] = Math.log(w[i] * n);
      }
    }
    return new WeightedSample(x, l);
  }

  /** Number of particles. */
  public int count() {
    return weight.count();
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
    return weight.log();
  }

  /** Normalised weights, summing to 1. */
  public double[] weights() {
    return weight.normalised();
  }

  /** Effective sample size 1/sum W_i^2 of the normalised weights. */
  public double effectiveSampleSize() {
    return weight.effectiveSampleSize();
  }

  /** E x_k. */
  public double mean(int k) {
    double[] w = weight.normalised();
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      sum += w[i] * coordinates[k][i];
    }
    return sum;
  }

  /** E (x_j - E x_j)(x_k - E x_k). */
  public double covariance(int j, int k) {
    double[] w = weight.normalised();
    double a = mean(j);
    double b = mean(k);
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      sum += w[i] * (coordinates[j][i] - a) * (coordinates[k][i] - b);
    }
    return sum;
  }

  @Override
  public double mass() {
    return Arrays.stream(weight.log()).map(Math::exp).sum() / weight.count();
  }
}
