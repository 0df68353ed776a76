package wfr.reference;

import java.util.Arrays;
import java.util.Optional;
import wfr.measure.WeightedSample;
import wfr.model.Domain;
import wfr.model.Observable;
import wfr.model.WfrProblem;
import wfr.reference.SampleStatistics.Integrand;
import wfr.spec.ReportedSample;

/** What is averaged over somebody's particles. Coordinates of a periodic axis are taken into the domain first. */
final class SampleIntegrands {
  private final Domain box;

  SampleIntegrands(WfrProblem problem) {
    box = problem.domain();
  }

  /** Why particles of a state cannot be averaged: a number that is none, or a population without weight. */
  static Optional<String> broken(ReportedSample.State state) {
    for (int r = 0; r < state.replicates().size(); r++) {
      WeightedSample s = state.replicates().get(r);
      double[] l = s.logWeights();
      double top = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < l.length; i++) {
        if (Double.isNaN(l[i]) || l[i] == Double.POSITIVE_INFINITY) {
          return Optional.of("particle %d of replicate %d: log_weight is %s".formatted(i, r, l[i]));
        }
        top = Math.max(top, l[i]);
      }
      if (top == Double.NEGATIVE_INFINITY) {
        return Optional.of("replicate " + r + " has no weight: every log_weight is -Infinity");
      }
      for (int k = 0; k < s.dimension(); k++) {
        double[] x = s.coordinate(k);
        for (int i = 0; i < x.length; i++) {
          if (!Double.isFinite(x[i]) && l[i] != Double.NEGATIVE_INFINITY) {
            return Optional.of(
                "particle %d of replicate %d: a coordinate is %s".formatted(i, r, x[i]));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** x_k. */
  Integrand coordinate(int axis) {
    return s -> within(s, axis);
  }

  /**
   * (x_j - E x_j)(x_k - E x_k)/(1 - sum_i W_i^2), E over the population itself: of independent particles with given weights the mean is the covariance, and no less by what their own mean
   * takes; a population of one particle has none.
   */
  Integrand product(int j, int k) {
    return s -> {
      double[] a = within(s, j);
      double[] b = within(s, k);
      double[] w = s.weights();
      double meanA = average(w, a);
      double meanB = average(w, b);
      double free = 1 - 1 / s.effectiveSampleSize();
      double[] f = new double[a.length];
      Arrays.setAll(f, i -> free > 0 ? (a[i] - meanA) * (b[i] - meanB) / free : 0);
      return f;
    };
  }

  /** phi(x). */
  Integrand observable(Observable o) {
    return s -> {
      double[][] x = new double[box.dimension()][];
      Arrays.setAll(x, k -> within(s, k));
      double[] f = new double[s.count()];
      double[] point = new double[x.length];
      for (int i = 0; i < f.length; i++) {
        for (int k = 0; k < x.length; k++) {
          point[k] = x[k][i];
        }
        f[i] = x.length == 1 ? o.field().value(point[0]) : o.field().value(point);
      }
      return f;
    };
  }

  /** 1 where x_k is at most that, else 0. */
  Integrand below(int axis, double at) {
    return s -> {
      double[] x = within(s, axis);
      Arrays.setAll(x, i -> x[i] <= at ? 1 : 0);
      return x;
    };
  }

  /** 1 within the ends of that kind, else 0. */
  Integrand inside(Domain.Boundary ends) {
    return s -> {
      double[] f = new double[s.count()];
      Arrays.fill(f, 1);
      for (int k = 0; k < box.dimension(); k++) {
        if (box.boundary(k) != ends) {
          continue;
        }
        double[] x = s.coordinate(k);
        double lower = box.lower()[k];
        double upper = box.upper()[k];
        for (int i = 0; i < f.length; i++) {
          if (!(x[i] >= lower && x[i] <= upper)) {
            f[i] = 0;
          }
        }
      }
      return f;
    };
  }

  private double[] within(WeightedSample s, int axis) {
    double[] x = s.coordinate(axis);
    if (box.boundary(axis) == Domain.Boundary.PERIODIC) {
      double a = box.lower()[axis];
      double length = box.upper()[axis] - a;
      for (int i = 0; i < x.length; i++) {
        x[i] -= length * Math.floor((x[i] - a) / length);
      }
    }
    return x;
  }

  private static double average(double[] w, double[] x) {
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      sum += w[i] > 0 ? w[i] * x[i] : 0;
    }
    return sum;
  }
}
