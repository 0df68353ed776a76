package wfr.model;

/** A function f: R^d -> R whose expectation is reported. */
public interface ScalarField {
  /** f(x). */
  double value(double[] x);

  /** f(x) for d = 1. */
  default double value(double x) {
    return value(new double[] {x});
  }

  /**
   * For d = 1: points in (lower, upper) where f jumps or has a kink, ascending. Quadrature splits its cells there.
   */
  default double[] breakpoints(double lower, double upper) {
    return new double[0];
  }

  /**
   * For d = 2: points in (lower, upper) on a line parallel to an axis where f jumps or has a kink, ascending.
   *
   * @param axis the coordinate that runs
   * @param other value of the coordinate that stays
   */
  default double[] breakpointsAlong(int axis, double other, double lower, double upper) {
    return new double[0];
  }
}
