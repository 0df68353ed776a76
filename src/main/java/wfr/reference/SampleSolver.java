package wfr.reference;

import java.util.ArrayList;
import java.util.List;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.LogDensityOracle;
import wfr.model.Observable;
import wfr.model.ParticleSettings;
import wfr.model.WfrProblem;
import wfr.particle.CloudInCell;
import wfr.particle.ParticleRun;
import wfr.particle.Replicates;
import wfr.particle.fused.FusedNormals;
import wfr.pde.PlaneFlux;
import wfr.pde.ScharfetterGummelFlux;

/**
 * Weighted-SDE run with errors: 16 independent populations at half the scenario's step and 16 at the step itself; the finer ones are reported, with the
 * error of {@link PopulationEstimate} + what the histogram adds to KL, reverse KL and Fisher information. A transition mixture has the bandwidth of its step, so the difference of the
 * two runs measures that bias along with the step's; the bias of a fixed bandwidth or grid is not in the error. Source: proofs-notes, E4, E5.
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

  /** Whether a kernel runs on this machine. */
  public static boolean runs(ParticleSettings.Kernel kernel) {
    return kernel != ParticleSettings.Kernel.VECTOR || FusedNormals.hasVector();
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
    SampleFigures figures = figures(share.count());
    List<MeasureSummary> summaries = new ArrayList<>();
    List<List<Estimate>> bins = new ArrayList<>();
    List<WeightedSample> samples = new ArrayList<>();
    double[] meanWeight = new double[times.length];
    List<ErrorPart> budget = new ArrayList<>();
    for (int o = 0; o < times.length; o++) {
      double[][] a = figures(o, figures, fine.runs());
      double[][] b = figures(o, figures, coarse.runs());
      WeightedSample one = fine.runs().get(0).samples().get(o);
      Estimate[] e = figures.estimates(a, b, one);
      summaries.add(figures.summary(times[o], e));
      budget.addAll(figures.budget(times[o], a, b, one));
      if (figures instanceof PlaneParticleFigures plane) {
        bins.add(plane.bins(e, fine.runs().size() * one.effectiveSampleSize()));
      }
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
        bins,
        List.of(),
        budget);
  }

  private SampleFigures figures(int count) {
    return switch (problem.dimension()) {
      case 1 ->
          new ParticleFigures(
              ScharfetterGummelFlux.discretise(problem, CloudInCell.defaultCells(count)),
              observables);
      case 2 ->
          new PlaneParticleFigures(
              problem, observables, count, cells -> PlaneFlux.discretise(problem, cells));
      default ->
          throw new IllegalArgumentException(
              "figures of particles are made up to the plane: " + problem.dimension());
    };
  }

  private static double[][] figures(int o, SampleFigures figures, List<ParticleRun> runs) {
    return runs.stream().map(r -> figures.of(r.samples().get(o))).toArray(double[][]::new);
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
