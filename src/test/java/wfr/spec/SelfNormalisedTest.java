package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

/** Moments of a self-normalised average against quadrature in as many dimensions as particles. */
class SelfNormalisedTest {
  private static final double THETA = 0.5;
  private static final double ROUNDING = 1e-9;

  /** E A^k and E (A - theta)^k, k = 1, ..., 4, of populations of n on a lattice: spectrally accurate, the integrand's poles being at least pi/theta away. */
  private static double[][] moments(int n) {
    double step = 0.7;
    int reach = 10;
    double[] density = new double[2 * reach + 1];
    double[] weight = new double[density.length];
    for (int k = 0; k < density.length; k++) {
      double x = (k - reach) * step;
      density[k] = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI) * step;
      weight[k] = Math.exp(THETA * x);
    }
    double[][] sums = new double[2][4];
    for (int code = 0; code < Math.pow(density.length, n); code++) {
      double p = 1;
      double top = 0;
      double bottom = 0;
      for (int i = 0, rest = code; i < n; i++, rest /= density.length) {
        int k = rest % density.length;
        p *= density[k];
        top += weight[k] * (k - reach) * step;
        bottom += weight[k];
      }
      double a = top / bottom;
      for (int k = 1; k <= 4; k++) {
        sums[0][k - 1] += p * Math.pow(a, k);
        sums[1][k - 1] += p * Math.pow(a - THETA, k);
      }
    }
    return sums;
  }

  @Test
  void moments_areThoseOfTheLattice() {
    for (int n = 4; n <= 5; n++) {
      assertArrayEquals(moments(n)[0], SelfNormalised.exact(THETA, n), ROUNDING);
    }
  }

  @Test
  void variances_areThoseOfTheAverage_andOfNTimesItsSquaredError() {
    double[][] m = moments(4);
    double n = SelfNormalised.N;
    double square = m[1][1];
    double[] expected = {m[0][1] - m[0][0] * m[0][0], n * n * (m[1][3] - square * square)};
    assertArrayEquals(expected, SelfNormalised.variances(THETA, m[0]), ROUNDING * n * n);
  }
}
