package wfr.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.measure.DiscreteTarget;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.LogDensityOracle;
import wfr.model.Observable;
import wfr.model.ParticleSettings;
import wfr.model.WfrProblem;
import wfr.particle.CloudInCell;
import wfr.particle.ParticleRun;
import wfr.particle.Replicates;
import wfr.pde.ScharfetterGummelFlux;

/**
 * Weighted-SDE run with errors: 16 independent populations give one standard error, and a second run with half the step the bias of the step,
 *   error = s/sqrt(16) + |A(dt) - A(dt/2)| + what the histogram adds to KL, reverse KL and Fisher information.
 * The difference of the two runs carries their noise too, so the error is cautious. Source: proofs-notes, E4, E5.
 */
public final class SampleSolver {
  private final WfrProblem problem;
  private final ParticleSettings settings;
  private final double[] times;
  private final List<Observable> observables;

  /** A run to be made. */
  public SampleSolver(
      WfrProblem problem, ParticleSettings settings, double[] times, List<Observable> observables) {
    this.problem = problem;
    this.settings = settings;
    this.times = times.clone();
    this.observables = List.copyOf(observables);
  }

  /** Runs dt and dt/2. */
  public ParticleResult solve(int threads, Progress progress) {
    LogDensityOracle oracle =
        settings.density() instanceof DensityEstimate.Oracle
            ? Oracles.of(problem, times[times.length - 1])
            : null;
    progress.at("particles, step " + settings.timeStep(), 0);
    Replicates run = Replicates.run(problem, settings, oracle, times, threads);
    progress.at("particles, half the step", 1.0 / 3);
    Replicates half =
        Replicates.run(
            problem, settings.withTimeStep(settings.timeStep() / 2), oracle, times, threads);
    progress.at("particles", 1);
    ParticleSettings share = Replicates.share(settings, Replicates.DEFAULT);
    int cells = CloudInCell.defaultCells(share.count());
    DiscreteTarget target = ScharfetterGummelFlux.discretise(problem, cells);
    ParticleFigures figures = new ParticleFigures(target, observables);
    List<MeasureSummary> summaries = new ArrayList<>();
    List<WeightedSample> samples = new ArrayList<>();
    double[] meanWeight = new double[times.length];
    for (int o = 0; o < times.length; o++) {
      summaries.add(summary(o, figures, run.runs(), half.runs()));
      samples.add(run.pooled(o));
      for (ParticleRun r : run.runs()) {
        meanWeight[o] += r.meanWeight()[o] / run.runs().size();
      }
    }
    return new ParticleResult(
        problem,
        settings,
        run.runs().size(),
        summaries,
        samples,
        meanWeight,
        run.runs().get(0).stepTimes(),
        averageEss(run.runs()),
        run.runs().stream().mapToLong(ParticleRun::resamplings).sum(),
        List.of());
  }

  private MeasureSummary summary(
      int o, ParticleFigures figures, List<ParticleRun> runs, List<ParticleRun> halfRuns) {
    double[][] a = runs.stream().map(r -> figures.of(r.samples().get(o))).toArray(double[][]::new);
    double[][] b =
        halfRuns.stream().map(r -> figures.of(r.samples().get(o))).toArray(double[][]::new);
    double[] histogram = figures.histogramErrors(runs.get(0).samples().get(o));
    Estimate[] e = new Estimate[a[0].length];
    for (int j = 0; j < e.length; j++) {
      double mean = mean(a, j);
      double spread = 0;
      for (double[] row : a) {
        spread += (row[j] - mean) * (row[j] - mean);
      }
      double standardError = Math.sqrt(spread / (a.length * (a.length - 1.0)));
      e[j] =
          new Estimate(
              mean,
              standardError
                  + Math.abs(mean - mean(b, j))
                  + (j < histogram.length ? histogram[j] : 0));
    }
    Map<String, Estimate> named = new LinkedHashMap<>();
    for (int i = 0; i < observables.size(); i++) {
      named.put(observables.get(i).name(), e[GridFigures.FIXED_FIGURES + i]);
    }
    return new MeasureSummary(
        times[o],
        e[GridFigures.MASS],
        List.of(e[GridFigures.MEAN]),
        List.of(List.of(e[GridFigures.VARIANCE])),
        e[GridFigures.KL],
        e[GridFigures.REVERSE_KL],
        e[GridFigures.FISHER_INFORMATION],
        e[GridFigures.LOG_RATIO_VARIANCE],
        named);
  }

  private static double mean(double[][] rows, int j) {
    double sum = 0;
    for (double[] row : rows) {
      sum += row[j];
    }
    return sum / rows.length;
  }

  private static double[] averageEss(List<ParticleRun> runs) {
    double[] mean = new double[runs.get(0).essFraction().length];
    for (ParticleRun r : runs) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += r.essFraction()[k] / runs.size();
      }
    }
    return mean;
  }
}
