package wfr.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static wfr.generators.Generators.list;
import static wfr.generators.Generators.normal;
import static wfr.generators.Generators.vector;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class MixtureDensityProperties {
  /** Most particles. */
  private static final int N = 60;

  /** What is left out, N e^-32 relative, and the rounding of logarithms below 200. */
  private static final double LEFT_OUT = 2 * N * Math.exp(-32) + 64 * Math.ulp(200.0);

  /** The bins' promise: 1/512 of the peak at a node and as much from the interpolation, where the particle itself contributes at least e^-1/2 of its own peak; twice for the logarithm. */
  private static final double BINNED = 4 * Math.exp(1.0 / 2) / 512;

  private static double direct(double[][] c, double[][] x, int i, double variance) {
    double sum = 0;
    int n = c[0].length;
    for (int j = 0; j < n; j++) {
      double q = 0;
      for (int k = 0; k < x.length; k++) {
        q += (x[k][i] - c[k][j]) * (x[k][i] - c[k][j]);
      }
      sum += Math.exp(-q / (2 * variance));
    }
    return Math.log(sum / n) - x.length * Math.log(2 * Math.PI * variance) / 2;
  }

  /** A centre and, in units of the kernel, how far off a point lies. */
  private record Particle(double[] centre, double[] off) {}

  @Provide
  Arbitrary<List<Particle>> particles() {
    return list(
        1, N, Combinators.combine(vector(4, normal(3)), vector(4, normal(1))).as(Particle::new));
  }

  @Provide
  Arbitrary<double[]> centres() {
    return vector(1, N, normal(2));
  }

  /** Leaving out what is far away changes nothing that shows, in any dimension. */
  @Property(tries = 60)
  void nearCentres_areTheWholeSum(
      @ForAll("particles") List<Particle> particles,
      @ForAll @IntRange(min = 1, max = 4) int d,
      @ForAll @DoubleRange(min = 0.01, max = 2) double variance) {
    int n = particles.size();
    double[][] c = new double[d][n];
    double[][] x = new double[d][n];
    for (int k = 0; k < d; k++) {
      for (int i = 0; i < n; i++) {
        c[k][i] = particles.get(i).centre()[k];
        x[k][i] = c[k][i] + Math.sqrt(variance) * particles.get(i).off()[k];
      }
    }
    double[] l = MixtureDensity.of(variance).at(c, x);
    for (int i = 0; i < n; i++) {
      assertEquals(direct(c, x, i, variance), l[i], LEFT_OUT);
    }
  }

  /** On the line the bins keep their promise, at the centres themselves. */
  @Property(tries = 40)
  void binned_isWithinItsError(
      @ForAll("centres") double[] centres,
      @ForAll @DoubleRange(min = 0.01, max = 1) double variance) {
    double[][] c = {centres};
    double[] l = MixtureDensity.binned(variance, -20, 20).at(c, c);
    for (int i = 0; i < centres.length; i++) {
      assertEquals(direct(c, c, i, variance), l[i], BINNED);
    }
  }
}
