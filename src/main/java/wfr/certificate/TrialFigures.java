package wfr.certificate;

import static wfr.math.ErrorFree.UNIT;

import java.util.List;
import wfr.math.Estimate;
import wfr.model.SpectralProblem;

/**
 * Enclosures of functionals of the solution from a trial g with bound eps: with F = e^{g - V}, E = e^eps - 1,
 *   |E_rho f - E_rho~ f| at most E max|f|,   |KL(rho) - KL(rho~)| at most E (sum of nonconstant |g_k|) + eps.
 * Integrals of F f by Clenshaw-Curtis (interval) or the trapezoidal rule (torus) with N points. F f is entire; on the ellipse (strip) where
 * |e_k| is at most r^k it is bounded by M, its coefficients by 2 M r^-k, and both rules are exact below N, so that the error is at most
 * 8 pi M r^-N/(1 - 1/r), for the best of several r. Roundings: nodes are cosines of integer multiples of pi/N, each within 32 u.
 * Source: proofs-notes, G8.
 */
public final class TrialFigures {
  private static final int POINTS = 2048;
  static final double COSINE = 32 * UNIT;
  private static final double[] RADII = {1.01, 1.02, 1.04, 1.07, 1.1, 1.15, 1.25, 1.5};

  private final SpectralProblem problem;
  private final SpectralBasis basis;
  private final BallSeries v;
  private final double[] cosines = new double[2 * POINTS];
  private final double[] weights;

  /** For one problem. */
  public TrialFigures(SpectralProblem problem) {
    this.problem = problem;
    SpectralTerms terms = new SpectralTerms(problem);
    basis = terms.basis;
    v = terms.potential;
    for (int i = 0; i < cosines.length; i++) {
      cosines[i] = StrictMath.cos(Math.PI * i / POINTS);
    }
    weights = problem.periodic() ? trapezoid() : clenshawCurtis();
  }

  /** On an interval mean, variance, KL(rho|pi); on a torus E cos x, E sin x, KL. The errors are guaranteed. */
  public List<Estimate> of(double[] trial, double eps) {
    BallSeries g = series(trial);
    double size = 0;
    for (int k = 1; k < g.modes; k++) {
      size += Math.abs(g.mid[0][k]) + g.rad[0][k];
    }
    size *= 1 + 4 * g.modes * UNIT;
    BallSeries target = new BallSeries(basis, 1, v.modes);
    target.add(-1, 0, v, 4);
    Density rho = new Density(exponent(g));
    Density pi = new Density(target);
    Ball one = rho.integral(null, 0, 0, 1);
    double e = Math.expm1(eps) * (1 + 8 * UNIT);
    Ball first = rho.integral(values(1), COSINE, 1, 1).over(one);
    Ball second =
        problem.periodic()
            ? rho.integral(values(2), COSINE, 1, 1).over(one)
            : rho.integral(squared(values(1)), 3 * COSINE, 2, 1).over(one);
    Ball kl = klOf(rho, pi, one, g, size).widened(e * size + eps);
    if (problem.periodic()) {
      return List.of(first.widened(e).estimate(), second.widened(e).estimate(), kl.estimate());
    }
    double mid = 0.5 * (problem.lower() + problem.upper());
    double half = 0.5 * (problem.upper() - problem.lower());
    Ball mean = first.widened(e).scaled(half).plus(new Ball(mid, 4 * UNIT * Math.abs(mid)));
    Ball variance = second.minusSquareOf(first).widened(3 * e).scaled(half * half);
    return List.of(mean.estimate(), variance.estimate(), kl.estimate());
  }

  BallSeries series(double[] trial) {
    BallSeries g = new BallSeries(basis, 1, Math.max(basis.reach(trial.length), v.modes));
    for (int k = 0; k < trial.length; k++) {
      double c = trial[k];
      basis.value(k, (e, value, error) -> g.add(0, e, value, error, c, 0, 16));
    }
    return g;
  }

  /** g - V. */
  BallSeries exponent(BallSeries g) {
    BallSeries exponent = new BallSeries(basis, 1, g.modes);
    exponent.add(1, 0, g, 4);
    exponent.add(-1, 0, v, 4);
    return exponent;
  }

