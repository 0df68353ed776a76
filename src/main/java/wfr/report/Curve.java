package wfr.report;

import java.util.Arrays;
import org.jfree.data.xy.XYSeries;
import wfr.measure.GridDensity;
import wfr.measure.WeightedSample;

/** Points of a figure, few enough to be drawn. */
record Curve(String name, double[] x, double[] y) {
  private static final int POINTS = 400;
  private static final int BINS = 80;

  /** rho by cells, or pi; groups of cells are averaged where there are more than a figure can show. */
  static Curve density(String name, GridDensity density, boolean target) {
    double[] mass = target ? density.targetMasses() : density.cellMasses();
    int group = (mass.length + POINTS - 1) / POINTS;
    int n = mass.length / group;
    double[] x = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = i * group; j < (i + 1) * group; j++) {
        y[i] += mass[j] / (group * density.grid().axis(0).width(j));
        x[i] += density.grid().axis(0).centre(j) / group;
      }
    }
    return new Curve(name, x, y);
  }

  /** Averages of so many equal groups. */
  static double[] grouped(double[] values, int groups) {
    int group = values.length / groups;
    double[] mean = new double[groups];
    for (int i = 0; i < groups * group; i++) {
      mean[i / group] += values[i] / group;
    }
    return mean;
  }

  /** Outline of the weighted histogram over [lower, upper]; its area is the mass inside. */
  static Curve histogram(String name, WeightedSample sample, double lower, double upper) {
    return histogram(name, sample.coordinate(0), sample.weights(), lower, upper, BINS);
  }

  static Curve histogram(
      String name, double[] position, double[] weight, double lower, double upper, int bins) {
    double[] mass = new double[bins];
    for (int i = 0; i < position.length; i++) {
      double scaled = (position[i] - lower) / (upper - lower) * bins;
      if (scaled >= 0 && scaled <= bins) {
        mass[Math.min(bins - 1, (int) scaled)] += weight[i];
      }
    }
    double width = (upper - lower) / bins;
    double[] x = new double[2 * bins + 2];
    double[] y = new double[2 * bins + 2];
    for (int b = 0; b < bins; b++) {
      x[2 * b + 1] = lower + b * width;
      x[2 * b + 2] = lower + (b + 1) * width;
      y[2 * b + 1] = mass[b] / width;
      y[2 * b + 2] = mass[b] / width;
    }
    x[0] = lower;
    x[2 * bins + 1] = upper;
    return new Curve(name, x, y);
  }

  /** One standard error of that outline, from the spread of so many populations pooled one after the other. */
  static double[] histogramError(
      WeightedSample sample, double lower, double upper, int populations) {
    double[] x = sample.coordinate(0);
    double[] w = sample.weights();
    int n = x.length / populations;
    double[] sum = new double[2 * BINS + 2];
    double[] square = new double[2 * BINS + 2];
    for (int r = 0; r < populations; r++) {
      double[] share = Arrays.copyOfRange(w, r * n, (r + 1) * n);
      double total = Arrays.stream(share).sum();
      double[] y =
          histogram(
                  "",
                  Arrays.copyOfRange(x, r * n, (r + 1) * n),
                  Arrays.stream(share).map(v -> v / total).toArray(),
                  lower,
                  upper,
                  BINS)
              .y;
      for (int i = 0; i < y.length; i++) {
        sum[i] += y[i] / populations;
        square[i] += y[i] * y[i] / populations;
      }
    }
    double[] error = new double[sum.length];
    for (int i = 0; i < error.length; i++) {
      double variance = Math.max(0, square[i] - sum[i] * sum[i]);
      error[i] = Math.sqrt(variance / (populations - 1.0));
    }
    return error;
  }

  /** Histogram of log10(N W) over the particles of positive weight: 0 is an average particle. */
  static Curve logWeights(WeightedSample sample) {
    double n = sample.count();
    double[] log =
        Arrays.stream(sample.weights()).filter(w -> w > 0).map(w -> Math.log10(n * w)).toArray();
    double low = Math.max(-12, Math.floor(Arrays.stream(log).min().orElse(-1)));
    double high = Math.max(low + 1, Math.ceil(Arrays.stream(log).max().orElse(1)));
    double[] share = new double[log.length];
    Arrays.fill(share, 1 / n);
    return histogram("particles", log, share, low, high, 60);
  }

  /** Every k-th point, and the last one. */
  static Curve thinned(String name, double[] x, double[] y) {
    return thinned(name, x, y, POINTS);
  }

  static Curve thinned(String name, double[] x, double[] y, int points) {
    int step = Math.max(1, x.length / points);
    int n = (x.length + step - 1) / step;
    double[] a = new double[n];
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      int from = i == n - 1 ? x.length - 1 : i * step;
      a[i] = x[from];
      b[i] = y[from];
    }
    return new Curve(name, a, b);
  }

  double top() {
    return Arrays.stream(y).max().orElse(0);
  }

  /** With decimal logarithms of its values; only positive ones have any. */
  Curve log10() {
    return new Curve(
        name, x, Arrays.stream(y).map(v -> v > 0 ? Math.log10(v) : Double.NaN).toArray());
  }

  /** As a series. */
  XYSeries series() {
    XYSeries series = new XYSeries(name, false, true);
    for (int i = 0; i < x.length; i++) {
      if (Double.isFinite(y[i])) {
        series.add(x[i], y[i]);
      }
    }
    return series;
  }
}
