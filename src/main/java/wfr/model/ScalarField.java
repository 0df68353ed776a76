package wfr.model;

import wfr.measure.WeightedSample;

/** A function f: R^d -> R whose expectation is reported. */
public interface ScalarField extends Piecewise {
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
}
