package wfr.model;

/** A function on R^d that is smooth between known points of every line parallel to an axis. */
public interface Piecewise {
  /**
   * Points in (lower, upper) on a line parallel to an axis where it jumps or has a kink, ascending; none of smooth ones.
   *
   * @param axis the coordinate that runs
   * @param point a point of the line
   */
  default double[] breakpoints(int axis, double[] point, double lower, double upper) {
    return new double[0];
  }

  /** The same for d = 1. */
  default double[] breakpoints(double lower, double upper) {
    return breakpoints(0, new double[1], lower, upper);
  }
}
