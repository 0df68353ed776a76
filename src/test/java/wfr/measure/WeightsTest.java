package wfr.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

/** Weights by their logarithms: what is read off them, against sums that are exact or taken as they stand. */
class WeightsTest {
  private static final double NONE = Double.NEGATIVE_INFINITY;

  /** Roundings of a few logarithms, exponentials and sums of numbers below 2. */
  private static final double ROUNDING = 16 * Math.ulp(1.0);

  /** Weights 1, 2, 4, 1: sum 8, sum of squares 22. */
  private static final double[] LOGS = {0, Math.log(2), Math.log(4), 0};

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void assertRelative(double expected, double found, double bound) {
    assertEquals(expected, found, bound * Math.abs(expected));
  }

  @Example
  void values_areReadOffTheLogarithms() {
    Weights w = Weights.of(LOGS);
    assertEquals(4, w.count());
    assertArrayEquals(LOGS, w.log(), 0);
    assertEquals(Math.log(4), w.log(2), 0);
    assertArrayEquals(new double[] {0.25, 0.5, 1, 0.25}, w.relative(), ROUNDING);
    assertArrayEquals(new double[] {0.125, 0.25, 0.5, 0.125}, w.normalised(), ROUNDING);
    assertEquals(64.0 / 22, w.effectiveSampleSize(), 4 * ROUNDING);
    assertEquals(Math.log(2), w.logMean(), ROUNDING);
    assertEquals(3, w.mean(new double[] {8, 4, 2, 0}), 4 * ROUNDING);
    double[] change = {1, -1, 0.5, NONE};
    double[] sum = {1, Math.log(2) - 1, Math.log(4) + 0.5, NONE};
    assertArrayEquals(sum, w.plus(change).log(), 0);
    assertArrayEquals(LOGS, w.log(), 0);
  }

  @Example
  void equalWeights_areTheirOwnMean() {
    Weights w = Weights.equal(5, -3.25);
    assertArrayEquals(new double[] {-3.25, -3.25, -3.25, -3.25, -3.25}, w.log(), 0);
    assertEquals(5, w.effectiveSampleSize(), 0);
    assertEquals(-3.25, w.logMean(), 0);
    assertEquals(1, Weights.of(new double[] {-7}).effectiveSampleSize(), 0);
  }

  @Example
  void logarithms_areCopied() {
    double[] l = LOGS.clone();
    Weights w = Weights.of(l);
    l[0] = 9;
    w.log()[1] = 9;
    w.normalised()[2] = 9;
    assertArrayEquals(LOGS, w.log(), 0);
    assertArrayEquals(new double[] {0.125, 0.25, 0.5, 0.125}, w.normalised(), ROUNDING);
  }

