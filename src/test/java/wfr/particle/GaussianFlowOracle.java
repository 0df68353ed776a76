package wfr.particle;

import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.LogDensityOracle;
import wfr.model.WfrProblem;

/**
 * The one-dimensional Gaussian flow (B6, D = 1, target N(m*, s)) as a test oracle, written from the formula and shared
 * with no solver; and the law of the particle scheme with these weights, which stays an unnormalised Gaussian.
 */
final class GaussianFlowOracle implements LogDensityOracle {
  private final double lambda;
  private final double m0;
  private final double targetMean;
  private final double s;
  private final double c0;

  GaussianFlowOracle(double lambda, double c0, double s, double m0, double targetMean) {
    this.lambda = lambda;
    this.c0 = c0;
    this.s = s;
    this.m0 = m0;
    this.targetMean = targetMean;
  }

  WfrProblem problem() {
    return new WfrProblem(
        GaussianLaw.of(targetMean, s),
        GaussianLaw.of(m0, c0),
        Domain.interval(-10, 10, Domain.Boundary.LINE),
        lambda,
        1);
  }

  private double variance(double t) {
    double g = (c0 - s) / (2 + lambda * c0) * Math.exp(-(lambda + 2 / s) * t);
    return (s + 2 * g) / (1 - lambda * g);
  }

  private double mean(double t) {
    double ratio = (2 + lambda * variance(t)) / (2 + lambda * c0);
    return targetMean + (m0 - targetMean) * Math.exp(-(lambda + 1 / s) * t) * ratio;
  }

  /** 1, E X, E X^2 at t. */
  double[] moments(double t) {
    double m = mean(t);
    return new double[] {1, m, variance(t) + m * m};
  }

  @Override
  public void logDensity(double t, double[] x, int from, int n, double[] out) {
    double c = variance(t);
    for (int i = 0; i < n; i++) {
      double d = x[from + i] - mean(t);
      out[i] = -0.5 * Math.log(2 * Math.PI * c) - d * d / (2 * c);
    }
  }

  @Override
  public double meanLogRatio(double t) {
    double c = variance(t);
    double y = mean(t) - targetMean;
    return -0.5 * Math.log(2 * Math.PI * c) - 0.5 + (c + y * y) / (2 * s);
  }

  /**
   * E w, E wX, E wX^2 after equal steps: the measure z N(m, v) times exp(a + b x - q x^2/2), then a linear Gaussian
   * transition x -> k x + (1 - k) m* + N(0, r).
   */
  double[] schemeMoments(Integrator integrator, double t, int steps) {
    double h = t / steps;
    double k = integrator == Integrator.EXACT_OU ? Math.exp(-h / s) : 1 - h / s;
    double r = integrator == Integrator.EXACT_OU ? s * (1 - k * k) : 2 * h;
    double logZ = 0;
    double m = m0;
    double v = c0;
    for (int n = 0; n < steps; n++) {
      double c = variance(n * h);
      double mu = mean(n * h);
      // -lambda h (-log(2 pi c)/2 - (x - mu)^2/(2c) + (x - m*)^2/(2s) - mean) = a + b x - q x^2/2
      double q = lambda * h * (1 / s - 1 / c);
      double b = lambda * h * (targetMean / s - mu / c);
      double a =
          lambda
              * h
              * (0.5 * Math.log(2 * Math.PI * c)
                  + mu * mu / (2 * c)
                  - targetMean * targetMean / (2 * s)
                  + meanLogRatio(n * h));
      double precision = 1 / v + q;
      double linear = m / v + b;
      logZ +=
          a + 0.5 * linear * linear / precision - 0.5 * m * m / v - 0.5 * Math.log(v * precision);
      m = k * linear / precision + (1 - k) * targetMean;
      v = k * k / precision + r;
    }
    double z = Math.exp(logZ);
    return new double[] {z, z * m, z * (v + m * m)};
  }
}
