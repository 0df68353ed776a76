package wfr.model;

import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import wfr.math.LogSumExp;

/**
 * How much of a density exp(l) on the plane lies outside a rectangle R, as {@link BoxMass} on the line: frames F_k = R_{k+1} \ R_k, R_k the
 * rectangle stretched by 2^k about its centre, each cut into four rectangles with panels graded towards the inner edge. The
 * density counts as integrable when the frames' masses fall at the end by a factor of at least 0.99 per doubling.
 * Accuracy: 6 x 6 Gauss points on 96 x 96 panels inside, 24 x 64 per side of a frame: a few digits of what is outside, for densities
 * smooth on that scale; components narrower than a panel may be stepped over.
 */
public final class PlaneBoxMass {
  private static final int POINTS = 6;
  private static final int PANELS = 96;
  private static final int ACROSS = 64;
  private static final int GRADING = 24;
  private static final int MOST_FRAMES = 40;
  private static final double LOG_NOTHING = -80;
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(POINTS);

  private final ToDoubleFunction<double[]> log;
  private final double[] centre = new double[2];
  private final double[] half = new double[2];
  private final double logInside;
  private final double logOutside;
  private final int frames;
  private final boolean integrable;

  private PlaneBoxMass(ToDoubleFunction<double[]> log, Domain box) {
    this.log = log;
    for (int k = 0; k < 2; k++) {
      centre[k] = 0.5 * (box.lower()[k] + box.upper()[k]);
      half[k] = 0.5 * (box.upper()[k] - box.lower()[k]);
    }
    logInside =
        logIntegral(uniform(-half[0], half[0], PANELS), uniform(-half[1], half[1], PANELS), log);
    double outside = Double.NEGATIVE_INFINITY;
    double previous = Double.POSITIVE_INFINITY;
    int k = 0;
    boolean falls = false;
    for (; k < MOST_FRAMES; k++) {
      double frame = frame(k, log);
      outside = LogSumExp.of(outside, frame);
      falls = frame < previous + Math.log(0.99);
      previous = frame;
      if (Double.isNaN(frame) || k >= 2 && falls && frame < logTotal(outside) + LOG_NOTHING) {
        break;
      }
    }
    frames = Math.min(MOST_FRAMES, k + 1);
    logOutside = outside;
    integrable = falls && !Double.isNaN(outside) && logInside < Double.POSITIVE_INFINITY;
  }

  /** pi = exp(-V)/Z against the box. */
  public static PlaneBoxMass ofTarget(Potential v, Domain box) {
    return new PlaneBoxMass(x -> -v.value(x), box);
  }

  /** rho_0 against the box. */
  public static PlaneBoxMass ofInitial(InitialLaw law, Domain box) {
    return new PlaneBoxMass(law::logDensity, box);
  }

  /** Whether the density is a number at every point evaluated. */
  public boolean isDefined() {
    return !Double.isNaN(logInside) && !Double.isNaN(logOutside);
  }

  /** Whether its integral over the plane is finite. */
  public boolean isIntegrable() {
    return integrable;
  }

  /** log of the integral over the box. */
  public double logInside() {
    return logInside;
  }

  /** Share of the mass outside the box. */
  public double outside() {
    return Math.exp(logOutside - logTotal(logOutside));
  }

  /** Integral of |f| over the outside with respect to the normalised density. */
  public double outsideIntegral(ToDoubleFunction<double[]> f) {
    double total = logTotal(logOutside);
    double sum = 0;
    for (int k = 0; k < frames; k++) {
      sum +=
          Math.exp(
              frame(k, x -> log.applyAsDouble(x) + Math.log(Math.abs(f.applyAsDouble(x)))) - total);
    }
    return sum;
  }

  private double logTotal(double outside) {
    return LogSumExp.of(logInside, outside);
  }

  private double frame(int k, ToDoubleFunction<double[]> l) {
    double s = Math.scalb(1.0, k);
    double sum = Double.NEGATIVE_INFINITY;
    for (int sign = -1; sign <= 1; sign += 2) {
      double[] beside = graded(s * half[0], 2 * s * half[0], sign);
      double[] above = graded(s * half[1], 2 * s * half[1], sign);
      sum =
          LogSumExp.of(
              sum, logIntegral(beside, uniform(-2 * s * half[1], 2 * s * half[1], ACROSS), l));
      sum = LogSumExp.of(sum, logIntegral(uniform(-s * half[0], s * half[0], ACROSS), above, l));
    }
    return sum;
  }

  private static double[] uniform(double a, double b, int panels) {
    double[] edges = new double[panels + 1];
    for (int i = 0; i <= panels; i++) {
      edges[i] = a + (b - a) * i / panels;
    }
    return edges;
  }

  /** Panels between a and b, smaller towards a by squares; mirrored for sign -1. */
  private static double[] graded(double a, double b, int sign) {
    double[] edges = new double[GRADING + 1];
    for (int i = 0; i <= GRADING; i++) {
      double q = (double) i / GRADING;
      edges[sign > 0 ? i : GRADING - i] = sign * (a + (b - a) * q * q);
    }
    return edges;
  }

  /** log int exp(l) over panels given by edges relative to the centre. */
  private double logIntegral(double[] xs, double[] ys, ToDoubleFunction<double[]> l) {
    double[] logs = new double[(xs.length - 1) * (ys.length - 1)];
    double[] value = new double[POINTS * POINTS];
    double[] x = new double[2];
    for (int p = 0; p < logs.length; p++) {
      int i = p % (xs.length - 1);
      int j = p / (xs.length - 1);
      double hx = 0.5 * (xs[i + 1] - xs[i]);
      double hy = 0.5 * (ys[j + 1] - ys[j]);
      for (int q = 0; q < value.length; q++) {
        x[0] = centre[0] + xs[i] + hx * (1 + RULE.getPoint(q % POINTS));
        x[1] = centre[1] + ys[j] + hy * (1 + RULE.getPoint(q / POINTS));
        double w = RULE.getWeight(q % POINTS) * RULE.getWeight(q / POINTS) * hx * hy;
        value[q] = l.applyAsDouble(x) + Math.log(w);
      }
      logs[p] = LogSumExp.of(value);
    }
    return LogSumExp.of(logs);
  }
}
