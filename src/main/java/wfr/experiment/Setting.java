package wfr.experiment;

import java.util.List;
import java.util.function.IntFunction;
import wfr.math.Parallel;
import wfr.math.RandomStreams;
import wfr.reference.Progress;

/**
 * How experiments are run.
 *
 * @param seed seed of every stream
 * @param threads threads for the repeats; no result depends on it
 * @param mostRepeats cap on the number of repeats, for a quick look
 * @param shortening the number of iterations of long runs is divided by this; 1 runs them as published
 * @param progress receives word
 */
public record Setting(long seed, int threads, int mostRepeats, int shortening, Progress progress) {
  /** Checks ranges. */
  public Setting {
    if (threads < 1 || mostRepeats < 2 || shortening < 1) {
      throw new IllegalArgumentException(
          "an experiment needs >= 1 thread, >= 2 repeats and a shortening >= 1: "
              + threads
              + ", "
              + mostRepeats
              + ", "
              + shortening);
    }
  }

  /** As published, with at most so many repeats. */
  public static Setting published(long seed, int threads, int mostRepeats, Progress progress) {
    return new Setting(seed, threads, mostRepeats, 1, progress);
  }

  /** The same with progress as a part [from, to] of the whole. */
  public Setting part(double from, double to) {
    return new Setting(
        seed,
        threads,
        mostRepeats,
        shortening,
        (what, f) -> progress.at(what, from + f * (to - from)));
  }

  /** Number of repeats when the experiment asks for this many. */
  int repeats(int full) {
    return Math.min(full, mostRepeats);
  }

  /** Number of iterations when the experiment asks for this many. */
  int iterations(int full) {
    return Math.max(1, full / shortening);
  }

  /** Streams of repeat r. Methods that are compared start from the same points because they take the same streams. */
  RandomStreams streams(int r) {
    return new RandomStreams(seed, r);
  }

  /** The task for 0 .. count-1, in order of the index and not of completion. */
  <T> List<T> each(String what, int count, IntFunction<T> task) {
    return Parallel.map(count, threads, task, done -> progress.at(what, done));
  }
}
