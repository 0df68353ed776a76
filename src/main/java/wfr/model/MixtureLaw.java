package wfr.model;

import java.util.List;
import wfr.math.LogSumExp;

/**
 * Gaussian mixture q = sum_k w_k N(m_k, C_k). As a Potential V = -log q, grad V = sum_k r_k C_k^{-1}(x - m_k) with the
 * responsibilities r_k; log-sum-exp keeps it finite far from every component.
 */
public final class MixtureLaw implements InitialLaw, Potential {
  private final double[] weights;
  private final double[] logWeights;
  private final List<GaussianLaw> components;

  /**
   * @param weights positive; normalised to sum 1
   * @param components one Gaussian per weight, of one dimension
   */
  public MixtureLaw(double[] weights, List<GaussianLaw> components) {
    if (weights.length == 0 || weights.length != components.size()) {
      throw new IllegalArgumentException(
          "a mixture needs one component per weight: "
              + weights.length
              + " weights, "
              + components.size()
              + " components");
    }
    double sum = 0;
    for (double w : weights) {
      if (!(w > 0) || Double.isInfinite(w)) {
        throw new IllegalArgumentException("mixture weights must be > 0 and finite: " + w);
      }
      sum += w;
    }
    int d = components.get(0).dimension();
    for (GaussianLaw g : components) {
      if (g.dimension() != d) {
        throw new IllegalArgumentException("mixture components must share one dimension");
      }
    }
    this.weights = new double[weights.length];
    this.logWeights = new double[weights.length];
    for (int k = 0; k < weights.length; k++) {
      this.weights[k] = weights[k] / sum;
      this.logWeights[k] = Math.log(this.weights[k]);
    }
    this.components = List.copyOf(components);
  }

  /** On the line. */
  public static MixtureLaw of(double[] weights, double[] means, double[] variances) {
    if (means.length != weights.length || variances.length != weights.length) {
      throw new IllegalArgumentException(
          "a mixture needs as many means and variances as weights: "
              + weights.length
              + ", "
              + means.length
              + ", "
              + variances.length);
    }
    GaussianLaw[] g = new GaussianLaw[means.length];
    for (int k = 0; k < g.length; k++) {
      g[k] = GaussianLaw.of(means[k], variances[k]);
    }
    return new MixtureLaw(weights, List.of(g));
  }

  /** w_k, summing to 1. */
  public double[] weights() {
    return weights.clone();
  }

  /** N(m_k, C_k). */
  public List<GaussianLaw> components() {
    return components;
  }

  @Override
  public int dimension() {
    return components.get(0).dimension();
  }

  @Override
  public double logDensity(double[] x) {
    double[] l = new double[weights.length];
    for (int k = 0; k < l.length; k++) {
      l[k] = logWeights[k] + components.get(k).logDensity(x);
    }
    return LogSumExp.of(l);
  }

  @Override
  public double value(double[] x) {
    return -logDensity(x);
  }

  @Override
  public void gradient(double[] x, double[] gradient) {
    double total = logDensity(x);
    double[] g = new double[gradient.length];
    java.util.Arrays.fill(gradient, 0);
    for (int k = 0; k < weights.length; k++) {
      double r = Math.exp(logWeights[k] + components.get(k).logDensity(x) - total);
      components.get(k).gradient(x, g);
      for (int j = 0; j < g.length; j++) {
        gradient[j] += r * g[j];
      }
    }
  }

  /** Value and gradient from one set of responsibilities. */
  @Override
  public void evaluate(double[][] x, int n, double[] value, double[][] gradient) {
    int d = x.length;
    double[] point = new double[d];
    double[] g = new double[d];
    double[] l = new double[weights.length];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        point[k] = x[k][i];
        gradient[k][i] = 0;
      }
      for (int c = 0; c < l.length; c++) {
        l[c] = logWeights[c] + components.get(c).logDensity(point);
      }
      double total = LogSumExp.of(l);
      value[i] = -total;
      for (int c = 0; c < l.length; c++) {
        double r = Math.exp(l[c] - total);
        if (r > 0) {
          components.get(c).gradient(point, g);
          for (int k = 0; k < d; k++) {
            gradient[k][i] += r * g[k];
          }
        }
      }
    }
  }

  @Override
  public double value(double x) {
    return value(new double[] {x});
  }

  @Override
  public double logDensity(double x) {
    return logDensity(new double[] {x});
  }
}
