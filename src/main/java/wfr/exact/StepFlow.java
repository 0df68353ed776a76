package wfr.exact;

import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import wfr.model.Domain;
import wfr.model.InitialLaw;
import wfr.model.Potential;
import wfr.model.WfrProblem;

/**
 * Fokker-Planck flow (lambda = 0, D = 1) between walls at a and b in a potential that is 0 left of c and v right of it, from a start along its slowest mode:
 *   rho_t = pi (1 + s e^{-mu t} f),  mu = k^2,  f = cos(k(x - a))/cos(k(c - a)) left, cos(k(b - x))/cos(k(b - c)) right of c,
 *   k the least positive root of tan(k(c - a)) + e^{-v} tan(k(b - c)) = 0:
 * f and the flux e^{-V} f' are continuous at c, and f' = 0 at the walls. s is half of what keeps rho_0 positive.
 * Special cases: v = 0 gives the cosine modes of an interval. Accuracy: k to 1e-15, expectations by Gauss-Legendre to rounding. Source: proofs-notes, G17.
 */
public final class StepFlow {
  private static final int POINTS = 40;
  private static final double ROOT = 1e-15;
  private static final int SEARCH = 1000;

  private final double a;
  private final double b;
  private final double c;
  private final double v;
  private final double k;
  private final double amplitude;
  private final double z;

  /**
   * A flow.
   *
   * @param a left wall
   * @param c where V jumps
   * @param b right wall
   * @param v by how much
   */
  public StepFlow(double a, double c, double b, double v) {
    if (!(a < c && c < b) || !Double.isFinite(v)) {
      throw new IllegalArgumentException(
          "walls a < c < b and a finite step: " + a + ", " + c + ", " + b + ", " + v);
    }
    this.a = a;
    this.b = b;
    this.c = c;
    this.v = v;
    UnivariateFunction g =
        s ->
            Math.sin(s * (c - a)) * Math.cos(s * (b - c))
                + Math.exp(-v) * Math.cos(s * (c - a)) * Math.sin(s * (b - c));
    double step = Math.PI / (b - a) / SEARCH;
    double from = step;
    while (g.value(from) * g.value(from + step) > 0) {
      from += step;
    }
    k = new BrentSolver(ROOT, ROOT).solve(SEARCH, g, from, from + step);
    z = (c - a) + Math.exp(-v) * (b - c);
    double most = 0;
    for (int i = 0; i <= SEARCH; i++) {
      most = Math.max(most, Math.abs(mode(a + (b - a) * i / SEARCH)));
    }
    amplitude = 0.5 / most;
  }

  /** mu, the spectral gap. */
  public double gap() {
    return k * k;
  }

  /** The problem. */
  public WfrProblem problem() {
    Potential step =
        new Potential() {
          @Override
          public int dimension() {
            return 1;
          }

          @Override
          public double value(double[] x) {
            return value(x[0]);
          }

          @Override
          public double value(double x) {
            return x > c ? v : 0;
          }

          @Override
          public void gradient(double[] x, double[] gradient) {
            gradient[0] = 0;
          }

          @Override
          public double[] breakpoints(int axis, double[] point, double lower, double upper) {
            return new double[] {c};
          }
        };
    InitialLaw start =
        new InitialLaw() {
          @Override
          public int dimension() {
            return 1;
          }

          @Override
          public double logDensity(double[] x) {
            return Math.log1p(amplitude * mode(x[0])) - step.value(x[0]);
          }

          @Override
          public double[] breakpoints(int axis, double[] point, double lower, double upper) {
            return new double[] {c};
          }
        };
    return new WfrProblem(step, start, Domain.interval(a, b, Domain.Boundary.NO_FLUX), 0, 1);
  }

  /** rho_t/pi at x. */
  public double ratio(double x, double time) {
    return 1 + amplitude * Math.exp(-gap() * time) * mode(x);
  }

  /** E g under rho_t, g smooth on both sides of c. */
  public double expectation(UnivariateFunction g, double time) {
    return (piece(a, c, g, time) + Math.exp(-v) * piece(c, b, g, time)) / z;
  }

  /** KL(rho_t|pi). */
  public double kl(double time) {
    return expectation(x -> Math.log(ratio(x, time)), time);
  }

  private double piece(double from, double to, UnivariateFunction g, double time) {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(POINTS, from, to);
    return rule.integrate(x -> g.value(x) * ratio(x, time));
  }

  private double mode(double x) {
    return x <= c
        ? Math.cos(k * (x - a)) / Math.cos(k * (c - a))
        : Math.cos(k * (b - x)) / Math.cos(k * (b - c));
  }
}
