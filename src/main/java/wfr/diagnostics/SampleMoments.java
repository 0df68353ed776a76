package wfr.diagnostics;

import java.util.function.Predicate;
import wfr.measure.Atoms;
import wfr.model.MixtureLaw;

/**
 * Moments and shares of weighted points, the masses divided by their sum:
 *   mean = sum W_i x_i,   covariance = sum W_i (x_i - mean)(x_i - mean)',   share of A = sum of W_i over x_i in A.
 * Special cases: one point has covariance 0. Mode weights are the shares of the points whose density is largest under each component of a mixture.
 * Accuracy: rounding; the covariance is taken about the mean, in a second pass.
 */
public final class SampleMoments {
  private final Atoms sample;
  private final double mass;

  /** Moments of a sample. */
  public SampleMoments(Atoms sample) {
    this.sample = sample;
    mass = sample.mass();
    if (!(mass > 0)) {
      throw new IllegalArgumentException("a sample must have positive mass: " + mass);
    }
  }

  /** Mean. */
  public double[] mean() {
    double[] m = new double[sample.dimension()];
    for (int i = 0; i < sample.count(); i++) {
      for (int k = 0; k < m.length; k++) {
        m[k] += sample.masses()[i] / mass * sample.points()[i][k];
      }
    }
    return m;
  }

  /** Covariance, divided by the mass and not by n - 1; exactly symmetric. */
  public double[][] covariance() {
    double[] m = mean();
    double[][] c = new double[m.length][m.length];
    for (int i = 0; i < sample.count(); i++) {
      double[] x = sample.points()[i];
      for (int k = 0; k < m.length; k++) {
        for (int l = 0; l <= k; l++) {
          c[k][l] += sample.masses()[i] / mass * (x[k] - m[k]) * (x[l] - m[l]);
          c[l][k] = c[k][l];
        }
      }
    }
    return c;
  }

  /** Share of the mass in a set. */
  public double share(Predicate<double[]> set) {
    double sum = 0;
    for (int i = 0; i < sample.count(); i++) {
      if (set.test(sample.points()[i])) {
        sum += sample.masses()[i];
      }
    }
    return sum / mass;
  }

  /** Share of the mass nearest, in density, to each component of a mixture. */
  public double[] modeWeights(MixtureLaw law) {
    double[] shares = new double[law.weights().length];
    for (int i = 0; i < sample.count(); i++) {
      int best = 0;
      double highest = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < shares.length; k++) {
        double l =
            Math.log(law.weights()[k]) + law.components().get(k).logDensity(sample.points()[i]);
        if (l > highest) {
          highest = l;
          best = k;
        }
      }
      shares[best] += sample.masses()[i] / mass;
    }
    return shares;
  }
}
