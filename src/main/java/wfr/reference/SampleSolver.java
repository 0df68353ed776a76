package wfr.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.measure.Grid;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.LogDensityOracle;
import wfr.model.Observable;
import wfr.model.ParticleSettings;
import wfr.model.WfrProblem;
import wfr.operation.FigureOperations.Pool;
import wfr.operation.FigureOperations.PopulationEstimate;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.ParticleRun;
import wfr.particle.KernelChoice;
import wfr.particle.KernelSums;
import wfr.particle.Replicates;
import wfr.particle.fused.FusedNormals;

/**
 * Weighted-SDE run with errors: 16 independent populations at half the scenario's step, and 16 of half as many particles at the step itself; the finer ones are reported, with the
 * error of {@link PopulationEstimate} + what the histogram adds to KL, reverse KL and Fisher information. A transition mixture has the bandwidth of its step, so the difference of the
 * two runs measures that bias along with the step's; the bias of a fixed bandwidth or grid is not in the error. Source: proofs-notes, E4, E5.
 */
public final class SampleSolver {
  private final WfrProblem problem;
  private final ParticleSettings settings;
  private final KernelChoice choice;
  private final double[] times;
  private final List<Observable> observables;
  private final Implementation ops;
  private final OwnKernel own = new OwnKernel();
  private final Implementation watched;

  /** A run to be made, composed of an implementation. */
  public SampleSolver(
      WfrProblem problem,
      ParticleSettings settings,
      double[] times,
      List<Observable> observables,
      Implementation ops) {
    this.ops = ops;
    watched = own.watched(ops);
    this.problem = problem;
    choice = KernelChoice.of(problem, settings, ops);
    ParticleSettings one = Replicates.share(settings, Replicates.DEFAULT);
    this.settings =
        settings
            .withKernel(choice.kernel())
            .withDensity(KernelSums.resolved(problem, TwoRuns.fine(one)));
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
            ? Oracles.of(problem, times[times.length - 1], ops)
            : null;
    ParticleSettings share = Replicates.share(settings, Replicates.DEFAULT);
    Replicates coarse =
        run(TwoRuns.coarse(share), oracle, threads, TwoRuns.coarse(progress, settings.timeStep()));
    Replicates fine = run(TwoRuns.fine(share), oracle, threads, TwoRuns.fine(progress));
    PopulationFigures figures =
        problem.dimension() <= Grid.MOST_AXES
            ? new HistogramFigures(problem, observables, share.count(), ops)
            : new MomentFigures(problem, observables, Optional.ofNullable(oracle), ops);
    List<MeasureSummary> summaries = new ArrayList<>();
    List<List<Estimate>> bins = new ArrayList<>();
    List<WeightedSample> samples = new ArrayList<>();
    double[] meanWeight = new double[times.length];
    List<ErrorPart> budget = new ArrayList<>();
    for (int o = 0; o < times.length; o++) {
      double[][] a = figures.of(fine.time(o), fine.samples(o));
      double[][] b = figures.of(coarse.time(o), coarse.samples(o));
      WeightedSample pool = ops.apply(new Pool(fine.samples(o)));
      double[] histogram = figures.histogramErrors(pool);
      Estimate[] e = figures.estimates(a, b, histogram);
      summaries.add(figures.summary(times[o], e));
      budget.addAll(figures.budget(times[o], a, b, histogram));
      bins.add(figures.bins(e, pool.effectiveSampleSize()));
      samples.add(pool);
      meanWeight[o] = fine.meanWeight(o);
    }
    return new ParticleResult(
        problem,
        settings,
        choice.reason(),
        fine.runs().size(),
        summaries,
        samples,
        meanWeight,
        fine.runs().get(0).stepTimes(),
        fine.essFraction(),
        fine.resamplings(),
        bins,
        warnings(summaries, share.count()),
        budget);
  }

  /** Which figures are not determined; in dimensions where kernels see little, how little. */
  private List<String> warnings(List<MeasureSummary> summaries, int count) {
    if (problem.dimension() <= Grid.MOST_AXES) {
      boolean told =
          summaries.stream()
              .flatMap(
                  s ->
                      Stream.of(s.kl(), s.reverseKl(), s.fisherInformation(), s.logRatioVariance()))
              .noneMatch(Estimate.UNKNOWN::equals);
      return told
          ? List.of()
          : List.of(
              "particles.count: figures that are not known have an error as large as they are: histograms of "
                  + count
                  + " particles a population do not tell them");
    }
    return own.largest() == 0
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "particles.density: a particle's own kernel is %.2g %% of the density where it stands, at the most",
                100 * own.largest()));
  }

  private Replicates run(
      ParticleSettings share, LogDensityOracle oracle, int threads, DoubleConsumer done) {
    return Replicates.run(
        r -> watched.apply(new ParticleRun(problem, share, times, r, oracle)),
        Replicates.DEFAULT,
        threads,
        done);
  }
}
