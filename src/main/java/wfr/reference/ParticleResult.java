package wfr.reference;

import java.util.List;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.measure.WeightedSample;
import wfr.model.ParticleSettings;
import wfr.model.WfrProblem;
import wfr.particle.KernelChoice;

/**
 * A weighted-SDE run: independent replicate populations, pooled.
 *
 * @param problem what was solved
 * @param settings as run, with the kernel that made the steps
 * @param kernelReason why that kernel
 * @param replicates number of independent populations
 * @param summaries figures at the output times, error = one standard error from the replicates plus an estimate of the bias of the step and of a finite population
 * @param samples pooled sample at the output times, every population normalised to equal total weight
 * @param meanWeight average over populations of the unnormalised mean weight at the output times, E[w] = 1 for oracle weights
 * @param stepTimes time after each step
 * @param effectiveSampleSize ESS/N after each step, averaged over populations
 * @param resamplings number of resampling events, all populations together
 * @param bins masses of {@link Bins} at the output times, an empty list each on the line
 * @param warnings one line each
 * @param errorBudget where the errors come from; empty if that was not told apart
 */
public record ParticleResult(
    WfrProblem problem,
    ParticleSettings settings,
    String kernelReason,
    int replicates,
    List<MeasureSummary> summaries,
    List<WeightedSample> samples,
    double[] meanWeight,
    double[] stepTimes,
    double[] effectiveSampleSize,
    long resamplings,
    List<List<Estimate>> bins,
    List<String> warnings,
    List<ErrorPart> errorBudget) {
  /** A run on the line by walkers with loops of their own, whose errors are not told apart by source. */
  public ParticleResult(
      WfrProblem problem,
      ParticleSettings settings,
      int replicates,
      List<MeasureSummary> summaries,
      List<WeightedSample> samples,
      double[] meanWeight,
      double[] stepTimes,
      double[] effectiveSampleSize,
      long resamplings,
      List<String> warnings) {
    this(
        problem,
        settings.withKernel(KernelChoice.OWN_LOOPS.kernel()),
        KernelChoice.OWN_LOOPS.reason(),
        replicates,
        summaries,
        samples,
        meanWeight,
        stepTimes,
        effectiveSampleSize,
        resamplings,
        List.of(),
        warnings,
        List.of());
  }
}
