package wfr.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The numbers behind a piece of evidence, for figures: a claim's verdict never depends on them. */
public sealed interface Trace {
  /** What was measured. */
  String label();

  /**
   * A convergence study.
   *
   * @param label what was measured
   * @param order order that is stated
   * @param differences the errors are differences of consecutive values
   * @param control a deliberately degraded scheme, which must not show this order
   * @param errors at h, h/2, h/4, ...
   */
  record Convergence(
      String label, double order, boolean differences, boolean control, List<Double> errors)
      implements Trace {
    /** Copies. */
    public Convergence {
      errors = List.copyOf(errors);
    }

    /** Every consecutive rate, log2 of the ratio. */
    public List<Double> rates() {
      List<Double> rates = new ArrayList<>();
      for (int l = 0; l + 1 < errors.size(); l++) {
        rates.add(Math.log(Math.abs(errors.get(l) / errors.get(l + 1))) / Math.log(2));
      }
      return rates;
    }
  }

  /**
   * Independent draws, whose mean (or median of means) is tested against an expectation.
   *
   * @param label what was drawn
   * @param edges edges of a histogram, one more than counts
   * @param counts draws per bin
   * @param found estimate of the expectation
   * @param expected expectation that the claim states
   * @param radius largest admissible distance of the two
   */
  record Draws(
      String label,
      List<Double> edges,
      List<Long> counts,
      double found,
      double expected,
      double radius)
      implements Trace {
    private static final int BINS = 48;

    /** Copies. */
    public Draws {
      edges = List.copyOf(edges);
      counts = List.copyOf(counts);
    }

    /** The histogram of draws; of those that are not finite nothing is shown. */
    public static Draws of(
        String label, double[] draws, double found, double expected, double radius) {
      double[] finite = Arrays.stream(draws).filter(Double::isFinite).toArray();
      double low = Arrays.stream(finite).min().orElse(0);
      double high = Arrays.stream(finite).max().orElse(1);
      if (!(high > low)) {
        high = low + Math.max(Math.ulp(low) * BINS, Double.MIN_NORMAL);
      }
      long[] count = new long[BINS];
      for (double v : finite) {
        count[Math.min(BINS - 1, (int) ((v - low) / (high - low) * BINS))]++;
      }
      List<Double> edges = new ArrayList<>();
      for (int b = 0; b <= BINS; b++) {
        edges.add(low + (high - low) * b / BINS);
      }
      return new Draws(
          label, edges, Arrays.stream(count).boxed().toList(), found, expected, radius);
    }
  }

  /**
   * An empirical distribution function inside the band around the stated one.
   *
   * @param label what was drawn
   * @param at points of comparison
   * @param found empirical distribution function there
   * @param expected stated distribution function there
   * @param radius half-width of the band
   */
  record Distribution(
      String label, List<Double> at, List<Double> found, List<Double> expected, double radius)
      implements Trace {
    private static final int POINTS = 160;

    /** Copies. */
    public Distribution {
      at = List.copyOf(at);
      found = List.copyOf(found);
      expected = List.copyOf(expected);
    }

    /** At most {@value #POINTS} of the points. */
    public static Distribution of(
        String label, double[] at, double[] found, double[] expected, double radius) {
      int step = (at.length + POINTS - 1) / POINTS;
      return new Distribution(
          label, every(step, at), every(step, found), every(step, expected), radius);
    }

    private static List<Double> every(int step, double[] x) {
      List<Double> kept = new ArrayList<>();
      for (int i = 0; i < x.length; i += step) {
        kept.add(x[i]);
      }
      return kept;
    }
  }
}
