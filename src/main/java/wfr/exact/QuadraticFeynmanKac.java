package wfr.exact;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import wfr.model.GaussianMeasure;
import wfr.model.LinearQuadratic;

/**
 * Feynman-Kac with quadratic killing under Ornstein-Uhlenbeck, dX = -kappa X dt + sigma dW (the centre moved to 0), k = q x^2 + l x + c.
 * With nu^2 = kappa^2 + 2 sigma^2 q, C = cosh nu t, S = sinh(nu t)/nu, M = (cosh nu t - 1)/nu^2, R = C + kappa S, all real for nu^2 of either sign:
 *   u(x, t) = exp(-A x^2 - E x - B),   A = q S/R,   E = l (S + kappa M)/R,   B = (log R - kappa t)/2 - (sigma^2/2) int_0^t E^2 + c t,
 *   int_0^t E^2 = (l^2/nu^4) [nu^2 t + (2 kappa^2 - nu^2) S/R - 2 kappa (1 - 1/R)];
 * and the weighted law E[w delta_{X_t}] of X_0 = N(m, v) is z N(m_t, v_t) with Y = R + 2 q v S,
 *   v_t = (v (C - kappa S) + sigma^2 S)/Y,   m_t = (m - l (v (S - kappa M) + sigma^2 M))/Y,
 *   log z = -log(1 + 2 A v)/2 - B + (v E^2/2 - A m^2 - E m)/(1 + 2 A v).
 * Special cases: kappa = 0, q = a^2/2 is Cameron-Martin; q = 0 linear killing; v = 0 a point.
 * Everything is finite up to the first zero of Y (of R for a point): beyond it the expectation is infinite.
 * Accuracy: rounding; where nu t is below 1/2, int E^2 is summed by Gauss-Legendre, since its formula cancels there. Source: proofs-notes, D1, D2, D4, D5, D7G.
 */
public final class QuadraticFeynmanKac {
  private static final double CANCELS_BELOW = 0.25;
  private static final int POINTS = 16;

  private final double kappa;
  private final double centre;
  private final double noise;
  private final double q;
  private final double l;
  private final double c;
  private final double nuSquared;

  /** The formulas of one problem. */
  public QuadraticFeynmanKac(LinearQuadratic p) {
    kappa = p.reversion();
    centre = p.centre();
    noise = p.noise();
    q = p.quadratic();
    l = p.linear() + 2 * q * centre;
    c = p.constant() + (p.linear() + q * centre) * centre;
    nuSquared = kappa * kappa + 2 * noise * q;
  }

  /** Cameron-Martin: log E_x exp(-(a^2/2) int_0^t W^2) = -log cosh(at)/2 - (a/2) x^2 tanh(at). */
  public static double logCameronMartin(double a, double x, double t) {
    double at = Math.abs(a * t);
    double logCosh = at + Math.log1p(Math.exp(-2 * at)) - Math.log(2);
    return -0.5 * logCosh - 0.5 * a * x * x * Math.tanh(a * t);
  }

  /** log u(x, t) = log E_x exp(-int_0^t k). */
  public double logValue(double x, double t) {
    return law(x, 0, t).logMass();
  }

  /** The weighted law at time t of a start N(mean, variance), variance at least 0. */
  public GaussianMeasure law(double mean, double variance, double t) {
    if (!(t < blowUp(variance))) {
      throw new ArithmeticException(
          "the expectation is infinite from time " + blowUp(variance) + " on: " + t);
    }
    if (!Double.isFinite(nuSquared)) {
      throw new ArithmeticException("the killing is too strong for numbers: q = " + q);
    }
    double ch = cosh(t);
    double s = sinh(t);
    double m = coshMinusOne(t);
    double r = ch + kappa * s;
    double y = r + 2 * q * variance * s;
    double x = mean - centre;
    double vt = (variance * (ch - kappa * s) + noise * s) / y;
    double mt = (x * Math.exp(-growth(t)) - l * (variance * (s - kappa * m) + noise * m)) / y;
    double a = q * s / r; // r is positive: it vanishes later than y for q < 0, never for q > 0
    double e = l * (s + kappa * m) / r;
    double spread = y / r;
    double logMass =
        -0.5 * Math.log(spread)
            - constantTerm(t, r)
            + (0.5 * variance * e * e - a * x * x - e * x) / spread;
    return new GaussianMeasure(logMass, centre + mt, vt);
  }

