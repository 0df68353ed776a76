package wfr.model;

/**
 * V: R^d -> R, the target being pi proportional to exp(-V). One interface with value and gradient; the
 * one-dimensional and the block forms exist so that inner loops need no array per point.
 */
public interface Potential {
  /** Dimension d. */
  int dimension();

  /** V(x), x of length d. */
  double value(double[] x);

  /** grad V(x) into gradient, both of length d. */
  void gradient(double[] x, double[] gradient);

  /** V(x) for d = 1. */
  default double value(double x) {
    return value(new double[] {x});
  }

  /** V'(x) for d = 1. */
  default double derivative(double x) {
    double[] g = new double[1];
    gradient(new double[] {x}, g);
    return g[0];
  }

  /**
   * V and V' at n points for d = 1; override with a loop of one's own where speed matters (each class then has
   * its own compiled loop).
   *
   * @param x points
   * @param from first index
   * @param n how many
   * @param value receives V(x[from + i]) at i, or null
   * @param derivative receives V'(x[from + i]) at i, or null
   */
  default void evaluate(double[] x, int from, int n, double[] value, double[] derivative) {
    for (int i = 0; i < n; i++) {
      if (value != null) {
        value[i] = value(x[from + i]);
      }
      if (derivative != null) {
        derivative[i] = derivative(x[from + i]);
      }
    }
  }
}
