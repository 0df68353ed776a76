package wfr.operation;

import java.util.List;
import wfr.measure.WeightedSample;

/**
 * What one population did.
 *
 * @param times output times
 * @param samples weighted sample at each output time, with its unnormalised log-weights
 * @param meanWeight unnormalised mean weight (1/N) sum w at each output time, carried across resamplings
 * @param stepTimes time after each step
 * @param essFraction effective sample size over N after each step, before a resampling
 * @param resamplings number of resamplings
 * @param jumps number of birth-death events
 */
public record ParticleSolution(
    double[] times,
    List<WeightedSample> samples,
    double[] meanWeight,
    double[] stepTimes,
    double[] essFraction,
    int resamplings,
    long jumps) {
  /** With other samples. */
  public ParticleSolution withSamples(List<WeightedSample> other) {
    return new ParticleSolution(
        times, other, meanWeight, stepTimes, essFraction, resamplings, jumps);
  }
}
