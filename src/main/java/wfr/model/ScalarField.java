package wfr.model;

import wfr.measure.WeightedSample;

/** A function f: R^d -> R whose expectation is reported. */
public interface ScalarField {
  /** f(x). */
  double value(double[] x);

  /** f(x) for d = 1. */
  default double value(double x) {
    return value(new double[] {x});
  }

  /** sum_i W_i f(x_i) over a weighted sample. */
  default double average(WeightedSample sample) {
    double[] w = sample.weights();
    int d = sample.dimension();
    double[][] x = new double[d][];
    for (int k = 0; k < d; k++) {
      x[k] = sample.coordinate(k);
    }
    double[] point = new double[d];
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      for (int k = 0; k < d; k++) {
        point[k] = x[k][i];
      }
      sum += w[i] * (d == 1 ? value(point[0]) : value(point));
    }
    return sum;
  }

  /**
   * Points in (lower, upper) on a line parallel to an axis where f jumps or has a kink, ascending. Quadrature splits its cells there.
   *
   * @param axis the coordinate that runs
   * @param point a point of the line
   */
  default double[] breakpoints(int axis, double[] point, double lower, double upper) {
    return new double[0];
  }
}
