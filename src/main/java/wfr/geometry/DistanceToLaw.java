package wfr.geometry;

import java.util.Arrays;
import java.util.Comparator;
import org.apache.commons.numbers.gamma.Erfc;
import wfr.measure.Atoms;
import wfr.model.GaussianLaw;
import wfr.model.MixtureLaw;

/**
 * Wasserstein distance on the line from atoms to a Gaussian mixture, without a reference sample:
 *   W_1 = int |F_mu - F| dx,   F = sum_k w_k Phi((x - m_k)/s_k).
 * Between two neighbouring atoms F_mu is a constant p, and with the primitive G(x) = sum_k w_k s_k (z Phi(z) + phi(z)), z = (x - m_k)/s_k, of F
 *   int_a^b |F - p| = G(b) + G(a) - 2 G(q) - p (b + a - 2 q),   q = F^{-1}(p) cut to [a, b];
 * beyond the last atom int (1 - F) is the primitive of the mirror image.
 * Special cases: one atom at the centre of N(m, s^2) is at sqrt(2/pi) s.
 * Accuracy: rounding; q solves F = p by bisection to the last bit, and an error of q enters squared.
 */
public final class DistanceToLaw {
  private final double[] weight;
  private final double[] mean;
  private final double[] deviation;

  /** Distances to this mixture on the line. */
  public DistanceToLaw(MixtureLaw law) {
    if (law.dimension() != 1) {
      throw new IllegalArgumentException(
          "the distance to a law needs dimension 1: " + law.dimension());
    }
    weight = law.weights();
    mean = new double[weight.length];
    deviation = new double[weight.length];
    for (int k = 0; k < weight.length; k++) {
      GaussianLaw g = law.components().get(k);
      mean[k] = g.mean()[0];
      deviation[k] = Math.sqrt(g.covariance()[0][0]);
    }
  }

  /** W_1; the masses are divided by their sum. */
  public double w1(Atoms mu) {
    if (mu.dimension() != 1) {
      throw new IllegalArgumentException("quantiles need one dimension");
    }
    Integer[] order = new Integer[mu.count()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> mu.points()[i][0]));
    double mass = mu.mass();
    double first = mu.points()[order[0]][0];
    double last = mu.points()[order[order.length - 1]][0];
    double sum = primitive(first) + mirrored(last);
    double p = 0;
    for (int i = 0; i + 1 < order.length; i++) {
      p += mu.masses()[order[i]] / mass;
      double a = mu.points()[order[i]][0];
      double b = mu.points()[order[i + 1]][0];
      if (b > a) {
        sum += between(a, b, p);
      }
    }
    return sum;
  }

  private double between(double a, double b, double p) {
    double q = quantile(a, b, p);
    double below = p * (q - a) - (primitive(q) - primitive(a));
    double above = primitive(b) - primitive(q) - p * (b - q);
    return Math.max(0, below) + Math.max(0, above);
  }

  /** The point of [a, b] where F passes p. */
  private double quantile(double a, double b, double p) {
    double lo = a;
    double hi = b;
    while (true) {
      double mid = 0.5 * (lo + hi);
      if (!(mid > lo && mid < hi)) {
        return mid;
      }
      if (distribution(mid) < p) {
        lo = mid;
      } else {
        hi = mid;
      }
    }
  }

  private double distribution(double x) {
    double sum = 0;
    for (int k = 0; k < weight.length; k++) {
      sum += weight[k] * normal((x - mean[k]) / deviation[k]);
    }
    return sum;
  }

  /** int_{-inf}^x F. */
  private double primitive(double x) {
    double sum = 0;
    for (int k = 0; k < weight.length; k++) {
      sum += weight[k] * deviation[k] * ramp((x - mean[k]) / deviation[k]);
    }
    return sum;
  }

  /** int_x^inf (1 - F). */
  private double mirrored(double x) {
    double sum = 0;
    for (int k = 0; k < weight.length; k++) {
      sum += weight[k] * deviation[k] * ramp((mean[k] - x) / deviation[k]);
    }
    return sum;
  }

  private static double ramp(double z) {
    return Math.max(0, z * normal(z) + Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI));
  }

  private static double normal(double z) {
    return 0.5 * Erfc.value(-z / Math.sqrt(2));
  }
}
