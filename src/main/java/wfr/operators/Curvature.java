package wfr.operators;

import wfr.math.Estimate;
import wfr.model.PointList;
import wfr.model.Potential;

/**
 * Bakry-Emery curvature of a target on an interval: the largest K with Gamma_2 at least K Gamma, that is K = min V''.
 * Gamma(f) = f'^2 and Gamma_2(f) = (L Gamma(f) - 2 Gamma(f, L f))/2 = f''^2 + V'' f'^2 for L f = f'' - V' f'. For positive K the spectral gap of
 * -D L is at least D K and the log-Sobolev constant at least K; otherwise (every double well) it says nothing.
 * Where V jumps or has a kink that is not convex there is none: -infinity, without error.
 * Accuracy: V'' from central differences of V' at two distances, the error being their disagreement; the minimum over a grid, then over
 * finer grids around the best point.   Source: proofs-notes, F5.
 */
public final class Curvature {
  private static final int POINTS = 4000;
  private static final int ZOOMS = 6;

  /** Of V and V' at neighbouring points. */
  private static final double ROUNDING = 1e-12;

  private Curvature() {}

  /** min over [a, b] of V''. */
  public static Estimate least(Potential v, double a, double b) {
    for (double c : v.breakpoints(a, b)) {
      if (!isConvex(v, c)) {
        return Estimate.exact(Double.NEGATIVE_INFINITY);
      }
    }
    double h = 1e-4 * Math.min(1, b - a);
    double low = a;
    double high = b;
    double best = low;
    for (int zoom = 0; zoom < ZOOMS; zoom++) {
      double least = Double.POSITIVE_INFINITY;
      double from = low;
      double width = high - low;
      expect(v, from, width, h, a, b);
      for (int k = 0; k <= POINTS; k++) {
        double x = from + width * k / POINTS;
        double second = secondDerivative(v, x, h, a, b);
        if (second < least) {
          least = second;
          best = x;
        }
      }
      low = Math.max(a, best - 2 * width / POINTS);
      high = Math.min(b, best + 2 * width / POINTS);
    }
    double fine = secondDerivative(v, best, h, a, b);
    double coarse = secondDerivative(v, best, 2 * h, a, b);
    double slope = 0;
    for (double x : new double[] {best - h, best + h}) {
      slope = Math.max(slope, Math.abs(v.derivative(clamped(x, a, b))));
    }
    return new Estimate(fine, Math.abs(fine - coarse) + 8 * Math.ulp(1 + slope) / h);
  }

  /** Tells V the points of a grid. */
  private static void expect(Potential v, double from, double width, double h, double a, double b) {
    PointList points = new PointList(1);
    for (int k = 0; k <= POINTS && v.isDear(); k++) {
      double c = clamped(from + width * k / POINTS, a + h, b - h);
      points.add(c + h);
      points.add(c - h);
    }
    points.tell(v);
  }

  /** Whether V is continuous at a point, and its slope no smaller beyond. */
  private static boolean isConvex(Potential v, double c) {
    double before = Math.nextDown(c);
    double beyond = Math.nextUp(c);
    double left = v.derivative(before);
    double right = v.derivative(beyond);
    double slope = Math.max(Math.abs(left), Math.abs(right));
    double jump = v.value(beyond) - v.value(before);
    double size = 1 + Math.abs(v.value(c)) + slope * Math.abs(c);
    return Math.abs(jump) <= ROUNDING * size && right >= left - ROUNDING * (1 + slope);
  }

  /** One-sided at the ends: the stencil is moved into the interval. */
  private static double secondDerivative(Potential v, double x, double h, double a, double b) {
    double c = clamped(x, a + h, b - h);
    return (v.derivative(c + h) - v.derivative(c - h)) / (2 * h);
  }

  private static double clamped(double x, double a, double b) {
    return Math.max(a, Math.min(b, x));
  }
}
