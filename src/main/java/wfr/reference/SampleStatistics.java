package wfr.reference;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import wfr.measure.WeightedSample;
import wfr.spec.ReportedSample.State;

/**
 * Weighted means of R independent populations, with the sampling error that the populations themselves show:
 *   E f = mean over r of A_r,  A_r = sum_i W_ri f(x_ri),   standard error s(A)/sqrt(R), quantiles of Student's t with R - 1 degrees of freedom.
 * Fewer than {@value #FEW} populations do not show it. The delta method on the weights, sum_i W_i^2 (f_i - A)^2, takes particles for independent; resampling and a common mean make
 * them dependent, and no single population shows by how much: then its root is taken {@value #DEPENDENCE} times (a variance nine times as large, as after eight resamplings whose
 * copies never part).
 */
final class SampleStatistics {
  /** Populations below this number say too little of their own spread. */
  static final int FEW = 8;

  /** Standard errors from the weights of one population count so many times. */
  static final double DEPENDENCE = 3;

  private final List<WeightedSample> replicates;
  private final List<double[]> weights = new ArrayList<>();
  private final double effective;

  /** f of every particle of a population. */
  @FunctionalInterface
  interface Integrand {
    /** f(x_i), in the order of the particles. */
    double[] of(WeightedSample sample);
  }

  /**
   * @param mean over all populations
   * @param standardError of it
   * @param size E |f|
   * @param weightBias that of self-normalised weights to first order, -mean over r of sum_i W_ri^2 (f_ri - A_r), as if particles were independent of one another and of their weights' sum; 0
   *     where weights are equal
   * @param indicator whether f was 0 or 1 throughout
   */
  record Mean(
      double mean, double standardError, double size, double weightBias, boolean indicator) {}

  SampleStatistics(State state) {
    replicates = state.replicates();
    double inverse = 0;
    for (WeightedSample s : replicates) {
      weights.add(s.weights());
      inverse += 1 / s.effectiveSampleSize();
    }
    int r = replicates.size();
    effective = r * (double) r / inverse;
  }

  /** How many populations. */
  int count() {
    return replicates.size();
  }

  /** How many particles in all. */
  long particles() {
    return replicates.stream().mapToLong(WeightedSample::count).sum();
  }

  /** Effective number of particles in all. */
  double effective() {
    return effective;
  }

  /** The smallest number of particles of a population. */
  int smallest() {
    return replicates.stream().mapToInt(WeightedSample::count).min().orElseThrow();
  }

  /** The smallest effective number of a population. */
  double leastEffective() {
    return replicates.stream().mapToDouble(WeightedSample::effectiveSampleSize).min().orElseThrow();
  }

  /** Whether the populations themselves show the error. */
  boolean replicated() {
    return count() >= FEW;
  }

  /**
   * Deviation from an expectation r that right samples exceed with this probability: q s; of an indicator at least Bernstein's, sqrt(2 L r (1 - r)/n) + 2 L/(3 n), L = log(2/probability), n the
   * effective number.
   */
  double allowance(Mean a, double expectation, double probability) {
    double q =
        replicated()
            ? TDistribution.of(count() - 1.0).inverseSurvivalProbability(probability / 2)
            : NormalDistribution.of(0, 1).inverseSurvivalProbability(probability / 2);
    if (!a.indicator()) {
      return q * a.standardError();
    }
    double p = Math.min(1, Math.max(0, expectation));
    double l = Math.log(2 / probability);
    return Math.max(
        q * a.standardError(),
        Math.sqrt(2 * l * p * (1 - p) / effective) + 2 * l / (3 * effective));
  }

  /** Probability that right samples deviate by more than that from an expectation: that of {@link #allowance}, the other way. */
  double exceeded(Mean a, double expectation, double deviation) {
    if (!(deviation > 0)) {
      return 1;
    }
    double s = deviation / a.standardError();
    double p =
        2
            * (replicated()
                ? TDistribution.of(count() - 1.0).survivalProbability(s)
                : NormalDistribution.of(0, 1).survivalProbability(s));
    if (!a.indicator()) {
      return p;
    }
    double mean = Math.min(1, Math.max(0, expectation));
    double bernstein =
        2
            * Math.exp(
                -effective * deviation * deviation / (2 * mean * (1 - mean) + 2 * deviation / 3));
    return Math.min(1, Math.max(p, bernstein));
  }

  /** A weighted mean with its standard error. */
  Mean mean(Integrand f) {
    int r = count();
    double[] a = new double[r];
    double within = 0;
    double size = 0;
    double weightBias = 0;
    boolean indicator = true;
    for (int k = 0; k < r; k++) {
      double[] w = weights.get(k);
      double[] values = f.of(replicates.get(k));
      for (int i = 0; i < w.length; i++) {
        if (w[i] > 0) {
          a[k] += w[i] * values[i];
          size += w[i] * Math.abs(values[i]) / r;
          indicator &= values[i] == 0 || values[i] == 1;
        }
      }
      for (int i = 0; i < w.length; i++) {
        if (w[i] > 0) {
          within += w[i] * w[i] * (values[i] - a[k]) * (values[i] - a[k]);
          weightBias -= w[i] * w[i] * (values[i] - a[k]) / r;
        }
      }
    }
    double mean = java.util.Arrays.stream(a).average().orElseThrow();
    double between = r > 1 ? PopulationErrors.standardError(a) : 0;
    double one = DEPENDENCE * Math.sqrt(within) / r;
    double error = replicated() ? between : Math.max(between, one);
    return new Mean(mean, error, size, weightBias, indicator);
  }
}