  /** First time at which the expectation from N(., variance) is infinite: the first zero of R + 2 q variance S; infinity if there is none. */
  public double blowUp(double variance) {
    double k = kappa + 2 * q * variance;
    if (nuSquared < 0) {
      double w = Math.sqrt(-nuSquared);
      return (k > 0 ? Math.PI - Math.atan(w / k) : k < 0 ? Math.atan(-w / k) : Math.PI / 2) / w;
    }
    double nu = Math.sqrt(nuSquared);
    if (!(k < -nu)) {
      return Double.POSITIVE_INFINITY;
    }
    return nu == 0 ? -1 / k : 0.5 * Math.log1p(2 * nu / (-k - nu)) / nu;
  }

  /** -lim (1/t) log E = (nu - kappa)/2 - sigma^2 l^2/(2 nu^2) + c, for nu > 0 and kappa + nu > 0. */
  public double principalEigenvalue() {
    if (!(nuSquared > 0) || !(kappa + Math.sqrt(nuSquared) > 0)) {
      throw new ArithmeticException(
          "no principal eigenvalue: kappa = " + kappa + ", nu^2 = " + nuSquared);
    }
    return 0.5 * (Math.sqrt(nuSquared) - kappa) - 0.5 * noise * l * l / nuSquared + c;
  }

  /** B. */
  private double constantTerm(double t, double r) {
    return 0.5 * (Math.log(r) + growth(t) - kappa * t) - 0.5 * noise * squareIntegral(t) + c * t;
  }

  /** int_0^t E^2. */
  private double squareIntegral(double t) {
    if (l == 0) {
      return 0;
    }
    if (Math.abs(nuSquared) * t * t > CANCELS_BELOW) {
      double s = sinh(t);
      double r = cosh(t) + kappa * s;
      double bracket =
          nuSquared * t
              + (2 * kappa * kappa - nuSquared) * s / r
              - 2 * kappa * (1 - Math.exp(-growth(t)) / r);
      return l * l / (nuSquared * nuSquared) * bracket;
    }
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(POINTS);
    int panels = 1 + (int) Math.ceil(Math.abs(kappa) * t);
    double half = 0.5 * t / panels;
    double sum = 0;
    for (int p = 0; p < panels; p++) {
      for (int j = 0; j < POINTS; j++) {
        double at = (2 * p + 1 + rule.getPoint(j)) * half;
        double s = sinh(at);
        double e = l * (s + kappa * coshMinusOne(at)) / (cosh(at) + kappa * s);
        sum += half * rule.getWeight(j) * e * e;
      }
    }
    return sum;
  }

  /** cosh, of which what {@link #growth} says is divided out: all but a logarithm are quotients. */
  private double cosh(double t) {
    double nu = Math.sqrt(Math.abs(nuSquared));
    return nuSquared < 0 ? Math.cos(nu * t) : 0.5 * (1 + Math.exp(-2 * nu * t));
  }

  /** sinh(nu t)/nu, divided likewise. */
  private double sinh(double t) {
    double nu = Math.sqrt(Math.abs(nuSquared));
    if (nu * t == 0) {
      return t;
    }
    return (nuSquared < 0 ? Math.sin(nu * t) : -0.5 * Math.expm1(-2 * nu * t)) / nu;
  }

  /** (cosh nu t - 1)/nu^2 = 2 (sinh(nu t/2)/nu)^2, divided likewise. */
  private double coshMinusOne(double t) {
    double half = sinh(0.5 * t);
    return 2 * half * half;
  }

  /** log of what cosh and sinh are divided by: nu t, 0 where they are cosine and sine. */
  private double growth(double t) {
    return nuSquared > 0 ? Math.sqrt(nuSquared) * t : 0;
  }
}
