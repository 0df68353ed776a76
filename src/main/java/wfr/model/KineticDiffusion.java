package wfr.model;

/**
 * A kinetic diffusion with weights, dX = V dt, dV = -U'(X) dt - g V dt + sqrt(2g) dW, (log w)' = r(X, V, t).
 *
 * @param potential U
 * @param friction g at least 0
 * @param rate r
 */
public record KineticDiffusion(Potential potential, double friction, Rate rate) {
  /** A function of position, velocity and time. */
  @FunctionalInterface
  public interface Rate {
    /** Value at (x, v, t). */
    double at(double x, double v, double t);
  }
}
