package wfr.particle;

import wfr.model.Domain;

/**
 * What a step over the edge of [a, b], L = b - a, means:
 *   LINE      nothing: the box only truncates the grid of the density, particles move on R;
 *   NO_FLUX   reflection at both ends, x -> a + min(r, 2L - r) with r = |x - a| mod 2L;
 *   PERIODIC  x -> a + ((x - a) mod L).
 * Special cases: points inside stay as they are, bit for bit. Accuracy: rounding; a reflected Euler step is of weak order
 * 1/2 near the boundary.
 */
public final class BoundaryRule {
  private final Domain.Boundary boundary;
  private final double lower;
  private final double upper;

  /** The rule of a one-dimensional domain. */
  public BoundaryRule(Domain domain) {
    this(domain, 0);
  }

  /** The rule of one axis of a box: the faces are met one coordinate at a time. */
  public BoundaryRule(Domain domain, int axis) {
    boundary = domain.boundary();
    lower = domain.lower()[axis];
    upper = domain.upper()[axis];
  }

  /** Brings x[from .. from+n-1] back in place. NaN stays NaN and is found by the solver. */
  public void apply(double[] x, int from, int n) {
    if (boundary == Domain.Boundary.LINE) {
      return;
    }
    for (int i = from; i < from + n; i++) {
      if (x[i] < lower || x[i] > upper) {
        x[i] = boundary == Domain.Boundary.PERIODIC ? wrap(x[i]) : reflect(x[i]);
      }
    }
  }

  private double wrap(double x) {
    double length = upper - lower;
    double r = (x - lower) % length;
    return clamp(lower + (r < 0 ? r + length : r));
  }

  private double reflect(double x) {
    double length = upper - lower;
    double r = Math.abs((x - lower) % (2 * length)); // even in x - a: the reflection at a
    return clamp(lower + (r > length ? 2 * length - r : r));
  }

  private double clamp(double x) {
    return Math.max(lower, Math.min(upper, x)); // rounding only
  }
}
