package wfr.experiment;

import java.util.List;
import java.util.function.ToDoubleFunction;
import wfr.math.Estimate;

/** Averages over repeats: mean and its standard error s/sqrt(n), s^2 with n - 1. */
final class Means {
  private Means() {}

  static Estimate of(double[] values) {
    double n = values.length;
    double mean = 0;
    for (double v : values) {
      mean += v / n;
    }
    double squares = 0;
    for (double v : values) {
      squares += (v - mean) * (v - mean);
    }
    return new Estimate(mean, Math.sqrt(squares / (n - 1) / n));
  }

  static <T> Estimate of(List<T> repeats, ToDoubleFunction<T> figure) {
    return of(repeats.stream().mapToDouble(figure).toArray());
  }

  /** Pointwise means of curves sampled at the same times. */
  static double[] curve(List<double[]> curves) {
    double[] mean = new double[curves.get(0).length];
    for (double[] c : curves) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += c[k] / curves.size();
      }
    }
    return mean;
  }
}
