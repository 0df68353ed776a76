package wfr.spec;

import java.util.Arrays;
import wfr.math.NormalQuantile;
import wfr.measure.Weights;
import wfr.operation.Implementation;
import wfr.operation.WeightOperations.Normalise;
import wfr.statistics.EmpiricalBernstein;
import wfr.statistics.MedianOfMeans;

/**
 * Claim E3 by many small populations, against the exact mean and mean square of one of them:
 * E[A/S] = N int E[x w e^{-uw}] G(u)^{N-1} du and
 * E[A^2/S^2] = int u (N E[x^2 w^2 e^{-uw}] G^{N-1} + N (N-1) E[x w e^{-uw}]^2 G^{N-2}) du, G(u) = E[e^{-uw}].
 */
final class SelfNormalised {
  static final int N = 50;
  static final int REPEATS = 400_000;

  /** Bounds of the variance of one average and of N times its squared error, for theta = 0.5; asserted against the exact ones before sampling. */
  static final double VARIANCE = 0.033;

  static final double VARIANCE_OF_SQUARE = 6.5;

  /** An average lies between the smallest and the largest normal that can be drawn, and so does its expectation. */
  static final double RANGE = 2 * Math.abs(NormalQuantile.of(0));

  /** Smallest error of N bias and of N mean square found with probability 0.999: stated, and asserted before sampling. */
  static final double DETECTABLE = 0.25;

  private SelfNormalised() {}

  /** N times the radius of the mean. */
  static double radius(int repeats, double alpha) {
    return N * FiniteSample.bernstein(repeats, VARIANCE, RANGE, alpha);
  }

  /** The larger of the two discrepancies that are found. */
  static double detectable(int repeats, double alpha) {
    double missed = N * EmpiricalBernstein.known(repeats, VARIANCE, RANGE, FiniteSample.BETA);
    MedianOfMeans square = new MedianOfMeans(VARIANCE_OF_SQUARE);
    return Math.max(
        radius(repeats, alpha) + missed, square.detectable(repeats, alpha, FiniteSample.BETA));
  }

  /** {E[A^k/S^k], k = 1, ..., 4} for populations of n, by the trapezoidal rule in x and in log u. */
  static double[] exact(double theta, int n) {
    double[] moment = new double[4];
    double du = 0.05;
    double dx = 0.05;
    for (double log = -25; log <= 15; log += du) {
      double u = Math.exp(log);
      double g = 0;
      double[] q = new double[4];
      for (double x = -9; x <= 9; x += dx) {
        double density = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI) * dx;
        double w = Math.exp(theta * x);
        double e = density * Math.exp(-u * w);
        g += e;
        double term = e;
        for (int k = 0; k < q.length; k++) {
          term *= x * w;
          q[k] += term;
        }
      }
      // E[A^k e^{-uS}]: partitions of k factors into particles, then int u^{k-1} du/(k-1)!
      double one = n * Math.pow(g, n - 1);
      double two = n * (n - 1.0) * Math.pow(g, n - 2);
      double three = n * (n - 1.0) * (n - 2) * Math.pow(g, n - 3);
      double four = n * (n - 1.0) * (n - 2) * (n - 3) * Math.pow(g, n - 4);
      double h = q[0] * q[0];
      moment[0] += one * q[0] * u * du;
      moment[1] += (one * q[1] + two * h) * u * u * du;
      moment[2] += (one * q[2] + 3 * two * q[1] * q[0] + three * h * q[0]) / 2 * u * u * u * du;
      moment[3] +=
          (one * q[3]
                  + two * (4 * q[2] * q[0] + 3 * q[1] * q[1])
                  + 6 * three * q[1] * h
                  + four * h * h)
              / 6
              * (u * u)
              * (u * u)
              * du;
    }
    return moment;
  }

  static Evidence check(Implementation ops, double theta, int repeats, long seed, double alpha) {
    double[] variances = variances(theta, exact(theta, N));
    if (!(variances[0] <= VARIANCE && variances[1] <= VARIANCE_OF_SQUARE)) {
      return Evidence.inconclusive(
          variances[1], VARIANCE_OF_SQUARE, "variances " + Arrays.toString(variances));
    }
    return Evidence.powered(
        detectable(repeats, alpha), DETECTABLE, () -> sampled(ops, theta, repeats, seed, alpha));
  }

  /** Of one average, and of N times its squared error. */
  static double[] variances(double theta, double[] m) {
    double square = m[1] - 2 * theta * m[0] + theta * theta;
    double fourth =
        m[3]
            - 4 * theta * m[2]
            + 6 * theta * theta * m[1]
            - 4 * Math.pow(theta, 3) * m[0]
            + Math.pow(theta, 4);
    return new double[] {m[1] - m[0] * m[0], N * N * (fourth - square * square)};
  }

  static Evidence sampled(Implementation ops, double theta, int repeats, long seed, double alpha) {
    double[] averages = new double[repeats];
    double[] logW = new double[N];
    double[] z = ParticleClaims.normals(seed, 3, repeats * N);
    for (int r = 0; r < repeats; r++) {
      for (int i = 0; i < N; i++) {
        logW[i] = theta * z[r * N + i];
      }
      double[] w = ops.apply(new Normalise(Weights.of(logW)));
      for (int i = 0; i < N; i++) {
        averages[r] += w[i] * z[r * N + i];
      }
    }
    double[] exact = exact(theta, N);
    double bias = N * (Arrays.stream(averages).average().orElseThrow() - theta);
    double truth = N * (exact[0] - theta);
    double square = N * (exact[1] - 2 * theta * exact[0] + theta * theta);
    double[] squares = Arrays.stream(averages).map(a -> N * (a - theta) * (a - theta)).toArray();
    double e = Math.exp(theta * theta);
    double[] toLimit = new double[4];
    for (int l = 0; l < toLimit.length; l++) {
      int n = 50 << l;
      toLimit[l] = n * (exact(theta, n)[0] - theta) + theta * e;
    }
    double[] scaled = Arrays.stream(averages).map(a -> N * (a - theta)).toArray();
    String what = "N bias " + bias + " against " + truth;
    return Evidence.atMost(Math.abs(bias - truth), radius(repeats, alpha), what)
        .with(Trace.Draws.of(what, scaled, bias, truth, radius(repeats, alpha)))
        .worse(
            ParticleClaims.expectation(
                "N mean square against " + square,
                squares,
                square,
                FiniteSample.medianOfMeans(repeats, VARIANCE_OF_SQUARE, alpha),
                alpha))
        .worse(
            ConvergenceStudy.ofErrors(1, 1, toLimit)
                .evidence("exact N bias to -theta e^{theta^2} like 1/N"));
  }
}
