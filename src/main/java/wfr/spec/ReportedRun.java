package wfr.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import wfr.math.Estimate;

/**
 * What somebody's whole run reports of one problem: functionals and densities at times, each number with the error its author states.
 *
 * @param problem name of the reference problem
 * @param errors what the stated errors are
 * @param states ascending in time
 */
public record ReportedRun(String problem, Errors errors, List<State> states) {
  private static final double SAME_TIME = 1e-9;

  /** What a stated error claims of the true value. */
  public enum Errors {
    /** It lies within the error. */
    BOUND("bound", 1),
    /** The error is one standard deviation: six of them are exceeded with probability 2e-9. */
    STANDARD_ERROR("standard error", 6);

    private final String key;
    private final double factor;

    Errors(String key, double factor) {
      this.key = key;
      this.factor = factor;
    }

    /** As files spell it. */
    public String key() {
      return key;
    }

    /** Admissible difference in units of the stated error. */
    public double factor() {
      return factor;
    }
  }

  /**
   * One time.
   *
   * @param time t
   * @param functionals by name: mean, variance, kl, reverse_kl, fisher_information, log_ratio_variance, or that of an observable
   * @param density cell averages or point values
   */
  public record State(double time, Map<String, Estimate> functionals, Optional<Density> density) {
    /** Copies the map, keeping its order. */
    public State {
      functionals = Collections.unmodifiableMap(new LinkedHashMap<>(functionals));
    }
  }

  /**
   * A density with its errors. The arrays are shared, not copied: treat them as read-only.
   *
   * @param x cell centres or points, ascending
   * @param values averages over the cells, or values at the points
   * @param errors of each
   */
  public record Density(double[] x, double[] values, double[] errors) {
    /** Checks the lengths. */
    public Density {
      if (x.length != values.length || x.length != errors.length || x.length < 2) {
        throw new IllegalArgumentException(
            "a density needs at least two places, with a value and an error each: "
                + x.length
                + ", "
                + values.length
                + ", "
                + errors.length);
      }
    }
  }

  /** Whether two times are one that was written down twice. */
  public static boolean sameTime(double a, double b) {
    return Math.abs(a - b) <= SAME_TIME * Math.max(Math.abs(a), Math.abs(b));
  }

  /** What is kept for a time, under the name that it was first given. */
  public static <T> T at(NavigableMap<Double, T> times, double time, Supplier<T> empty) {
    Double known =
        Stream.of(times.floorKey(time), times.ceilingKey(time))
            .filter(t -> t != null && sameTime(t, time))
            .findFirst()
            .orElse(time);
    return times.computeIfAbsent(known, t -> empty.get());
  }

  /** Copies. */
  public ReportedRun {
    states = List.copyOf(states);
  }

  /** How many numbers are judged: one per functional and one per density. */
  public int size() {
    return states.stream()
        .mapToInt(s -> s.functionals().size() + (s.density().isPresent() ? 1 : 0))
        .sum();
  }
}
