package wfr.reference;

import java.util.ArrayList;
import java.util.List;
import wfr.diagnostics.MeasureSummary;
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
 * Weighted-SDE run with errors: 16 independent populations at half the scenario's step and 16 at the step itself; the finer ones are reported, with the
 * error of {@link PopulationEstimate} + what the histogram adds to KL, reverse KL and Fisher information. Source: proofs-notes, E4, E5.
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
    String step = "particles, step " + settings.timeStep();
    progress.at(step, 0);
    Replicates coarse =
        Replicates.run(
            problem, settings, oracle, times, threads, share -> progress.at(step, share / 3));
    Replicates fine =
        Replicates.run(
            problem,
            settings.withTimeStep(settings.timeStep() / 2),
            oracle,
            times,
            threads,
            share -> progress.at("particles, half the step", (1 + 2 * share) / 3));
    progress.at("particles", 1);
    ParticleSettings share = Replicates.share(settings, Replicates.DEFAULT);
    int cells = CloudInCell.defaultCells(share.count());
    DiscreteTarget target = ScharfetterGummelFlux.discretise(problem, cells);
    ParticleFigures figures = new ParticleFigures(target, observables);
    List<MeasureSummary> summaries = new ArrayList<>();
    List<WeightedSample> samples = new ArrayList<>();
    double[] meanWeight = new double[times.length];
    List<ErrorPart> budget = new ArrayList<>();
    for (int o = 0; o < times.length; o++) {
      summaries.add(summary(o, figures, fine.runs(), coarse.runs(), budget));
      samples.add(fine.pooled(o));
      for (ParticleRun r : fine.runs()) {
        meanWeight[o] += r.meanWeight()[o] / fine.runs().size();
      }
    }
    return new ParticleResult(
        problem,
        settings,
        fine.runs().size(),
        summaries,
        samples,
        meanWeight,
        fine.runs().get(0).stepTimes(),
        averageEss(fine.runs()),
        fine.runs().stream().mapToLong(ParticleRun::resamplings).sum(),
        List.of(),
        budget);
  }

  private MeasureSummary summary(
      int o,
      ParticleFigures figures,
      List<ParticleRun> fine,
      List<ParticleRun> coarse,
      List<ErrorPart> budget) {
    double[][] a = fine.stream().map(r -> figures.of(r.samples().get(o))).toArray(double[][]::new);
    double[][] b =
        coarse.stream().map(r -> figures.of(r.samples().get(o))).toArray(double[][]::new);
    budget.addAll(figures.budget(times[o], a, b, fine.get(0).samples().get(o)));
    return GridFigures.summary(
        times[o], figures.estimates(a, b, fine.get(0).samples().get(o)), observables);
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
