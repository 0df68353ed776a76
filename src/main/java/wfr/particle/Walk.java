package wfr.particle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
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

  /** A step, and the effective sample size after it. */
  @FunctionalInterface
  interface Advance {
    /** See {@link Step}. */
    double advance(double time, double next, double dt, long step);
  }

  /** Runs a population through all output times. */
  static ParticleSolution run(
      Implementation ops,
      Population p,
      ParticleSettings settings,
      RandomStreams streams,
      double[] times,
      Step step) {
    ResamplingScheme scheme = settings.resampling().scheme();
    double threshold =
        scheme == ResamplingScheme.NONE ? 0 : settings.resampling().essThreshold() * p.count();
    return run(
        settings,
        times,
        (time, next, dt, number) -> {
          if (p.ess < threshold) {
            p.resample(ops, scheme, streams.stream(Purpose.RESAMPLING, number, 0));
          }
          step.advance(time, next, dt, number);
          return p.effectiveSampleSize(ops, next);
        },
        p::sample,
        () -> p.resamplings,
        () -> p.jumps);
  }

  /** Runs whatever can be advanced through all output times. */
  static ParticleSolution run(
      ParticleSettings settings,
      double[] times,
      Advance particles,
      Supplier<WeightedSample> sample,
      IntSupplier resamplings,
      LongSupplier jumps) {
    TimeSteps.check(times);
    List<WeightedSample> samples = new ArrayList<>();
    double[] stepTimes = new double[steps(times, settings.timeStep())];
    double[] share = new double[stepTimes.length];
    double from = 0;
    int done = 0;
    for (double time : times) {
      int count = TimeSteps.count(from, time, settings.timeStep());
      double dt = count == 0 ? 0 : (time - from) / count;
      for (int k = 0; k < count; k++, done++) {
        stepTimes[done] = k == count - 1 ? time : from + (k + 1) * dt;
        share[done] =
            particles.advance(from + k * dt, stepTimes[done], dt, done) / settings.count();
      }
      samples.add(sample.get());
      from = time;
    }
    double[] meanWeight = samples.stream().mapToDouble(WeightedSample::mass).toArray();
    return new ParticleSolution(
        times.clone(),
        samples,
        meanWeight,
        stepTimes,
        share,
        resamplings.getAsInt(),
        jumps.getAsLong());
  }

  /** Of all intervals together. */
  private static int steps(double[] times, double most) {
    int sum = 0;
    double from = 0;
    for (double time : times) {
      sum += TimeSteps.count(from, time, most);
      from = time;
    }
    return sum;
  }
}
