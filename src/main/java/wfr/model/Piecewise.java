package wfr.model;

/** A function that, in one variable, is smooth between known points. */
public interface Piecewise {
  /** Points of (lower, upper) where it jumps or has a kink, ascending, for d = 1; none of smooth ones. */
  default double[] breakpoints(double lower, double upper) {
    return new double[0];
  }
}
