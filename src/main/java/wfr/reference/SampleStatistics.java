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
   * @param indicator whether f was 0 or 1 throughout
   */
  record Mean(double mean, double standardError, boolean indicator) {}

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

  /** Whether the populations themselves show the error. */
  boolean replicated() {
    return count() >= FEW;
  }

  /** Standard errors that are exceeded with this probability, above or below. */
  double quantile(double probability) {
    return replicated()
        ? TDistribution.of(count() - 1.0).inverseSurvivalProbability(probability / 2)
        : NormalDistribution.of(0, 1).inverseSurvivalProbability(probability / 2);
  }

  /** Probability that so many standard errors are exceeded, above or below. */
  double exceeded(double standardErrors) {
    return 2
        * (replicated()
            ? TDistribution.of(count() - 1.0).survivalProbability(standardErrors)
            : NormalDistribution.of(0, 1).survivalProbability(standardErrors));
  }

  /** A weighted mean with its standard error. */
  Mean mean(Integrand f) {
    int r = count();
    double[] a = new double[r];
    double within = 0;
    boolean indicator = true;
    for (int k = 0; k < r; k++) {
      double[] w = weights.get(k);
      double[] values = f.of(replicates.get(k));
      for (int i = 0; i < w.length; i++) {
        if (w[i] > 0) {
          a[k] += w[i] * values[i];
          indicator &= values[i] == 0 || values[i] == 1;
        }
      }
      for (int i = 0; i < w.length; i++) {
        if (w[i] > 0) {
          within += w[i] * w[i] * (values[i] - a[k]) * (values[i] - a[k]);
        }
      }
    }
    double mean = java.util.Arrays.stream(a).average().orElseThrow();
    double between = r > 1 ? PopulationErrors.standardError(a) : 0;
    double one = DEPENDENCE * Math.sqrt(within) / r;
    return new Mean(mean, replicated() ? between : Math.max(between, one), indicator);
  }
}
