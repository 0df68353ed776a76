package wfr.particle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class WeightFlowProperties {
  private static final int N = 40;

  private static double[] draw(SplittableRandom random, double scale) {
    double[] a = new double[N];
    for (int i = 0; i < N; i++) {
      a[i] = scale * (2 * random.nextDouble() - 1);
    }
    return a;
  }

  /** V -> V + c changes neither the centred update nor the mean beyond rounding: N ulp of the largest number met. */
  @Property(tries = 100, seed = "1")
  void update_isInvariantUnderAShiftOfThePotential(
      @ForAll long seed, @ForAll @DoubleRange(min = -1e3, max = 1e3) double shift) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] l = draw(random, 5);
    double[] logRho = draw(random, 5);
    double[] v = draw(random, 5);
    double[] shifted = new double[N];
    for (int i = 0; i < N; i++) {
      shifted[i] = v[i] + shift;
    }
    double[] a = l.clone();
    double[] b = l.clone();
    double lambda = 3;
    double dt = 0.1;
    new WeightFlow().update(a, N, logRho, v, WeightFlow.meanLogRatio(l, logRho, v), lambda, dt);
    new WeightFlow()
        .update(b, N, logRho, shifted, WeightFlow.meanLogRatio(l, logRho, shifted), lambda, dt);
    double rounding = N * Math.ulp(10 + Math.abs(shift));
    assertArrayEquals(a, b, rounding);
  }

  /** normalise(l + c) = normalise(l), ESS likewise, for shifts that would overflow in the linear domain. */
  @Property(tries = 100, seed = "1")
  void normalise_isInvariantUnderAShift(
      @ForAll long seed, @ForAll @DoubleRange(min = -5e3, max = 5e3) double shift) {
    double[] l = draw(new SplittableRandom(seed), 5);
    double[] m = new double[N];
    for (int i = 0; i < N; i++) {
      m[i] = l[i] + shift;
    }
    double rounding = N * Math.ulp(10 + Math.abs(shift));
    assertArrayEquals(WeightFlow.normalise(l), WeightFlow.normalise(m), rounding);
    assertEquals(
        1, WeightFlow.effectiveSampleSize(l) / WeightFlow.effectiveSampleSize(m), 4 * rounding);
  }

  @Example
  void effectiveSampleSize_isTheNumberOfEqualWeights() {
    double none = Double.NEGATIVE_INFINITY;
    double ess = WeightFlow.effectiveSampleSize(new double[] {700, 700, none, 700, none});
    assertEquals(3, ess, 3 * Math.ulp(700.0));
  }

  @Example
  void normalise_refusesWeightsThatAreAllZeroOrNotNumbers() {
    double none = Double.NEGATIVE_INFINITY;
    assertThrows(ArithmeticException.class, () -> WeightFlow.normalise(new double[] {none, none}));
    assertThrows(
        ArithmeticException.class, () -> WeightFlow.normalise(new double[] {0, Double.NaN}));
  }

  /** The polynomial mirror of the weights follows exp to 4 ulp a step: remainder 1.6e-16 and a dozen roundings damped by |d|. */
  @Property(tries = 100, seed = "1")
  void linearWeights_followTheLogarithms(
      @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 1) double size) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] old = draw(random, 5);
    double[] next = draw(random, size);
    double[] w = new double[N];
    for (int i = 0; i < N; i++) {
      next[i] += old[i];
      w[i] = Math.exp(old[i]);
    }
    BlockKernels.follow(old, next, 0, w, N);
    for (int i = 0; i < N; i++) {
      // old and next are rounded: their difference carries ulp(6) into the exponent
      double relative = 4 * Math.ulp(1.0) + 4 * Math.ulp(6.0);
      assertEquals(1, w[i] / Math.exp(next[i]), relative);
    }
  }
}
