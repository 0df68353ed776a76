package wfr.spec;

import wfr.model.Domain;
import wfr.model.InitialLaw;
import wfr.model.Potential;
import wfr.model.WfrProblem;

/**
 * Two problems of the line with one lambda and one D, as one problem of the plane whose axes are turned by an angle: with a = c x + s y,
 * b = -s x + c y, V(x, y) = V_1(a) + V_2(b) and rho_0 likewise. The rectangle is the factors' own where the angle is 0; turned, it is the
 * one whose sides are the larger of the factors' extents, so that nothing of weight reaches its edge.
 *
 * @param first problem along a
 * @param second problem along b
 * @param angle of the a-axis against the x-axis
 */
public record RotatedProduct(WfrProblem first, WfrProblem second, double angle) {
  /** The problem in the plane. */
  public WfrProblem problem() {
    double a = angle == 0 ? first.domain().left() : -reach();
    double b = angle == 0 ? first.domain().right() : reach() + 0.25;
    double c = angle == 0 ? second.domain().left() : -reach() - 0.5;
    double d = angle == 0 ? second.domain().right() : reach();
    return new WfrProblem(
        potential(),
        new InitialLaw() {
          @Override
          public int dimension() {
            return 2;
          }

          @Override
          public double logDensity(double[] x) {
            return first.initial().logDensity(along(x)) + second.initial().logDensity(across(x));
          }
        },
        new Domain(new double[] {a, c}, new double[] {b, d}, Domain.Boundary.LINE),
        first.reactionRate(),
        first.diffusivity());
  }

  private double reach() {
    return Math.max(
        Math.max(-first.domain().left(), first.domain().right()),
        Math.max(-second.domain().left(), second.domain().right()));
  }

  /** (x, y) of the point with coordinates (a, b). */
  double[] toPlane(double a, double b) {
    return new double[] {
      Math.cos(angle) * a - Math.sin(angle) * b, Math.sin(angle) * a + Math.cos(angle) * b
    };
  }

  private double along(double[] x) {
    return Math.cos(angle) * x[0] + Math.sin(angle) * x[1];
  }

  private double across(double[] x) {
    return -Math.sin(angle) * x[0] + Math.cos(angle) * x[1];
  }

  private Potential potential() {
    return new Potential() {
      @Override
      public int dimension() {
        return 2;
      }

      @Override
      public double value(double[] x) {
        return first.potential().value(along(x)) + second.potential().value(across(x));
      }

      @Override
      public void gradient(double[] x, double[] gradient) {
        double[] g =
            toPlane(
                first.potential().derivative(along(x)), second.potential().derivative(across(x)));
        gradient[0] = g[0];
        gradient[1] = g[1];
      }
    };
  }
}
