package wfr.model;

/**
 * The Feynman-Kac problems that close on Gaussians: dX = -kappa (X - centre) dt + sigma dW with k(x) = q x^2 + l x + c.
 * Special cases: kappa = 0 is Brownian motion; q may have either sign, c is a factor e^{-cT}.
 *
 * @param reversion kappa, of either sign
 * @param centre point of rest
 * @param noise sigma^2 > 0 (2 D in the scenario's convention)
 * @param quadratic q
 * @param linear l
 * @param constant c
 */
public record LinearQuadratic(
    double reversion,
    double centre,
    double noise,
    double quadratic,
    double linear,
    double constant) {
  /** Checks that all is finite and the noise positive. */
  public LinearQuadratic {
    if (!(noise > 0)
        || !Double.isFinite(reversion + centre + noise + quadratic + linear + constant)) {
      throw new IllegalArgumentException(
          "a linear-quadratic problem needs finite coefficients and sigma^2 > 0: " + noise);
    }
  }

  /** The same diffusion with factor times the killing. */
  public LinearQuadratic withKilling(double factor) {
    return new LinearQuadratic(
        reversion, centre, noise, factor * quadratic, factor * linear, factor * constant);
  }
}
