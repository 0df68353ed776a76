package wfr.reference;

import java.util.LinkedHashMap;
import java.util.Map;
import wfr.model.SpectralFunction;
import wfr.model.SpectralProblem;

/** Problems whose solutions are enclosed for other implementations to be compared with: asymmetric, lambda from 0.3 to 12. */
public final class CertifiedProblems {
  /** Output times of all of them. */
  public static final double[] TIMES = {0.125, 0.5, 2};

  /** Power of 1 - xi^2 in the slope of every start on an interval. */
  private static final int POWER = 6;

  private CertifiedProblems() {}

  /** By name, in order. */
  public static Map<String, SpectralProblem> all() {
    Map<String, SpectralProblem> all = new LinkedHashMap<>();
    all.put("shallow-well", well(-2.25, 2.25, 1, 0.2, 2, 0.3, 1, 1));
    all.put("slow-reaction-well", well(-2, 2, 2, 0.3, -2, 0.25, 0.3, 1));
    all.put("steep-well", well(-1.75, 1.75, 5, -0.5, 2, 0.5, 3, 1));
    all.put("fast-reaction-well", well(-2, 2, 3, 0.7, 3, -0.25, 12, 0.5));
    all.put(
        "convex-quartic",
        SpectralProblem.interval(
            -2,
            1.5,
            new double[] {0, 0.3, 0.4, 0.2, 0.25},
            SpectralProblem.compatibleSlope(-1.5, POWER, 0.5),
            0.7,
            1.3));
    all.put(
        "two-well-circle",
        SpectralProblem.torus(
            new double[] {0, 0, 0.5, 2, 0}, new double[] {0, 1.25, 0.5, 0.25, 0}, 1, 1));
    all.put(
        "three-well-circle",
        SpectralProblem.torus(
            new double[] {0, 0.5, 1, 0, 0, 1.5, 0.25}, new double[] {0, 1, -1}, 5, 0.5));
    return all;
  }

  /** Enclosed for each of them, by the name of the functional: a probability, and on an interval cos(x) beside the second moment. */
  public static Map<String, SpectralFunction> observables(SpectralProblem p) {
    double[] one = {1};
    double[] square = {0, 0, 1};
    double[] cosine = {0, 1};
    Map<String, SpectralFunction> all = new LinkedHashMap<>();
    if (p.periodic()) {
      all.put("first-half", new SpectralFunction("x < pi", false, one, 0, Math.PI));
    } else {
      all.put("right", new SpectralFunction("x > 0", false, one, 0, p.upper()));
      all.put("square", new SpectralFunction("x^2", false, square, p.lower(), p.upper()));
      all.put("cosine", new SpectralFunction("cos(x)", true, cosine, p.lower(), p.upper()));
    }
    return all;
  }

  /** V = b (x^2 - 1)^2 + tilt x, slope of h_0 = alpha (1 - xi^2)^6 (1 + skew xi). */
  private static SpectralProblem well(
      double left,
      double right,
      double b,
      double tilt,
      double alpha,
      double skew,
      double l,
      double d) {
    return SpectralProblem.interval(
        left,
        right,
        new double[] {b, tilt, -2 * b, 0, b},
        SpectralProblem.compatibleSlope(alpha, POWER, skew),
        l,
        d);
  }
}
