package wfr.model;

/** A function of position and time in one dimension. */
@FunctionalInterface
public interface TimeField {
  /** Value at x and t. */
  double at(double x, double t);
}
