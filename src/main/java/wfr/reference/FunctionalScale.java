package wfr.reference;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wfr.math.Estimate;
import wfr.spec.ReportedRun.State;

/**
 * The size of a functional over a run, that errors are set against: its largest absolute value; of a mean the largest standard deviation, since where the origin lies says nothing; of
 * a covariance the product of both standard deviations.
 */
final class FunctionalScale {
  private static final Pattern MEAN = Pattern.compile("mean(?:\\[(\\d+)\\])?");
  private static final Pattern VARIANCE = Pattern.compile("variance\\[(\\d+)\\]\\[(\\d+)\\]");

  private FunctionalScale() {}

  /** Infinite where a value that it rests on is not known at some time, 1 for a mean. */
  static double of(ReferenceEntry entry, String name) {
    Matcher mean = MEAN.matcher(name);
    if (mean.matches()) {
      double v = largest(entry, variance(mean.group(1), mean.group(1)));
      return Double.isInfinite(v) ? 1 : Math.sqrt(v);
    }
    Matcher covariance = VARIANCE.matcher(name);
    if (covariance.matches()) {
      String i = covariance.group(1);
      String j = covariance.group(2);
      return Math.sqrt(largest(entry, variance(i, i))) * Math.sqrt(largest(entry, variance(j, j)));
    }
    return largest(entry, name);
  }

  private static String variance(String i, String j) {
    return i == null ? "variance" : "variance[" + i + "][" + j + "]";
  }

  private static double largest(ReferenceEntry entry, String name) {
    double scale = 0;
    for (State s : entry.states()) {
      Estimate e = s.functionals().get(name);
      if (e == null) {
        return Double.POSITIVE_INFINITY;
      }
      scale = Math.max(scale, Math.abs(e.value()));
    }
    return scale;
  }
}
