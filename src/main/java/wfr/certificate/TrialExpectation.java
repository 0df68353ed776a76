package wfr.certificate;

import static wfr.math.ErrorFree.UNIT;

import wfr.certificate.TrialFigures.Ball;
import wfr.math.Estimate;
import wfr.model.SpectralFunction;
import wfr.model.SpectralProblem;

/**
 * Enclosure of E_rho f for a polynomial or trigonometric f on a part [c, d] of the domain, from a trial g with bound eps: with F = e^{g - V},
 *   E_rho~ f = int_c^d F f / int F,   |E_rho f - E_rho~ f| at most (e^eps - 1) max|f|.
 * Both integrals by Clenshaw-Curtis with N + 1 points on their own interval. F f is entire; on the ellipse of [c, d] with parameter r it is at most M, and the
 * error at most 8 pi M r^-N/(1 - 1/r) times (d - c)/2, for the best of several r. On that ellipse |T_k(xi)| is at most r^k, because it lies inside the ellipse of
 * the whole domain with the same r; a wave of order k is at most e^{k y}, y = (d - c)/2 (r - 1/r)/2.
 * Roundings: nodes within dx of their place, T_k by recurrence within 4 k^2 u, and moved by k^2 times the error of xi.   Source: proofs-notes, G8.
 */
public final class TrialExpectation {
  private static final double[] RADII = {1.01, 1.02, 1.04, 1.07, 1.1, 1.15, 1.25, 1.5, 2};

  private final SpectralProblem problem;
  private final BallSeries exponent;
  private final double[] cosines;
  private final double[] weights;
  private final double factor;
  private final double shift;

  /** For the trial of one time. */
  public TrialExpectation(SpectralProblem problem, double[] trial, double eps) {
    this.problem = problem;
    TrialFigures figures = new TrialFigures(problem);
    exponent = figures.exponent(figures.series(trial));
    cosines = figures.halfCircle();
    weights = figures.clenshawCurtis();
    factor = Math.expm1(eps) * (1 + 8 * UNIT);
    double size = 0;
    for (int k = 0; k < exponent.modes; k++) {
      size += Math.abs(exponent.mid[0][k]);
    }
    Nodes all = new Nodes(problem.lower(), problem.upper(), size);
    double most = Double.NEGATIVE_INFINITY;
    for (double l : all.logDensity) {
      most = Math.max(most, l);
    }
    shift = most;
  }

  /** E_rho f; the error is guaranteed. */
  public Estimate of(SpectralFunction f) {
    if (f.from() == f.to()) {
      return new Estimate(0, 0);
    }
    SpectralFunction one =
        new SpectralFunction("1", false, new double[] {1}, problem.lower(), problem.upper());
    double reach = Math.max(Math.abs(f.from()), Math.abs(f.to()));
    return integral(f).over(integral(one)).widened(factor * size(f, reach, 0)).estimate();
  }

  /** int_from^to F f e^-shift. */
  private Ball integral(SpectralFunction f) {
    double size = 0;
    for (int k = 0; k < exponent.modes; k++) {
      size += Math.abs(exponent.mid[0][k]);
    }
    Nodes nodes = new Nodes(f.from(), f.to(), size);
    double fMost = size(f, nodes.reach, 0);
    double fError =
        slope(f, nodes.reach) * nodes.dx + fMost * 4 * (f.coefficients().length + 2) * UNIT;
    if (f.waves()) {
      fError += fMost * (f.coefficients().length * nodes.reach) * UNIT; // arguments k x
    }
    double sum = 0;
    double sizes = 0;
    double plain = 0;
    double top = 0;
    for (int j = 0; j < weights.length; j++) {
      double density = StrictMath.exp(nodes.logDensity[j] - shift);
      double y = value(f, nodes.x[j]);
      sum += weights[j] * density * y;
      sizes += weights[j] * density * Math.abs(y);
      plain += density;
      top = Math.max(top, density);
    }
    int n = weights.length;
    double relative = Math.expm1(nodes.error) * (1 + 1e-6) + 4 * UNIT * (Math.abs(shift) + 1);
    double error =
        (relative + (n + 8) * UNIT) * sizes
            + 4 * UNIT * (1 + 64.0 / n) * (1 + relative) * plain * (fMost + fError)
            + fError * 2 * top * (1 + relative)
            + truncation(f, nodes);
    double lengthError = 4 * UNIT * nodes.reach / nodes.half + 8 * UNIT;
    return new Ball(
        nodes.half * sum,
        nodes.half * (error + lengthError * (Math.abs(sum) + error)) * (1 + 1e-6));
  }

