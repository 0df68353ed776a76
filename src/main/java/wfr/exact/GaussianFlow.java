package wfr.exact;

import wfr.model.GaussianLaw;
import wfr.model.LogDensityOracle;

/**
 * The WFR flow of a Gaussian towards a Gaussian on the line, pi = N(m*, s), rho_0 = N(m_0, c_0), any D, lambda >= 0:
 *   (c_t - s)/(2D + lambda c_t) = (c_0 - s)/(2D + lambda c_0) e^{-(lambda + 2D/s) t},
 *   m_t - m* = (m_0 - m*) e^{-(lambda + D/s) t} (2D + lambda c_t)/(2D + lambda c_0).
 * Special cases: lambda = 0 is Ornstein-Uhlenbeck (B5); D = 0 is Fisher-Rao, 1/c_t affine in e^{-lambda t} (B1); D = lambda = 0 stands still;
 * c_0 = s keeps the variance.
 * Accuracy: a few ulp; the formula is solved for c_t without cancellation for c_0 near s. Source: proofs-notes, B5, B6.
 */
public final class GaussianFlow implements LogDensityOracle {
  private final double targetMean;
  private final double s;
  private final double m0;
  private final double c0;
  private final double lambda;
  private final double d;

  /**
   * @param target N(m*, s)
   * @param initial N(m_0, c_0)
   * @param lambda reaction rate
   * @param diffusivity D
   */
  public GaussianFlow(GaussianLaw target, GaussianLaw initial, double lambda, double diffusivity) {
    if (target.dimension() != 1 || initial.dimension() != 1) {
      throw new IllegalArgumentException(
          "the closed form on the line needs dimension 1: " + target.dimension());
    }
    targetMean = target.mean()[0];
    s = target.covariance()[0][0];
    m0 = initial.mean()[0];
    c0 = initial.covariance()[0][0];
    this.lambda = lambda;
    this.d = diffusivity;
  }

  /** c_t. */
  public double variance(double t) {
    if (d == 0 && lambda == 0) {
      return c0;
    }
    double q = (c0 - s) / (2 * d + lambda * c0) * Math.exp(-(lambda + 2 * d / s) * t);
    return (s + 2 * d * q) / (1 - lambda * q);
  }

  /** m_t. */
  public double mean(double t) {
    if (d == 0 && lambda == 0) {
      return m0;
    }
    double factor = (2 * d + lambda * variance(t)) / (2 * d + lambda * c0);
    return targetMean + (m0 - targetMean) * Math.exp(-(lambda + d / s) * t) * factor;
  }

  /** KL(rho_t|pi) = (r - 1 - log r)/2 + y^2/(2 s), r = c/s, y = m - m*. */
  public double kl(double t) {
    return divergence(mean(t) - targetMean, variance(t), s);
  }

  /** KL(pi|rho_t). */
  public double reverseKl(double t) {
    return divergence(mean(t) - targetMean, s, variance(t));
  }

  /** E_rho |h'|^2 = (1/s - 1/c)^2 c + y^2/s^2. */
  public double fisherInformation(double t) {
    double c = variance(t);
    double y = mean(t) - targetMean;
    double e = (c - s) / (s * c);
    return e * e * c + y * y / (s * s);
  }

  /** Var_rho h = (c/s - 1)^2/2 + c y^2/s^2. */
  public double logRatioVariance(double t) {
    double c = variance(t);
    double y = mean(t) - targetMean;
    double e = (c - s) / s;
    return 0.5 * e * e + c * y * y / (s * s);
  }

  /** KL of N(y, c) from N(0, s), exact to rounding for c near s. */
  public static double divergence(double y, double c, double s) {
    double e = (c - s) / s;
    return 0.5 * (e - Math.log1p(e)) + y * y / (2 * s);
  }

  @Override
  public void logDensity(double time, double[] x, int from, int n, double[] out) {
    double c = variance(time);
    double m = mean(time);
    double constant = -0.5 * Math.log(2 * Math.PI * c);
    for (int i = 0; i < n; i++) {
      double y = x[from + i] - m;
      out[i] = constant - y * y / (2 * c);
    }
  }

  /** E_rho(log rho + V), V = (x - m*)^2/(2 s): KL - log sqrt(2 pi s). */
  @Override
  public double meanLogRatio(double time) {
    return kl(time) - 0.5 * Math.log(2 * Math.PI * s);
  }
}