  /** Every figure against the plain sum: whatever N is, no entry is left out or taken twice. */
  @Property(tries = 200, seed = "1")
  void figures_areThoseOfPlainSums(
      @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = -5, max = 5) Double> logs) {
    double[] l = array(logs);
    int n = l.length;
    double[] f = new double[n];
    double sum = 0;
    double squares = 0;
    double moment = 0;
    for (int i = 0; i < n; i++) {
      f[i] = 1 + i;
      double w = Math.exp(l[i]);
      sum += w;
      squares += w * w;
      moment += w * f[i];
    }
    Weights weights = Weights.of(l);
    double rounding = 4 * (n + 8) * Math.ulp(1.0); // all terms are positive
    assertRelative(sum * sum / squares, weights.effectiveSampleSize(), rounding);
    assertRelative(moment / sum, weights.mean(f), rounding);
    assertRelative(sum / n, Math.exp(weights.logMean()), rounding);
    double[] normalised = weights.normalised();
    for (int i = 0; i < n; i++) {
      assertRelative(Math.exp(l[i]) / sum, normalised[i], rounding);
    }
    assertEquals(1, Arrays.stream(normalised).sum(), rounding);
    assertEquals(1, Arrays.stream(weights.relative()).max().orElseThrow(), 0);
  }

  /** Of the rounded weights the inequality holds without an exception; their own sums round by N ulp. */
  @Property(tries = 300, seed = "1")
  void effectiveSampleSize_isBetweenOneAndN(
      @ForAll @Size(min = 1, max = 200) List<@DoubleRange(min = -800, max = 800) Double> logs) {
    int n = logs.size();
    double ess = Weights.of(array(logs)).effectiveSampleSize();
    double rounding = 2 * (n + 4) * Math.ulp(1.0);
    assertTrue(ess >= 1 - rounding && ess <= n * (1 + rounding), () -> n + ": " + ess);
  }

  /** A common factor changes no share: every logarithm is rounded once, by ulp(shift), which the exponential makes relative. */
  @Property(tries = 200, seed = "1")
  void commonShift_changesNoShare(
      @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = -5, max = 5) Double> logs,
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double shift) {
    double[] l = array(logs);
    double[] all = new double[l.length];
    Arrays.fill(all, shift);
    Weights w = Weights.of(l);
    Weights shifted = w.plus(all);
    double rounding = 4 * Math.ulp(10 + Math.abs(shift)) + 4 * (l.length + 8) * Math.ulp(1.0);
    double[] before = w.normalised();
    double[] after = shifted.normalised();
    for (int i = 0; i < l.length; i++) {
      assertRelative(before[i], after[i], rounding);
    }
    assertRelative(w.effectiveSampleSize(), shifted.effectiveSampleSize(), 2 * rounding);
    assertEquals(w.logMean() + shift, shifted.logMean(), rounding);
    double[] f = new double[l.length];
    Arrays.setAll(f, i -> 1 + i);
    assertRelative(w.mean(f), shifted.mean(f), 2 * rounding);
  }

  /** Equal weights of the same sum, however far from 1 it is. */
  @Property(tries = 200, seed = "1")
  void reset_keepsTheMass_andMakesWeightsEqual(
      @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = -5, max = 5) Double> logs,
      @ForAll @DoubleRange(min = -1e3, max = 1e3) double shift) {
    double[] l = array(logs);
    double sum = Arrays.stream(l).map(Math::exp).sum();
    double[] all = new double[l.length];
    Arrays.fill(all, shift);
    Weights reset = Weights.of(l).plus(all).reset();
    assertEquals(l.length, reset.count());
    assertEquals(l.length, reset.effectiveSampleSize(), 0);
    double rounding = 4 * Math.ulp(10 + Math.abs(shift)) + 4 * (l.length + 8) * Math.ulp(1.0);
    double mass = l.length * Math.exp(reset.log(0) - shift);
    assertRelative(sum, mass, rounding);
    for (double v : reset.log()) {
      assertEquals(reset.log(0), v, 0);
    }
  }

  /** A particle without weight has no share, and its neighbours are as they would be without it, up to their number. */
  @Example
  void entryOfMinusInfinity_isAParticleWithoutWeight() {
    Weights w = Weights.of(new double[] {NONE, 0, NONE, Math.log(3), NONE});
    double[] shares = {0, 0.25, 0, 0.75, 0};
    assertArrayEquals(shares, w.normalised(), ROUNDING);
    assertEquals(0, w.relative()[0], 0);
    assertEquals(1.6, w.effectiveSampleSize(), 4 * ROUNDING);
    assertEquals(Math.log(4.0 / 5), w.logMean(), ROUNDING);
    assertEquals(3.25, w.mean(new double[] {1e300, 1, -1e300, 4, 7}), 4 * ROUNDING);
    assertEquals(Math.log(4.0 / 5), w.reset().log(0), ROUNDING);
    assertEquals(NONE, w.log(2), 0);
  }

  /** No exponential of these logarithms is a double above 0 and below infinity. */
  @Example
  void logarithmsBeyondTheRange_neitherOverflowNorVanish() {
    for (double far : new double[] {1e4, -1e4, 1e15, -1e15}) {
      Weights w = Weights.of(new double[] {far, far, far - 1e3});
      assertArrayEquals(new double[] {0.5, 0.5, 0}, w.normalised(), 0);
      assertEquals(2, w.effectiveSampleSize(), 0);
      assertEquals(far + Math.log(2.0 / 3), w.logMean(), Math.ulp(far));
      assertEquals(1.5, w.mean(new double[] {1, 2, 1e300}), 0);
    }
  }

  /** The shares round with the logarithms; their sum does not. */
  @Example
  void shares_sumToOne_howeverFarTheLogarithms() {
    double far = 1e5;
    double[] w = Weights.of(new double[] {far, far + Math.log(3), NONE}).normalised();
    assertArrayEquals(new double[] {0.25, 0.75, 0}, w, far * Math.ulp(1.0));
    assertEquals(1, w[0] + w[1], 2 * Math.ulp(1.0));
  }

  @Example
  void weightsWithoutAFiniteLargest_areRefused() {
    double inf = Double.POSITIVE_INFINITY;
    for (double[] l :
        new double[][] {
          {NONE, NONE, NONE}, {NONE}, {0, inf, 0}, {inf, NONE}, {0, Double.NaN, 0}, {Double.NaN}, {}
        }) {
      Weights w = Weights.of(l);
      assertThrows(ArithmeticException.class, w::relative);
      assertThrows(ArithmeticException.class, w::normalised);
      assertThrows(ArithmeticException.class, w::effectiveSampleSize);
      assertThrows(ArithmeticException.class, w::logMean);
      assertThrows(ArithmeticException.class, w::reset);
      assertThrows(ArithmeticException.class, () -> w.mean(new double[l.length]));
      assertArrayEquals(l, w.log());
    }
  }

  @Example
  void normalised_sumsToOne_howeverFarTheLogarithms() {
    double far = 1e5;
    double[] w = Weights.of(new double[] {far, far + Math.log(3), NONE}).normalised();
    assertArrayEquals(new double[] {0.25, 0.75, 0}, w, far * Math.ulp(1.0));
    assertEquals(1, w[0] + w[1], 2 * Math.ulp(1.0));
    for (double bad : new double[] {NONE, 1 / 0.0, Double.NaN}) {
      Weights w2 = Weights.of(new double[] {bad, NONE});
      assertThrows(ArithmeticException.class, w2::normalised);
    }
  }
}
