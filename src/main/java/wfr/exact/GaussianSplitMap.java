package wfr.exact;

import wfr.model.GaussianLaw;
import wfr.model.SplittingScheme;

/**
 * Splitting of the Gaussian WFR flow into exact sub-flows, n steps of length h in closed form. With p = 1/s, F = 1/(c - s) every scheme is affine
 * with the one multiplier a = e^{(2Dp + lambda) h}:   F_n = a^n (F_0 + k) - k,   y_n/y_0 = e^{D p n h} (c_n - s)/(c_0 - s),
 *   k exact       lambda p/(2Dp + lambda)
 *   k lie-wfr     p (e^{lambda h} - 1)/(a - 1)
 *   k lie-frw     e^{2Dph} k lie-wfr
 *   k strang-wfrw e^{Dph} k lie-wfr
 *   k strang      p (e^{lambda h/2} - 1)(1 + e^{2Dph + lambda h/2})/(a - 1)
 * Special cases: c_0 = s stays there and y_n = y_0 e^{-(lambda + Dp) n h} for every scheme, since then W and FR commute on the mean.
 * Accuracy: a few ulp times the size of a^n. Source: proofs-notes, C2, C3.
 */
public final class GaussianSplitMap {
  private final double targetMean;
  private final double p;
  private final double lambda;
  private final double d;
  private final double h;
  private final double k;

  /**
   * @param target N(m*, s)
   * @param lambda reaction rate
   * @param diffusivity D
   * @param step h
   * @param scheme scheme, or null for the exact flow
   */
  public GaussianSplitMap(
      GaussianLaw target, double lambda, double diffusivity, double step, SplittingScheme scheme) {
    targetMean = target.mean()[0];
    p = target.precision()[0][0];
    this.lambda = lambda;
    this.d = diffusivity;
    this.h = step;
    k = constant(scheme, p, lambda, diffusivity, step);
  }

  /** k of a scheme, null being the exact flow, for the precision p. */
  static double constant(SplittingScheme scheme, double p, double lambda, double d, double h) {
    double rate = 2 * d * p + lambda;
    if (scheme == null) {
      return lambda * p / rate;
    }
    double wfr = p * Math.expm1(lambda * h) / Math.expm1(rate * h);
    return switch (scheme) {
      case LIE_WFR -> wfr;
      case LIE_FRW -> Math.exp(2 * d * p * h) * wfr;
      case STRANG_WFRW -> Math.exp(d * p * h) * wfr;
      case STRANG ->
          p
              * Math.expm1(lambda * h / 2)
              * (1 + Math.exp(2 * d * p * h + lambda * h / 2))
              / Math.expm1(rate * h);
    };
  }

  /** Law after n steps from N(m_0, c_0). */
  public GaussianLaw after(GaussianLaw initial, int n) {
    double e0 = initial.covariance()[0][0] - 1 / p;
    double y0 = initial.mean()[0] - targetMean;
    double exponent = (2 * d * p + lambda) * n * h;
    // E_n = E_0 / (a^n (1 + k E_0) - k E_0), from F_n = a^n (F_0 + k) - k.
    double ratio = 1 / (Math.exp(exponent) * (1 + k * e0) - k * e0);
    double y = y0 * Math.exp(d * p * n * h) * ratio;
    return GaussianLaw.of(targetMean + y, 1 / p + e0 * ratio);
  }

  /** KL to the target after n steps. */
  public double kl(GaussianLaw initial, int n) {
    GaussianLaw law = after(initial, n);
    return GaussianFlow.divergence(law.mean()[0] - targetMean, law.covariance()[0][0], 1 / p);
  }
}