  /**
   * The density of the solution, with guaranteed errors, at x_j = (a+b)/2 + (b-a)/2 cos(j pi/n), j = 0 .. n, on an interval and at
   * x_j = 2 pi j/n, j = 0 .. n-1, on a torus.
   *
   * @param n a power of two up to 2048
   */
  public List<Estimate> density(double[] trial, double eps, int n) {
    Density rho = new Density(exponent(series(trial)));
    double length =
        problem.periodic() ? 1 : 0.5 * (problem.upper() - problem.lower()); // dx = length dxi
    Ball one = rho.integral(null, 0, 0, 1).scaled(length);
    List<Estimate> out = new java.util.ArrayList<>();
    for (int j = 0; j < weights.length; j += POINTS / n) {
      Ball value = new Ball(rho.values[j], rho.values[j] * rho.relative).over(one);
      out.add(value.widened(value.value * Math.expm1(eps) * (1 + 1e-6)).estimate());
    }
    return out;
  }

  /** int rho~ g - log int e^{g-V} + log int e^{-V}, g without its constant in both places. */
  private Ball klOf(Density rho, Density pi, Ball one, BallSeries g, double size) {
    double constant = g.mid[0][0];
    double[] values = new double[weights.length];
    double error = 0;
    for (int k = 1; k < g.modes; k++) {
      double[] e = values(k);
      for (int j = 0; j < values.length; j++) {
        values[j] += g.mid[0][k] * e[j];
      }
      error += g.rad[0][k] + Math.abs(g.mid[0][k]) * (COSINE + (g.modes + 4) * UNIT);
    }
    error = error * (1 + g.modes * UNIT);
    Ball mean = rho.integral(values, error, g.modes, size).over(one);
    Ball logs = pi.integral(null, 0, 0, 1).log(pi.shift).plus(one.log(rho.shift).negated());
    return mean.plus(logs).plus(new Ball(constant, g.rad[0][0] + 4 * UNIT * Math.abs(constant)));
  }

  /** e_k at all nodes. */
  private double[] values(int k) {
    double[] out = new double[weights.length];
    for (int j = 0; j < out.length; j++) {
      long index =
          problem.periodic()
              ? 2L * ((k + 1) / 2) * j - (k % 2 == 1 || k == 0 ? 0 : POINTS / 2)
              : (long) k * j;
      out[j] = cosines[(int) Math.floorMod(index, (long) cosines.length)];
    }
    return out;
  }

  private static double[] squared(double[] x) {
    double[] out = x.clone();
    java.util.Arrays.setAll(out, j -> x[j] * x[j]);
    return out;
  }

  private static double[] trapezoid() {
    double[] w = new double[POINTS];
    java.util.Arrays.fill(w, 2 * Math.PI / POINTS);
    return w;
  }

  /** cos(i pi/N), i = 0 .. N. */
  double[] halfCircle() {
    return java.util.Arrays.copyOf(cosines, POINTS + 1);
  }

  /** Weights of the rule on [-1, 1]. */
  double[] clenshawCurtis() {
    double[] w = new double[POINTS + 1];
    for (int j = 0; j <= POINTS; j++) {
      double sum = 1;
      for (int k = 1; k <= POINTS / 2; k++) {
        double b = k == POINTS / 2 ? 1 : 2;
        sum -= b / (4.0 * k * k - 1) * cosines[(int) (2L * k * j % cosines.length)];
      }
      w[j] = sum * (j == 0 || j == POINTS ? 1 : 2) / POINTS;
    }
    return w;
  }

  /** e^G, divided by e^shift. */
  private final class Density {
    private final BallSeries g;
    private final double[] values;
    private final double relative;
    private final double shift;

