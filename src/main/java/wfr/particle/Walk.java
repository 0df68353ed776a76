package wfr.particle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wfr.math.RandomStreams;
import wfr.math.RandomStreams.Purpose;
import wfr.math.TimeSteps;
import wfr.measure.WeightedSample;
import wfr.model.ParticleSettings;
import wfr.model.ResamplingScheme;
import wfr.operation.Implementation;
import wfr.operation.ParticleSolution;

/**
 * The loop of every weighted population: resample if the last effective sample size asks for it, then a step. So resampling opens a step, and outputs carry weights
 * and not yet copies.
 * Source: proofs-notes, E17.
 */
final class Walk {
  private Walk() {}

  /** What a population does in a step. */
  @FunctionalInterface
  interface Step {
    /**
     * Moves and weighs the population.
     *
     * @param time at the beginning
     * @param next at the end
     * @param dt length
     * @param step number of the step, part of every stream's key
     */
    void advance(double time, double next, double dt, long step);
  }

  /** Runs a population through all output times. */
  static ParticleSolution run(
      Implementation ops,
      Population p,
      ParticleSettings settings,
      RandomStreams streams,
      double[] times,
      Step step) {
    TimeSteps.check(times);
    ResamplingScheme scheme = settings.resampling().scheme();
    double threshold =
        scheme == ResamplingScheme.NONE ? 0 : settings.resampling().essThreshold() * p.count();
    List<WeightedSample> samples = new ArrayList<>();
    double[] meanWeight = new double[times.length];
    double[] stepTimes = {};
    double[] share = {};
    double from = 0;
    double ess = p.count();
    int done = 0;
    int resamplings = 0;
    for (int o = 0; o < times.length; o++) {
      int count = TimeSteps.count(from, times[o], settings.timeStep());
      stepTimes = Arrays.copyOf(stepTimes, done + count);
      share = Arrays.copyOf(share, done + count);
      double dt = count == 0 ? 0 : (times[o] - from) / count;
      for (int k = 0; k < count; k++, done++) {
        if (ess < threshold) {
          p.resample(ops, scheme, streams.stream(Purpose.RESAMPLING, done, 0));
          resamplings++;
        }
        double next = k == count - 1 ? times[o] : from + (k + 1) * dt;
        step.advance(from + k * dt, next, dt, done);
        ess = p.effectiveSampleSize(ops, next);
        stepTimes[done] = next;
        share[done] = ess / p.count();
      }
      samples.add(p.sample());
      meanWeight[o] = Math.exp(p.weights.logMean());
      from = times[o];
    }
    return new ParticleSolution(
        times.clone(), samples, meanWeight, stepTimes, share, resamplings, p.jumps);
  }
}