  /** 8 pi M r^-N/(1 - 1/r) for the best r. */
  private double truncation(SpectralFunction f, Nodes nodes) {
    double best = Double.POSITIVE_INFINITY;
    for (double r : RADII) {
      double y = nodes.half * 0.5 * (r - 1 / r);
      double log = -shift;
      for (int k = 0; k < exponent.modes; k++) {
        double c = Math.abs(exponent.mid[0][k]) + exponent.rad[0][k];
        double growth = problem.periodic() ? Math.exp((k + 1) / 2 * y) : Math.pow(r, k);
        log += k == 0 ? exponent.mid[0][0] + exponent.rad[0][0] : c * growth;
      }
      double stretched = nodes.reach + nodes.half * r;
      log += Math.log(8 * Math.PI * (size(f, stretched, y) + 1e-300));
      log -= (weights.length - 1) * Math.log(r) + Math.log1p(-1 / r);
      best = Math.min(best, Math.exp(log + 1e-6 * Math.abs(log)));
    }
    return best;
  }

  private static double value(SpectralFunction f, double x) {
    double[] c = f.coefficients();
    double sum = 0;
    for (int k = c.length - 1; k >= 0; k--) {
      if (f.waves()) {
        int order = (k + 1) / 2;
        sum +=
            c[k] * (k % 2 == 1 || k == 0 ? StrictMath.cos(order * x) : StrictMath.sin(order * x));
      } else {
        sum = sum * x + c[k];
      }
    }
    return sum;
  }

  /** Bound of |f| for |x| at most reach and |Im x| at most y. */
  private static double size(SpectralFunction f, double reach, double y) {
    double sum = 0;
    for (int k = 0; k < f.coefficients().length; k++) {
      double most = f.waves() ? Math.exp((k + 1) / 2 * y) : Math.pow(reach, k);
      sum += Math.abs(f.coefficients()[k]) * most;
    }
    return sum * (1 + 1e-12);
  }

  /** Bound of |f'| for real x with |x| at most reach. */
  private static double slope(SpectralFunction f, double reach) {
    double sum = 0;
    for (int k = 1; k < f.coefficients().length; k++) {
      double most = f.waves() ? (k + 1) / 2 : k * Math.pow(reach, k - 1);
      sum += Math.abs(f.coefficients()[k]) * most;
    }
    return sum * (1 + 1e-12);
  }

  /** Clenshaw-Curtis nodes of an interval, g - V at them, and the error of that. */
  private final class Nodes {
    final double[] x = new double[weights.length];
    final double[] logDensity = new double[weights.length];
    final double half;
    final double reach;
    final double dx;
    final double error;

    Nodes(double from, double to, double size) {
      half = 0.5 * (to - from);
      reach = Math.max(Math.abs(from), Math.abs(to));
      dx = (TrialFigures.COSINE + 8 * UNIT) * half + 16 * UNIT * reach;
      double mid = 0.5 * (from + to);
      double centre = 0.5 * (problem.lower() + problem.upper());
      double scale = 0.5 * (problem.upper() - problem.lower());
      double dxi = (dx + 8 * UNIT * (Math.abs(centre) + scale)) / scale + 4 * UNIT;
      double off = 0;
      for (int k = 0; k < exponent.modes; k++) {
        int order = (k + 1) / 2;
        double moved =
            problem.periodic()
                ? order * dx + (order * reach + 4) * UNIT
                : (double) k * k * (dxi + 4 * UNIT) + 4 * UNIT;
        off += exponent.rad[0][k] + Math.abs(exponent.mid[0][k]) * moved;
      }
      error = off * (1 + 1e-6) + (exponent.modes + 8) * UNIT * size;
      for (int j = 0; j < x.length; j++) {
        x[j] = mid + half * cosines[j];
        logDensity[j] =
            problem.periodic()
                ? wave(x[j])
                : chebyshev(Math.max(-1, Math.min(1, (x[j] - centre) / scale)));
      }
    }

    private double wave(double at) {
      double sum = 0;
      for (int k = exponent.modes - 1; k >= 0; k--) {
        int order = (k + 1) / 2;
        double e = k % 2 == 1 || k == 0 ? StrictMath.cos(order * at) : StrictMath.sin(order * at);
        sum += exponent.mid[0][k] * e;
      }
      return sum;
    }

    private double chebyshev(double xi) {
      double before = 1;
      double now = xi;
      double sum = exponent.mid[0][0];
      for (int k = 1; k < exponent.modes; k++) {
        sum += exponent.mid[0][k] * now;
        double next = 2 * xi * now - before;
        before = now;
        now = next;
      }
      return sum;
    }
  }
}
