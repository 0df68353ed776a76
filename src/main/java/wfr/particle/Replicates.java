package wfr.particle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleConsumer;
import wfr.measure.WeightedSample;
import wfr.model.LogDensityOracle;
import wfr.model.ParticleSettings;
import wfr.model.ScalarField;
import wfr.model.WfrProblem;

/**
 * R independent populations of N/R particles each. Particles of one population are not independent (they share density,
 * mean and ancestors), populations are: the spread of their averages A_r gives an honest standard error
 * sqrt(sum_r (A_r - A)^2/(R (R - 1))).
 * Accuracy: each population has the bias O(R/N) of its own size; the pooled sample does not remove it.
 */
public final class Replicates {
  /** Populations by default. */
  public static final int DEFAULT = 16;

  private static final int FEWEST_PARTICLES = 16;

  private final List<ParticleRun> runs;

  private Replicates(List<ParticleRun> runs) {
    this.runs = List.copyOf(runs);
  }

  /**
   * Settings of one of R populations: count/R particles; the remainder of the division is dropped.
   *
   * @param settings of the whole, count at least 16
   * @param replicates R, from 1 to count
   */
  public static ParticleSettings share(ParticleSettings settings, int replicates) {
    if (settings.count() < FEWEST_PARTICLES) {
      throw new IllegalArgumentException(
          "particles.count must be >= 16 to make "
              + replicates
              + " populations: "
              + settings.count());
    }
    if (replicates < 1 || replicates > settings.count()) {
      throw new IllegalArgumentException(
          "replicates must be from 1 to particles.count " + settings.count() + ": " + replicates);
    }
    return settings.withCount(settings.count() / replicates);
  }

  /** Runs {@link #DEFAULT} production populations; oracle may be null unless settings ask for it. */
  public static Replicates run(
      WfrProblem problem,
      ParticleSettings settings,
      LogDensityOracle oracle,
      double[] times,
      int threads) {
    return run(problem, settings, oracle, times, threads, share -> {});
  }

  /** The same, telling a listener the share of populations that are done. */
  public static Replicates run(
      WfrProblem problem,
      ParticleSettings settings,
      LogDensityOracle oracle,
      double[] times,
      int threads,
      DoubleConsumer done) {
    ParticleSettings share = share(settings, DEFAULT);
    return run(ParticleSolver.of(problem, share, oracle), times, DEFAULT, threads, done);
  }

  /**
   * Runs R populations of a solver.
   *
   * @param solver of ONE population ({@link #share})
   * @param times output times
   * @param replicates R
   * @param threads populations run side by side; does not change the result
   */
  public static Replicates run(ParticleSolver solver, double[] times, int replicates, int threads) {
    return run(solver, times, replicates, threads, share -> {});
  }

  private static Replicates run(
      ParticleSolver solver, double[] times, int replicates, int threads, DoubleConsumer done) {
    List<ParticleRun> runs = new ArrayList<>();
    if (threads <= 1) {
      for (int r = 0; r < replicates; r++) {
        runs.add(solver.run(times, r, 1));
        done.accept((r + 1.0) / replicates);
      }
      return new Replicates(runs);
    }
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, replicates));
    try {
      List<Future<ParticleRun>> futures = new ArrayList<>();
      for (int r = 0; r < replicates; r++) {
        int replicate = r;
        futures.add(pool.submit(() -> solver.run(times, replicate, 1)));
      }
      for (Future<ParticleRun> f : futures) {
        runs.add(Blocks.join(f));
        done.accept((double) runs.size() / replicates);
      }
    } finally {
      pool.shutdownNow();
    }
    return new Replicates(runs);
  }

  /** The populations, by number. */
  public List<ParticleRun> runs() {
    return runs;
  }

  /** Weighted average of f in each population at output number o. */
  public double[] averages(ScalarField f, int o) {
    double[] a = new double[runs.size()];
    for (int r = 0; r < a.length; r++) {
      WeightedSample s = runs.get(r).samples().get(o);
      a[r] = f.average(s);
    }
    return a;
  }

  /** All populations as one sample at output number o, each of total weight 1/R. */
  public WeightedSample pooled(int o) {
    int n = runs.get(0).samples().get(o).count();
    int d = runs.get(0).samples().get(o).dimension();
    double[][] x = new double[d][n * runs.size()];
    double[] l = new double[n * runs.size()];
    for (int r = 0; r < runs.size(); r++) {
      WeightedSample s = runs.get(r).samples().get(o);
      for (int k = 0; k < d; k++) {
        System.arraycopy(s.coordinate(k), 0, x[k], r * n, n);
      }
      double[] w = s.weights();
      for (int i = 0; i < n; i++) {
        l[r * n + i] = Math.log(w[i] * n); // mean weight 1
      }
    }
    return new WeightedSample(x, l);
  }
}
