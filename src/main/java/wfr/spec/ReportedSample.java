package wfr.spec;

import java.util.List;
import wfr.measure.WeightedSample;

/**
 * Weighted particles that somebody's program gives as the law of a reference problem, by run, time and replicate.
 *
 * @param problem name of the reference problem
 * @param given which parameter of its runs is known
 * @param refinement in what two runs differ
 * @param runs one, or two: the finer first
 */
public record ReportedSample(
    String problem, Refinement given, Refinement refinement, List<Run> runs) {
  /** A parameter of the scheme in which two runs differ by a factor of two, and the order of the bias that it leaves. */
  public enum Refinement {
    /** There is one run. */
    NONE("", 0, ""),
    /** The step of Euler-Maruyama and of a splitting by Lie: dt. */
    TIME_STEP("time_step", 1, "right scheme, first order in the time step"),
    /** The bandwidth of a symmetric kernel: eps^2. */
    BANDWIDTH("bandwidth", 2, "kernelised flow (fixed bandwidth)"),
    /** Particles of one population: 1/N, of weights that depend on all of them. */
    POPULATION("population", 1, "population too small: a bias of order 1/N");

    private final String column;
    private final int order;
    private final String words;

    Refinement(String column, int order, String words) {
      this.column = column;
      this.order = order;
      this.words = words;
    }

    /** The column of a file that holds it. */
    public String column() {
      return column;
    }

    /** Whether of two values the larger one is the finer. */
    public boolean largerIsFiner() {
      return this == POPULATION;
    }

    /** Order of the bias. */
    public int order() {
      return order;
    }

    /** What a bias is called that refining removes. */
    public String words() {
      return words;
    }
  }

  /**
   * One run.
   *
   * @param parameter its step, bandwidth or population, NaN where none is given
   * @param states ascending in time
   */
  public record Run(double parameter, List<State> states) {
    /** Copies. */
    public Run {
      states = List.copyOf(states);
    }
  }

  /**
   * The populations of one time.
   *
   * @param time t
   * @param replicates independent of one another
   */
  public record State(double time, List<WeightedSample> replicates) {
    /** Copies. */
    public State {
      replicates = List.copyOf(replicates);
    }
  }

  /** Whether the time step of its runs is known. */
  public boolean stepped() {
    return given == Refinement.TIME_STEP;
  }

  /** Copies. */
  public ReportedSample {
    runs = List.copyOf(runs);
  }
}
