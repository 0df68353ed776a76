package wfr.model;

/**
 * V: R^d -> R, the target being pi proportional to exp(-V). One interface with value and gradient; the
 * one-dimensional and the block forms exist so that inner loops need no array per point.
 */
public interface Potential extends Piecewise {
  /** Dimension d. */
  int dimension();

  /** V(x), x of length d. */
  double value(double[] x);

  /** grad V(x) into gradient, both of length d. */
  void gradient(double[] x, double[] gradient);

  /** Whether points should be told by {@link #expect} before they are asked one by one: a call costs far more than arithmetic. */
  default boolean isDear() {
    return false;
  }

  /**
   * Which points will be asked next, entries 0 .. n-1, so that V may be fetched for all of them at once. Nothing but time depends on it.
   *
   * @param x points, coordinate k of point i at [k][i]
   * @param n how many; about {@link PointList#MANY} are kept
   */
  default void expect(double[][] x, int n) {}

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

  /**
   * V and grad V at n points in any dimension, entries 0 .. n-1 of every array.
   *
   * @param x points, coordinate k of point i at [k][i]
   * @param n how many
   * @param value receives V
   * @param gradient receives dV/dx_k at [k][i]
   */
  default void evaluate(double[][] x, int n, double[] value, double[][] gradient) {
    int d = x.length;
    if (d == 1) {
      evaluate(x[0], 0, n, value, gradient[0]);
      return;
    }
    double[] point = new double[d];
    double[] g = new double[d];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        point[k] = x[k][i];
      }
      value[i] = value(point);
      gradient(point, g);
      for (int k = 0; k < d; k++) {
        gradient[k][i] = g[k];
      }
    }
  }
}
