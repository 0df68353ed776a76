package wfr.spec;

import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.InitialLaw;
import wfr.model.MixtureLaw;
import wfr.model.PolynomialPotential;
import wfr.model.Potential;
import wfr.model.WfrProblem;

/** Problems on which claims are checked: asymmetric, because a symmetric target hides signs. */
public final class Problems {
  private Problems() {}

  /** pi = N(0.7, 1.5), rho_0 = N(-0.5, 0.6) on [-9, 10]: closed form B6. */
  public static WfrProblem gaussian(double lambda, double diffusivity) {
    return line(GaussianLaw.of(0.7, 1.5), GaussianLaw.of(-0.5, 0.6), -9, 10, lambda, diffusivity);
  }

  /** V = 3 (x^2 - 1)^2 + 0.7 x, rho_0 = N(0.6, 0.2) on [-3, 3]. */
  public static WfrProblem tiltedWell(double lambda, double diffusivity) {
    return line(
        PolynomialPotential.doubleWell(3, 0.7),
        GaussianLaw.of(0.6, 0.2),
        -3,
        3,
        lambda,
        diffusivity);
  }

  /** V = 1.2 (x^2 - 1)^2 + 0.7 x, rho_0 = N(0.3, 0.15) on [-3, 3]. */
  public static WfrProblem shallowWell(double lambda, double diffusivity) {
    return line(
        PolynomialPotential.doubleWell(1.2, 0.7),
        GaussianLaw.of(0.3, 0.15),
        -3,
        3,
        lambda,
        diffusivity);
  }

  /** Three unequal Gaussians against a broad start, on [-6, 7]. */
  public static WfrProblem mixture(double lambda, double diffusivity) {
    return line(
        MixtureLaw.of(
            new double[] {0.5, 0.2, 0.3}, new double[] {-2, 0.5, 3}, new double[] {0.5, 0.3, 0.8}),
        GaussianLaw.of(-1, 1.2),
        -6,
        7,
        lambda,
        diffusivity);
  }

  /** V = 30 (x^2 - 1)^2, rho_0 = N(-1, 0.09) on [-2.2, 2.2]: transport alone does not cross. */
  public static WfrProblem steepBarrier(double lambda) {
    return line(
        PolynomialPotential.doubleWell(30, 0), GaussianLaw.of(-1, 0.09), -2.2, 2.2, lambda, 1);
  }

  /** The tilted well on a no-flux interval whose boundary carries mass. */
  public static WfrProblem loadedBoundary(double lambda, double diffusivity) {
    return new WfrProblem(
        new PolynomialPotential(0, 0.9, -0.8, 0.3, 0.4),
        GaussianLaw.of(0.8, 0.5),
        Domain.interval(-1.4, 1.2, Domain.Boundary.NO_FLUX),
        lambda,
        diffusivity);
  }

  /** V = 2 cos 2x + 0.5 sin x on the circle. */
  public static WfrProblem torus(double lambda, double diffusivity) {
    return circle(2 * Math.PI, lambda, diffusivity);
  }

  /** The same on a circle of length 6, where V and rho_0 jump as it closes. */
  public static WfrProblem seam(double lambda, double diffusivity) {
    return circle(6, lambda, diffusivity);
  }

  private static WfrProblem circle(double length, double lambda, double diffusivity) {
    return new WfrProblem(
        new Potential() {
          @Override
          public int dimension() {
            return 1;
          }

          @Override
          public double value(double[] x) {
            return 2 * Math.cos(2 * x[0]) + 0.5 * Math.sin(x[0]);
          }

          @Override
          public void gradient(double[] x, double[] gradient) {
            gradient[0] = -4 * Math.sin(2 * x[0]) + 0.5 * Math.cos(x[0]);
          }
        },
        new InitialLaw() {
          @Override
          public int dimension() {
            return 1;
          }

          @Override
          public double logDensity(double[] x) {
            return 1.5 * Math.cos(x[0] - 0.4);
          }
        },
        Domain.interval(0, length, Domain.Boundary.PERIODIC),
        lambda,
        diffusivity);
  }

  private static WfrProblem line(
      Potential v, InitialLaw initial, double a, double b, double lambda, double diffusivity) {
    return new WfrProblem(
        v, initial, Domain.interval(a, b, Domain.Boundary.LINE), lambda, diffusivity);
  }
}
