package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the evidence page draws. */
class TraceTest {
  @Test
  void rates_areLogarithmsOfRatios_ofAnySign() {
    Trace.Convergence c =
        new Trace.Convergence("c", 1, false, false, List.of(16.0, -4.0, 2.0, 4.0));
    assertEquals(List.of(2.0, 1.0, -1.0), c.rates());
  }

  /** 480 draws at equal distances, ten to a bin, the largest in the last one. */
  @Test
  void aHistogram_countsEveryFiniteDrawInItsBin() {
    int bins = 48;
    double[] draws =
        IntStream.rangeClosed(0, 10 * bins).mapToDouble(k -> -3 + k / (10.0 * bins)).toArray();
    double[] all = java.util.Arrays.copyOf(draws, draws.length + 1);
    all[draws.length] = Double.NaN;
    Trace.Draws t = Trace.Draws.of("d", all, 1, 2, 3);
    assertEquals(bins, t.counts().size());
    assertEquals(bins + 1, t.edges().size());
    assertEquals(draws.length, t.counts().stream().mapToLong(n -> n).sum());
    for (int b = 0; b < bins; b++) {
      double left = t.edges().get(b);
      double right = t.edges().get(b + 1);
      assertEquals(-3 + (double) b / bins, left, Math.ulp(4.0));
      assertTrue(Math.abs(t.counts().get(b) - 10) <= 1 && left < right);
    }
    assertEquals(-2.0, t.edges().get(bins));
  }

  @Test
  void equalDraws_lieInOneBin_ofEdgesThatAscend() {
    for (double value : new double[] {0, 5}) {
      Trace.Draws t = Trace.Draws.of("d", new double[] {value, value, value}, 1, 2, 3);
      assertEquals(List.of(3L), t.counts().stream().filter(n -> n > 0).toList());
      for (int b = 1; b < t.edges().size(); b++) {
        assertTrue(t.edges().get(b) > t.edges().get(b - 1));
      }
    }
  }

  /** Of 320 points every second one, of 321 every third, of 160 all. */
  @Test
  void aDistribution_keepsAtMost160OfItsPoints() {
    for (int n : new int[] {160, 161, 320, 321}) {
      double[] x = IntStream.range(0, n).mapToDouble(k -> k).toArray();
      double[] y = IntStream.range(0, n).mapToDouble(k -> 2 * k).toArray();
      double[] z = IntStream.range(0, n).mapToDouble(k -> 3 * k).toArray();
      Trace.Distribution d = Trace.Distribution.of("d", x, y, z, 1);
      int step = n == 160 ? 1 : n == 321 ? 3 : 2;
      assertEquals(
          IntStream.range(0, n).filter(k -> k % step == 0).boxed().map(k -> (double) k).toList(),
          d.at());
      assertEquals(d.at().stream().map(v -> 2 * v).toList(), d.found());
      assertEquals(d.at().stream().map(v -> 3 * v).toList(), d.expected());
    }
  }
}
