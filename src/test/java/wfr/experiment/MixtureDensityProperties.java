package wfr.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class MixtureDensityProperties {
  private static final int N = 60;

  /** What is left out, N e^-32 relative, and the rounding of logarithms below 200. */
  private static final double LEFT_OUT = 2 * N * Math.exp(-32) + 64 * Math.ulp(200.0);

  /** The bins' promise: 1/512 of the peak at a node and as much from the interpolation, where the particle itself contributes at least e^-1/2 of its own peak; twice for the logarithm. */
  private static final double BINNED = 4 * Math.exp(1.0 / 2) / 512;

  private static double direct(double[][] c, double[][] x, int i, double variance) {
    double sum = 0;
    for (int j = 0; j < N; j++) {
      double q = 0;
      for (int k = 0; k < x.length; k++) {
        q += (x[k][i] - c[k][j]) * (x[k][i] - c[k][j]);
      }
      sum += Math.exp(-q / (2 * variance));
    }
    return Math.log(sum / N) - x.length * Math.log(2 * Math.PI * variance) / 2;
  }

  private static double[][] normal(Random random, int d, double scale) {
    double[][] x = new double[d][N];
    for (double[] row : x) {
      for (int i = 0; i < N; i++) {
        row[i] = scale * random.nextGaussian();
      }
    }
    return x;
  }

  private static double[][] moved(Random random, double[][] c, double spread) {
    double[][] x = normal(random, c.length, spread);
    for (int k = 0; k < x.length; k++) {
      for (int i = 0; i < N; i++) {
        x[k][i] += c[k][i];
      }
    }
    return x;
  }

  /** Leaving out what is far away changes nothing that shows, in any dimension. */
  @Property(tries = 60)
  void nearCentres_areTheWholeSum(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int d,
      @ForAll @DoubleRange(min = 0.01, max = 2) double variance) {
    Random random = new Random(seed);
    double[][] c = normal(random, d, 3);
    double[][] x = moved(random, c, Math.sqrt(variance));
    double[] l = MixtureDensity.of(variance).at(c, x);
    for (int i = 0; i < N; i++) {
      assertEquals(direct(c, x, i, variance), l[i], LEFT_OUT);
    }
  }

  /** On the line the bins keep their promise, at the centres themselves. */
  @Property(tries = 40)
  void binned_isWithinItsError(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.01, max = 1) double variance) {
    double[][] c = normal(new Random(seed), 1, 2);
    double[] l = MixtureDensity.binned(variance, -20, 20).at(c, c);
    for (int i = 0; i < N; i++) {
      assertEquals(direct(c, c, i, variance), l[i], BINNED);
    }
  }
}
