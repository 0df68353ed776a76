package wfr.particle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wfr.measure.WeightedSample;

/** A population that can be advanced; what is common to all is how the output times are reached. */
interface Walk {
  /** From time to time + dt. */
  void advance(double time, double dt);

  /** After the last step. */
  double effectiveSampleSize();

  /** log of the unnormalised mean weight, carried across resamplings. */
  double logMeanWeight();

  /** Positions and unnormalised log-weights now. */
  WeightedSample sample();

  int resamplings();

  long jumps();

  /** Steps of at most dt from 0 through all output times. */
  static ParticleRun run(Walk walk, int particles, double[] times, double dt) {
    List<WeightedSample> samples = new ArrayList<>();
    double[] meanWeight = new double[times.length];
    double[] stepTimes = new double[0];
    double[] ess = new double[0];
    double from = 0;
    int done = 0;
    for (int o = 0; o < times.length; o++) {
      int count = TimeSteps.count(from, times[o], dt);
      stepTimes = Arrays.copyOf(stepTimes, done + count);
      ess = Arrays.copyOf(ess, done + count);
      double h = count == 0 ? 0 : (times[o] - from) / count;
      for (int k = 0; k < count; k++) {
        walk.advance(from + k * h, h);
        stepTimes[done] = k == count - 1 ? times[o] : from + (k + 1) * h;
        ess[done++] = walk.effectiveSampleSize() / particles;
      }
      samples.add(walk.sample());
      meanWeight[o] = Math.exp(walk.logMeanWeight());
      from = times[o];
    }
    return new ParticleRun(
        times.clone(), samples, meanWeight, stepTimes, ess, walk.resamplings(), walk.jumps());
  }
}
