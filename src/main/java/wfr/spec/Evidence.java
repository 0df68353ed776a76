package wfr.spec;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What one check of one claim found: a value that the claim bounds.
 *
 * @param value the measured discrepancy, rate or p-value distance
 * @param bound what it must not exceed
 * @param verdict SUPPORTED iff both are finite and the value is at most the bound
 * @param detail one line for the reader: what was compared, on what
 * @param traces numbers for figures, of every comparison that was made on the way to this one
 */
public record Evidence(
    double value, double bound, Verdict verdict, String detail, List<Trace> traces) {
  /** Copies. */
  public Evidence {
    traces = List.copyOf(traces);
  }

  /** Evidence without figures. */
  public Evidence(double value, double bound, Verdict verdict, String detail) {
    this(value, bound, verdict, detail, List.of());
  }

  /** The same with one more trace. */
  public Evidence with(Trace trace) {
    List<Trace> all = new ArrayList<>(traces);
    all.add(trace);
    return new Evidence(value, bound, verdict, detail, all);
  }

  /** The same without its traces. */
  public Evidence withoutTraces() {
    return new Evidence(value, bound, verdict, detail);
  }

  /** A finite value of at most a finite bound supports, everything else refutes: NaN, a bound that bounds nothing, a maximum over nothing. */
  public static Evidence atMost(double value, double bound, String detail) {
    boolean finite = Double.isFinite(value) && Double.isFinite(bound);
    return new Evidence(
        value, bound, finite && value <= bound ? Verdict.SUPPORTED : Verdict.REFUTED, detail);
  }

  /** A check that could not decide. */
  public static Evidence inconclusive(double value, double bound, String detail) {
    return new Evidence(value, bound, Verdict.INCONCLUSIVE, detail);
  }

  /**
   * Evidence of a sample that is large enough for the stated power, asked before anything is drawn; a smaller one is INCONCLUSIVE.
   *
   * @param detectable smallest discrepancy that the sample to be drawn finds with probability at least 0.999
   * @param stated the one that the claim states
   * @param sample draws and judges
   */
  public static Evidence powered(double detectable, double stated, Supplier<Evidence> sample) {
    return detectable <= stated
        ? sample.get()
        : inconclusive(detectable, stated, "smallest discrepancy found, against the one stated");
  }

  /** value/bound: below 1 supports; how much room is left. */
  public double margin() {
    if (bound == 0) {
      return value == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    return bound > 0 ? value / bound : bound / value;
  }

  /** The worse of two: REFUTED before INCONCLUSIVE before SUPPORTED, then the larger margin; with the traces of both. */
  public Evidence worse(Evidence other) {
    Set<Trace> all = new LinkedHashSet<>(traces);
    all.addAll(other.traces);
    Evidence e = isWorse(other) ? other : this;
    return new Evidence(e.value, e.bound, e.verdict, e.detail, new ArrayList<>(all));
  }

  private boolean isWorse(Evidence other) {
    if (verdict != other.verdict) {
      return rank() < other.rank();
    }
    return !(margin() >= other.margin() || Double.isNaN(margin()));
  }

  private int rank() {
    return switch (verdict) {
      case REFUTED -> 2;
      case INCONCLUSIVE -> 1;
      case SUPPORTED -> 0;
    };
  }
}
