package wfr.spec;

import java.util.Arrays;
import java.util.Locale;

/**
 * A convergence study: errors (or differences of consecutive values) e_0, e_1, ... at descending h_0 = 1, h_1, ... (1/2, 1/4, ... unless given), and the order that a claim states.
 * Model: e_l = C h_l^p (1 + s_l), |s_l| at most SHARE h_l^q, q the exponent by which the next term of the expansion exceeds the leading one. Then the
 * observed order log(e_l/e_{l+1})/log(h_l/h_{l+1}) is within log((1 - s_{l+1})/(1 - s_l))/log(h_l/h_{l+1}), s_l = SHARE h_l^q, of p. That is the gate of the asymptotic range: every
 * consecutive rate must come closer to the order, level by level, as the model says; a study that does not is no evidence for any order.
 * Reported: all rates, C h_0^p by the finest level, and for differences Roache's grid convergence index 1.25 |e_last|/(2^p - 1).
 * Fewer than four levels are refused.   Source: proofs-notes, notation.
 */
public final class ConvergenceStudy {
  /** Largest share of the next term at the coarsest level. */
  private static final double SHARE = 0.25;

  /** Fewest grids or steps of a study. */
  private static final int LEVELS = 4;

  private static final double SAFETY = 1.25;

  /** Between two whole orders. */
  private static final double HALF = 0.5;

  private final double[] h;
  private final double[] errors;
  private final double order;
  private final double next;
  private final boolean differences;

  private ConvergenceStudy(
      double[] h, double[] errors, double order, double next, boolean differences) {
    this.h = h;
    if (errors.length + (differences ? 1 : 0) < LEVELS) {
      throw new IllegalArgumentException(
          "a convergence study needs at least " + LEVELS + " levels: " + errors.length);
    }
    this.errors = errors.clone();
    this.order = order;
    this.next = next;
    this.differences = differences;
  }

  /**
   * Study of errors against a known value.
   *
   * @param order p
   * @param next q: 1 in general, 2 where the expansion is in even powers
   */
  public static ConvergenceStudy ofErrors(double order, double next, double... errors) {
    return new ConvergenceStudy(halved(errors.length), errors, order, next, false);
  }

  /**
   * The same on other grids than halved ones.
   *
   * @param cells along an axis, ascending
   */
  public static ConvergenceStudy ofErrorsOn(
      int[] cells, double order, double next, double... errors) {
    double[] h = Arrays.stream(cells).mapToDouble(n -> (double) cells[0] / n).toArray();
    return new ConvergenceStudy(h, errors, order, next, false);
  }

  private static double[] halved(int levels) {
    double[] h = new double[levels];
    Arrays.setAll(h, l -> Math.scalb(1.0, -l));
    return h;
  }

  /** Study of values without a known limit, by their differences. */
  public static ConvergenceStudy ofValues(double order, double next, double... values) {
    double[] d = new double[values.length - 1];
    for (int l = 0; l < d.length; l++) {
      d[l] = values[l + 1] - values[l];
    }
    return new ConvergenceStudy(halved(d.length), d, order, next, true);
  }

  /** Study of the differences of consecutive values, one fewer than levels. */
  public static ConvergenceStudy ofDifferences(double order, double next, double... differences) {
    return new ConvergenceStudy(halved(differences.length), differences, order, next, true);
  }

  /** Observed orders of consecutive levels. */
  public double[] rates() {
    double[] r = new double[errors.length - 1];
    for (int l = 0; l < r.length; l++) {
      r[l] = Math.log(Math.abs(errors[l] / errors[l + 1])) / Math.log(h[l] / h[l + 1]);
    }
    return r;
  }

  /** Supported iff every rate is in the range of the model; errors that vanish, change sign or are not numbers refute. */
  public Evidence evidence(String what) {
    return Evidence.atMost(distance(), 1, what + ": " + this).with(trace(what, false));
  }

  /** The control: the same study, made of a deliberately degraded scheme, must not be accepted. */
  public Evidence control(String what) {
    double failure = Math.min(distance(), Double.MAX_VALUE); // finite, as every bound; NaN stays
    return Evidence.atMost(1, failure, "control, must fail: " + what + ": " + this)
        .with(trace(what, true));
  }

  /** The last rate is nearer to the order than to any other: what a control is held to beside its refusal, which any failure would give. */
  public Evidence lastRate(String what) {
    double[] rates = rates();
    return Evidence.atMost(
        Math.abs(rates[rates.length - 1] - order), HALF, "last rate: " + what + ": " + this);
  }

  private Trace trace(String what, boolean control) {
    return new Trace.Convergence(
        what, order, differences, control, Arrays.stream(errors).boxed().toList());
  }

  /** Largest |rate - order| in units of what the model allows at that level; infinite where the sign changes. */
  private double distance() {
    double[] rates = rates();
    double worst = 0;
    for (int l = 0; l < rates.length; l++) {
      double s = SHARE * Math.pow(h[l], next);
      double finer = SHARE * Math.pow(h[l + 1], next);
      double allowed = Math.log((1 - finer) / (1 - s)) / Math.log(h[l] / h[l + 1]);
      double d = Math.abs(rates[l] - order) / allowed;
      // signs, as the product of tiny errors underflows; 0/0 stays NaN, which no control accepts
      if (Math.signum(errors[l]) * Math.signum(errors[l + 1]) < 0) {
        d = Double.POSITIVE_INFINITY;
      }
      worst = Math.max(worst, d);
    }
    return worst;
  }

  @Override
  public String toString() {
    StringBuilder s = new StringBuilder("rates");
    for (double r : rates()) {
      s.append(String.format(Locale.ROOT, " %.3f", r));
    }
    double last = errors[errors.length - 1];
    s.append(
        String.format(
            Locale.ROOT,
            " (order %.0f), constant %.3g",
            order,
            last / Math.pow(h[h.length - 1], order)));
    if (differences) {
      s.append(
          String.format(
              Locale.ROOT, ", GCI %.2g", SAFETY * Math.abs(last) / (Math.pow(2, order) - 1)));
    }
    return s.toString();
  }
}
