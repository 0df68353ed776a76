package wfr.particle;

import wfr.model.Domain;
import wfr.operation.ParticleOperations.Confine;

/**
 * What a step over the edge of [a, b], L = b - a, means:
 *   LINE      nothing: the box only truncates the grid of the density, particles move on R;
 *   NO_FLUX   reflection at both ends, x -> a + min(r, 2L - r) with r = |x - a| mod 2L;
 *   PERIODIC  x -> a + ((x - a) mod L).
 * Special cases: points inside stay as they are, bit for bit. Accuracy: rounding; a reflected Euler step is of weak order
 * 1/2 near the boundary.
 */
public final class BoundaryRule {
  private BoundaryRule() {}

  /** Positions brought back, the faces being met one coordinate at a time. NaN stays NaN and is found by the solver. */
  public static double[][] confine(Confine call) {
    Domain box = call.box();
    if (box.isWholeSpace()) {
      return call.x();
    }
    double[][] x = new double[call.x().length][];
    for (int k = 0; k < x.length; k++) {
      x[k] = call.x()[k].clone();
      if (box.boundary(k) == Domain.Boundary.LINE) {
        continue;
      }
      double a = box.lower()[k];
      double b = box.upper()[k];
      for (int i = 0; i < x[k].length; i++) {
        if (x[k][i] < a || x[k][i] > b) {
          x[k][i] =
              box.boundary(k) == Domain.Boundary.PERIODIC
                  ? wrapped(x[k][i], a, b)
                  : reflected(x[k][i], a, b);
        }
      }
    }
    return x;
  }

  private static double wrapped(double x, double a, double b) {
    double r = (x - a) % (b - a);
    return clamped(a + (r < 0 ? r + (b - a) : r), a, b);
  }

  private static double reflected(double x, double a, double b) {
    double length = b - a;
    double r = Math.abs((x - a) % (2 * length)); // even in x - a: the reflection at a
    return clamped(a + (r > length ? 2 * length - r : r), a, b);
  }

  private static double clamped(double x, double a, double b) {
    return Math.max(a, Math.min(b, x)); // rounding only
  }
}
