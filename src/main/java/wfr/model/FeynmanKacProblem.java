package wfr.model;

/**
 * The linear Feynman-Kac expectation in one dimension
 *   u(x, T) = E_x[ f(X_T) exp(-int_0^T k(X_s) ds) ],   dX = -D V'(X) dt + sqrt(2 D) dW,   X_0 = x,
 * k of either sign: killing where positive, branching where negative. Every smooth drift on the line is such a gradient.
 * On the line the domain only says where to begin to look; with no flux or a torus it is the space.
 *
 * @param potential V
 * @param diffusivity D, above 0
 * @param killing k
 * @param functional f
 * @param start x, in the domain
 * @param horizon T, at least 0
 * @param domain box with the meaning of its boundary
 */
public record FeynmanKacProblem(
    Potential potential,
    double diffusivity,
    ScalarField killing,
    ScalarField functional,
    double start,
    double horizon,
    Domain domain) {
  /** Checks ranges. */
  public FeynmanKacProblem {
    if (!(diffusivity > 0) || Double.isInfinite(diffusivity)) {
      throw new IllegalArgumentException("diffusivity D must be > 0 and finite: " + diffusivity);
    }
    if (!(horizon >= 0) || Double.isInfinite(horizon)) {
      throw new IllegalArgumentException("horizon T must be >= 0 and finite: " + horizon);
    }
    if (domain.dimension() != 1 || !(start >= domain.left() && start <= domain.right())) {
      throw new IllegalArgumentException(
          "start must lie in the domain [" + domain.left() + ", " + domain.right() + "]: " + start);
    }
  }

  /** The second moment E_x[f^2 exp(-2 int k)] as a problem of its own. */
  public FeynmanKacProblem squared() {
    return new FeynmanKacProblem(
        potential,
        diffusivity,
        combined(killing, 2, 1),
        combined(functional, 1, 2),
        start,
        horizon,
        domain);
  }

  /** The same from another start. */
  public FeynmanKacProblem from(double x) {
    return new FeynmanKacProblem(potential, diffusivity, killing, functional, x, horizon, domain);
  }

  /** The same on another box. */
  public FeynmanKacProblem on(Domain box) {
    return new FeynmanKacProblem(potential, diffusivity, killing, functional, start, horizon, box);
  }

  /** The same with another horizon. */
  public FeynmanKacProblem until(double time) {
    return new FeynmanKacProblem(potential, diffusivity, killing, functional, start, time, domain);
  }

  /** factor g^power with the breakpoints of g. */
  private static ScalarField combined(ScalarField g, double factor, int power) {
    return new ScalarField() {
      @Override
      public double value(double[] x) {
        return value(x[0]);
      }

      @Override
      public double value(double x) {
        double v = g.value(x);
        return factor * (power == 2 ? v * v : v);
      }

      @Override
      public double[] breakpoints(int axis, double[] point, double lower, double upper) {
        return g.breakpoints(axis, point, lower, upper);
      }
    };
  }
}
