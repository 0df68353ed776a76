package wfr.model;

import java.util.Arrays;

/**
 * A WFR problem in one dimension whose potential and start are finite series with doubles as coefficients, so that it is defined without any rounding:
 *   torus R/2 pi Z   V and h_0 = log(rho_0/pi) trigonometric, coefficients in the order 1, cos x, sin x, cos 2x, sin 2x, ...
 *   interval [a, b] without flux   V = sum c_k x^k;  h_0 by its slope in xi = (2x - a - b)/(b - a),  h_0' = (1 - xi^2) sum s_k T_k(xi).
 * h_0 is meant up to a constant. A start is compatible with no flux to a high order when its slope has a high power of 1 - xi^2.
 *
 * @param periodic torus or interval
 * @param lower a (0 on the torus)
 * @param upper b (2 pi, rounded, on the torus, where nothing but the finite-volume view uses it)
 * @param potential coefficients of V
 * @param start coefficients of h_0, or of its slope
 * @param reactionRate lambda > 0
 * @param diffusivity D > 0
 */
public record SpectralProblem(
    boolean periodic,
    double lower,
    double upper,
    double[] potential,
    double[] start,
    double reactionRate,
    double diffusivity) {
  /** Checks. The arrays are shared, not copied: treat them as read-only. */
  public SpectralProblem {
    if (!(lower < upper) || !(reactionRate >= 0) || !(diffusivity > 0)) {
      throw new IllegalArgumentException(
          "a spectral problem needs lower < upper, lambda >= 0, D > 0: "
              + Arrays.asList(lower, upper, reactionRate, diffusivity));
    }
    for (double c : potential) {
      requireFinite(c);
    }
    for (double c : start) {
      requireFinite(c);
    }
  }

  private static void requireFinite(double c) {
    if (!Double.isFinite(c)) {
      throw new IllegalArgumentException("coefficients must be finite: " + c);
    }
  }

  /** On the torus R/2 pi Z. */
  public static SpectralProblem torus(double[] potential, double[] start, double lambda, double d) {
    return new SpectralProblem(true, 0, 2 * Math.PI, potential, start, lambda, d);
  }

  /** On an interval without flux. */
  public static SpectralProblem interval(
      double a, double b, double[] potential, double[] start, double lambda, double d) {
    return new SpectralProblem(false, a, b, potential, start, lambda, d);
  }

  /** alpha (1 - xi^2)^power (1 + skew xi) as the slope of a start: all derivatives of h_0 up to that order vanish at both ends. */
  public static double[] compatibleSlope(double alpha, int power, double skew) {
    double[] s = {alpha, alpha * skew};
    for (int k = 1; k < power; k++) {
      double[] next = new double[s.length + 2];
      for (int j = 0; j < s.length; j++) { // 1 - xi^2 = (T_0 - T_2)/2
        next[j] += 0.5 * s[j];
        next[j + 2] -= 0.25 * s[j];
        next[Math.abs(j - 2)] -= 0.25 * s[j];
      }
      s = next;
    }
    return s;
  }

  /** The same problem for the other solvers, in double arithmetic. */
  public WfrProblem problem() {
    Domain domain =
        Domain.interval(
            lower, upper, periodic ? Domain.Boundary.PERIODIC : Domain.Boundary.NO_FLUX);
    Potential v = periodic ? trigonometric(potential) : new PolynomialPotential(potential);
    InitialLaw initial =
        new InitialLaw() {
          @Override
          public int dimension() {
            return 1;
          }

          @Override
          public double logDensity(double[] x) {
            return startValue(x[0]) - v.value(x[0]);
          }
        };
    return new WfrProblem(v, initial, domain, reactionRate, diffusivity);
  }

  private static Potential trigonometric(double[] c) {
    return new Potential() {
      @Override
      public int dimension() {
        return 1;
      }

      @Override
      public double value(double[] x) {
        return series(c, x[0]);
      }

      @Override
      public void gradient(double[] x, double[] gradient) {
        double sum = 0;
        for (int i = 1; i < c.length; i++) {
          int k = (i + 1) / 2;
          sum += c[i] * k * (i % 2 == 1 ? -Math.sin(k * x[0]) : Math.cos(k * x[0]));
        }
        gradient[0] = sum;
      }
    };
  }

  private static double series(double[] c, double x) {
    double sum = 0;
    for (int i = 0; i < c.length; i++) {
      int k = (i + 1) / 2;
      sum += c[i] * (i % 2 == 1 || i == 0 ? Math.cos(k * x) : Math.sin(k * x));
    }
    return sum;
  }

  /** h_0(x) up to a constant. */
  private double startValue(double x) {
    if (periodic) {
      return series(start, x);
    }
    double angle = Math.acos(Math.max(-1, Math.min(1, (2 * x - lower - upper) / (upper - lower))));
    double sum = 0;
    for (int k = 0; k < start.length; k++) {
      // (1 - xi^2) T_k = T_k/2 - T_{k+2}/4 - T_{k-2}/4, integrated term by term
      sum +=
          start[k]
              * (integral(k, angle) / 2
                  - integral(k + 2, angle) / 4
                  - integral(Math.abs(k - 2), angle) / 4);
    }
    return sum;
  }

  private static double integral(int j, double angle) {
    return switch (j) {
      case 0 -> Math.cos(angle);
      case 1 -> Math.cos(2 * angle) / 4;
      default -> (Math.cos((j + 1) * angle) / (j + 1) - Math.cos((j - 1) * angle) / (j - 1)) / 2;
    };
  }
}
