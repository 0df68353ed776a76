package wfr.particle;

import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.IntFunction;
import wfr.math.Parallel;
import wfr.measure.WeightedSample;
import wfr.model.ParticleSettings;
import wfr.model.ScalarField;
import wfr.operation.ParticleSolution;

/**
 * R independent populations of N/R particles each. Particles of one population are not independent (they share density,
 * mean and ancestors), populations are: the spread of their averages A_r gives an honest standard error
 * sqrt(sum_r (A_r - A)^2/(R (R - 1))).
 * Accuracy: each population has the bias O(R/N) of its own size; the pooled sample does not remove it.
 */
public final class Replicates {
  /** Populations by default. */
  public static final int DEFAULT = ParticleSettings.POPULATIONS;

  private final List<ParticleSolution> runs;

  private Replicates(List<ParticleSolution> runs) {
    this.runs = List.copyOf(runs);
  }

  /**
   * Settings of one of R populations: count/R particles; the remainder of the division is dropped.
   *
   * @param settings of the whole
   * @param replicates R, from 1 to count
   */
  public static ParticleSettings share(ParticleSettings settings, int replicates) {
    if (replicates < 1 || replicates > settings.count()) {
      throw new IllegalArgumentException(
          "replicates must be from 1 to particles.count " + settings.count() + ": " + replicates);
    }
    return settings.withCount(settings.count() / replicates);
  }

  /**
   * Runs R populations.
   *
   * @param population makes number r, of {@link #share} particles
   * @param replicates R
   * @param threads populations run side by side; does not change the result
   * @param done told the share of populations that are done
   */
  public static Replicates run(
      IntFunction<ParticleSolution> population, int replicates, int threads, DoubleConsumer done) {
    return new Replicates(Parallel.map(replicates, threads, population, done));
  }

  /** The populations, by number. */
  public List<ParticleSolution> runs() {
    return runs;
  }

  /** Weighted average of f in each population at output number o. */
  public double[] averages(ScalarField f, int o) {
    return runs.stream().mapToDouble(r -> f.average(r.samples().get(o))).toArray();
  }

  /** Every population at output number o. */
  public List<WeightedSample> samples(int o) {
    return runs.stream().map(r -> r.samples().get(o)).toList();
  }

  /** The time of output number o. */
  public double time(int o) {
    return runs.get(0).times()[o];
  }

  /** Population r at output number o. */
  public WeightedSample sample(int r, int o) {
    return runs.get(r).samples().get(o);
  }

  /** Mean weight at output number o over all populations. */
  public double meanWeight(int o) {
    return runs.stream().mapToDouble(r -> r.meanWeight()[o]).sum() / runs.size();
  }

  /** Effective sample size over N after each step, averaged over populations. */
  public double[] essFraction() {
    double[] mean = new double[runs.get(0).essFraction().length];
    for (ParticleSolution r : runs) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += r.essFraction()[k] / runs.size();
      }
    }
    return mean;
  }

  /** Resamplings of all populations. */
  public long resamplings() {
    return runs.stream().mapToLong(ParticleSolution::resamplings).sum();
  }

  /** Birth-death events of all populations. */
  public long jumps() {
    return runs.stream().mapToLong(ParticleSolution::jumps).sum();
  }
}
