package wfr.particle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.generators.Generators.between;
import static wfr.generators.Generators.vector;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import wfr.math.RandomStreams;
import wfr.measure.Weights;
import wfr.model.ResamplingScheme;
import wfr.reference.Reference;

class ResamplingProperties {
  /** Weights n_i/8: every cumulative sum, every stratum boundary and N W_i (N = 4) is an exact double. */
  private static final double[] EIGHTHS = {3.0 / 8, 1.0 / 8, 0, 4.0 / 8};

  /** Midpoints of 8 equal cells: counts are constant on each, so the average over them is the exact expectation. */
  private static double midpoint(int cell) {
    return (cell + 0.5) / 8;
  }

  private static int[] counts(int[] ancestors) {
    int[] c = new int[ancestors.length];
    for (int a : ancestors) {
      c[a]++;
    }
    return c;
  }

  /** E[N_i] = N W_i, by enumerating all 8^4 (systematic: 8) cells on which the ancestors are constant. */
  @Example
  void resampling_isUnbiased_byEnumeration() {
    int n = EIGHTHS.length;
    for (ResamplingScheme scheme : ResamplingScheme.values()) {
      int read = Resampling.uniforms(scheme, n);
      if (read == 0) {
        continue; // NONE draws nothing
      }
      int cells = (int) Math.pow(8, read);
      double[] mean = new double[n];
      for (int cell = 0; cell < cells; cell++) {
        double[] u = new double[read];
        for (int k = 0, c = cell; k < read; k++, c /= 8) {
          u[k] = midpoint(c % 8);
        }
        int[] counts = counts(Resampling.ancestors(scheme, EIGHTHS, u));
        for (int i = 0; i < n; i++) {
          mean[i] += counts[i];
        }
      }
      for (int i = 0; i < n; i++) {
        // sums of integers and a division by a power of two: exact
        assertEquals(n * EIGHTHS[i], mean[i] / cells, 0, scheme + " particle " + i);
      }
    }
  }

  /** Up to so many weights over e^10. */
  private static Arbitrary<double[]> weights(int most) {
    return vector(1, most, between(0, 10))
        .map(
            l -> {
              double[] w = DoubleStream.of(l).map(Math::exp).toArray();
              double sum = DoubleStream.of(w).sum();
              return DoubleStream.of(w).map(x -> x / sum).toArray();
            });
  }

  @Provide
  Arbitrary<double[]> many() {
    return weights(300);
  }

  @Provide
  Arbitrary<double[]> few() {
    return weights(60);
  }

  /** Systematic counts lie in {floor, ceil} of N W_i; N^2 ulp is the rounding of N cumulative sums scaled by N. */
  @Property(tries = 200, seed = "1")
  void systematicCounts_areFloorOrCeil(
      @ForAll("many") double[] w, @ForAll @DoubleRange(max = 1, maxIncluded = false) double u) {
    int n = w.length;
    int[] counts = counts(Resampling.ancestors(ResamplingScheme.SYSTEMATIC, w, new double[] {u}));
    double rounding = (double) n * n * Math.ulp(1.0);
    for (int i = 0; i < n; i++) {
      assertTrue(counts[i] >= Math.floor(n * w[i] - rounding), "particle " + i);
      assertTrue(counts[i] <= Math.ceil(n * w[i] + rounding), "particle " + i);
    }
    assertEquals(n, IntStream.of(counts).sum());
  }

  /** Residual keeps at least floor(N W_i) copies, every scheme draws N ancestors of positive weight, for u next to 1 too. */
  @Property(tries = 100, seed = "1")
  void ancestors_areWithinRange_forUniformsNextToOne(@ForAll("few") double[] w) {
    int n = w.length;
    double[] last = new double[n];
    java.util.Arrays.fill(last, Math.nextDown(1.0));
    for (ResamplingScheme scheme : ResamplingScheme.values()) {
      int[] a = Resampling.ancestors(scheme, w, last);
      assertEquals(n, a.length);
      for (int i : a) {
        assertTrue(i >= 0 && i < n && w[i] > 0);
      }
    }
    int[] counts = counts(Resampling.ancestors(ResamplingScheme.RESIDUAL, w, last));
    for (int i = 0; i < n; i++) {
      assertTrue(counts[i] >= Math.floor(n * w[i]));
    }
  }

  @Example
  void resample_movesValuesWithAncestors_andMakesWeightsEqual() {
    Population p = new Population(new double[][] {{0, 1, 2, 3}});
    p.carried = new double[][] {{10, 11, 12, 13}};
    p.weights = Weights.of(Arrays.stream(EIGHTHS).map(w -> Math.log(w) - 1.5).toArray());
    double logMean = p.weights.logMean();
    assertEquals(Math.log(1.0 / 4) - 1.5, logMean, 8 * Math.ulp(3.0));
    var stream = new RandomStreams(1).stream(RandomStreams.Purpose.RESAMPLING, 0, 0);
    double[] u = {stream.nextDouble()};
    int[] a = Resampling.ancestors(ResamplingScheme.SYSTEMATIC, EIGHTHS, u);
    p.resample(
        Reference.IMPLEMENTATION,
        ResamplingScheme.SYSTEMATIC,
        new RandomStreams(1).stream(RandomStreams.Purpose.RESAMPLING, 0, 0));
    for (int k = 0; k < 4; k++) {
      assertEquals(a[k], p.x[0][k], 0);
      assertEquals(10 + a[k], p.carried[0][k], 0);
      assertTrue(a[k] != 2, "a particle of weight 0 has no offspring");
    }
    assertArrayEquals(new double[] {logMean, logMean, logMean, logMean}, p.weights.log());
  }
}