    Density(BallSeries g) {
      this.g = g;
      values = new double[weights.length];
      double error = 0;
      double most = Double.NEGATIVE_INFINITY;
      double size = 0;
      for (int k = 0; k < g.modes; k++) {
        double c = g.mid[0][k];
        double[] e = values(k);
        for (int j = 0; j < values.length; j++) {
          values[j] += c * e[j];
        }
        size += Math.abs(c);
        error += g.rad[0][k] + Math.abs(c) * COSINE;
      }
      for (double value : values) {
        most = Math.max(most, value);
      }
      shift = most;
      for (int j = 0; j < values.length; j++) {
        values[j] = StrictMath.exp(values[j] - shift);
      }
      relative = Math.expm1(error + (g.modes + 8) * UNIT * size + 4 * UNIT) * (1 + 1e-6);
    }

    /** int e^{G - shift} f, f at the nodes within an error, a series of that degree whose coefficients sum to fMost in size. */
    Ball integral(double[] f, double fError, int degree, double fMost) {
      double sum = 0;
      double sizes = 0;
      double plain = 0;
      for (int j = 0; j < values.length; j++) {
        double y = f == null ? 1 : f[j];
        sum += weights[j] * values[j] * y;
        sizes += weights[j] * values[j] * Math.abs(y);
        plain += values[j];
      }
      int n = weights.length;
      double weightError = 4 * UNIT * (1 + 64.0 / n);
      double error =
          (relative + (n + 8) * UNIT) * sizes
              + (weightError * (1 + relative) * plain) * (fMost + fError)
              + fError * 2 * Math.PI * (1 + relative)
              + truncation(fMost + fError, degree);
      return new Ball(sum, error * (1 + 1e-6));
    }

    /** 8 pi M r^-N/(1 - 1/r) for the best r; |f| on the ellipse is at most fMost r^degree. */
    private double truncation(double fMost, int degree) {
      double best = Double.POSITIVE_INFINITY;
      for (double r : RADII) {
        double log = -shift;
        for (int k = 0; k < g.modes; k++) {
          int power = problem.periodic() ? (k + 1) / 2 : k;
          double c = Math.abs(g.mid[0][k]) + g.rad[0][k];
          log += k == 0 ? g.mid[0][0] + g.rad[0][0] : c * Math.pow(r, power);
        }
        log += Math.log(8 * Math.PI * (fMost + 1e-300)) + degree * Math.log(r);
        log -= POINTS * Math.log(r) + Math.log1p(-1 / r);
        best = Math.min(best, Math.exp(log + 1e-6 * Math.abs(log)));
      }
      return best;
    }
  }

  /** value +- error, guaranteed. */
  record Ball(double value, double error) {
    Ball plus(Ball o) {
      double s = value + o.value;
      return new Ball(s, (error + o.error + 2 * UNIT * Math.abs(s)) * (1 + 8 * UNIT));
    }

    Ball negated() {
      return new Ball(-value, error);
    }

    Ball widened(double by) {
      return new Ball(value, (error + by) * (1 + 8 * UNIT));
    }

    Ball scaled(double factor) {
      double v = value * factor;
      return new Ball(v, (error * Math.abs(factor) + 8 * UNIT * Math.abs(v)) * (1 + 8 * UNIT));
    }

    /** Quotient by a positive ball. */
    Ball over(Ball o) {
      double v = value / o.value;
      double e = (error + Math.abs(v) * o.error) / (o.value - o.error) + 4 * UNIT * Math.abs(v);
      return new Ball(v, o.value > o.error ? e * (1 + 16 * UNIT) : Double.POSITIVE_INFINITY);
    }

    Ball minusSquareOf(Ball o) {
      double v = value - o.value * o.value;
      double e = error + (2 * Math.abs(o.value) + o.error) * o.error;
      return new Ball(v, (e + 4 * UNIT * (Math.abs(value) + 1)) * (1 + 16 * UNIT));
    }

    /** shift + log. */
    Ball log(double shift) {
      double relative = error / (value - error);
      double v = shift + StrictMath.log(value);
      double e = relative * (1 + 8 * UNIT) + 4 * UNIT * (Math.abs(shift) + Math.abs(v) + 1);
      return new Ball(v, value > error ? e : Double.POSITIVE_INFINITY);
    }

    Estimate estimate() {
      return new Estimate(value, error);
    }
  }
}
