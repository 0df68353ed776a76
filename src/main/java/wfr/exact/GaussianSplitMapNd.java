package wfr.exact;

import wfr.model.GaussianLaw;
import wfr.model.SplittingScheme;
import wfr.model.WfrProblem;

/**
 * {@link GaussianSplitMap} in d dimensions, covariances that need not commute: with F = (G^{-1/2} (C - G) G^{-1/2})^{-1} every scheme is affine with the one multiplier A = e^{Bh}, B = DP + lambda/2,
 *   F_n + k = A^n (F_0 + k) A^n,   F_n z_n = e^{DP nh} F_0 z_0,   z = G^{-1/2} (m - m*),
 * k the function of P whose value at the precision p is the line's k over p. As K_t = k(P) P^{-1} (I - e^{-2Bt}) this is the formula of {@link GaussianFlowNd}, so it holds for a singular C_0 - G too.
 * Special cases: scheme null is the exact flow. Accuracy: that of GaussianFlowNd. Source: proofs-notes, C2N.
 */
public final class GaussianSplitMapNd {
  private final GaussianLaw target;
  private final double lambda;
  private final double d;
  private final double h;
  private final SplittingScheme scheme;

  /**
   * @param target N(m*, G)
   * @param lambda reaction rate
   * @param diffusivity D
   * @param step h
   * @param scheme scheme, or null for the exact flow
   */
  public GaussianSplitMapNd(
      GaussianLaw target, double lambda, double diffusivity, double step, SplittingScheme scheme) {
    this.target = target;
    this.lambda = lambda;
    this.d = diffusivity;
    this.h = step;
    this.scheme = scheme;
  }

  /** Of a problem between Gaussians. */
  public static GaussianSplitMapNd of(WfrProblem gaussians, double step, SplittingScheme scheme) {
    return new GaussianSplitMapNd(
        (GaussianLaw) gaussians.potential(),
        gaussians.reactionRate(),
        gaussians.diffusivity(),
        step,
        scheme);
  }

  /** Law after n steps. */
  public GaussianLaw after(GaussianLaw initial, int n) {
    return new GaussianFlowNd(
            target, initial, lambda, d, p -> GaussianSplitMap.constant(scheme, p, lambda, d, h))
        .law(n * h);
  }
}
