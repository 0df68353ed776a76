package wfr.particle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static wfr.generators.Generators.between;
import static wfr.generators.Generators.list;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import wfr.measure.Weights;
import wfr.operation.WeightOperations.MeanLogRatio;
import wfr.operation.WeightOperations.UpdateLogWeights;

class WeightFlowProperties {
  /** Most particles. */
  private static final int N = 40;

  /** log w, log rho and V of a particle. */
  private record Particle(double weight, double density, double potential) {}

  @Provide
  Arbitrary<List<Particle>> particles() {
    return list(
        1,
        N,
        Combinators.combine(between(-5, 5), between(-5, 5), between(-5, 5)).as(Particle::new));
  }

  private static double[] each(List<Particle> particles, ToDoubleFunction<Particle> of) {
    return particles.stream().mapToDouble(of).toArray();
  }

  /** V -> V + c changes neither the centred update nor the mean beyond rounding: N ulp of the largest number met. */
  @Property(tries = 100, seed = "1")
  void update_isInvariantUnderAShiftOfThePotential(
      @ForAll("particles") List<Particle> particles,
      @ForAll @DoubleRange(min = -1e3, max = 1e3) double shift) {
    int n = particles.size();
    double[] l = each(particles, Particle::weight);
    double[] logRho = each(particles, Particle::density);
    double[] v = each(particles, Particle::potential);
    double[] shifted = each(particles, p -> p.potential() + shift);
    double[] a = updated(l, logRho, v);
    double[] b = updated(l, logRho, shifted);
    double rounding = N * Math.ulp(10 + Math.abs(shift));
    assertArrayEquals(a, b, rounding);
  }

  private static double[] updated(double[] l, double[] logRho, double[] v) {
    Weights w = Weights.of(l);
    double mean = WeightFlow.meanLogRatio(new MeanLogRatio(w, logRho, v));
    double lambda = 3;
    double dt = 0.1;
    return WeightFlow.update(new UpdateLogWeights(w, logRho, v, mean, lambda, dt)).log();
  }

  /** normalise(l + c) = normalise(l), ESS likewise, for shifts that would overflow in the linear domain. */
  @Property(tries = 100, seed = "1")
  void normalise_isInvariantUnderAShift(
      @ForAll("particles") List<Particle> particles,
      @ForAll @DoubleRange(min = -5e3, max = 5e3) double shift) {
    double[] l = each(particles, Particle::weight);
    double[] m = each(particles, p -> p.weight() + shift);
    double rounding = N * Math.ulp(10 + Math.abs(shift));
    assertArrayEquals(Weights.of(l).normalised(), Weights.of(m).normalised(), rounding);
    assertEquals(
        1, Weights.of(l).effectiveSampleSize() / Weights.of(m).effectiveSampleSize(), 4 * rounding);
  }

  @Example
  void effectiveSampleSize_isTheNumberOfEqualWeights() {
    double none = Double.NEGATIVE_INFINITY;
    double ess = Weights.of(new double[] {700, 700, none, 700, none}).effectiveSampleSize();
    assertEquals(3, ess, 3 * Math.ulp(700.0));
  }

  @Example
  void normalise_refusesWeightsThatAreAllZeroOrNotNumbers() {
    double none = Double.NEGATIVE_INFINITY;
    Weights zero = Weights.of(new double[] {none, none});
    assertThrows(ArithmeticException.class, zero::normalised);
    Weights notNumbers = Weights.of(new double[] {0, Double.NaN});
    assertThrows(ArithmeticException.class, notNumbers::normalised);
  }

  /** A logarithm and its next increment, beside the largest one. */
  private record Moving(double old, double part) {}

  @Provide
  Arbitrary<List<Moving>> moving() {
    return list(1, N, Combinators.combine(between(-5, 5), between(-1, 1)).as(Moving::new));
  }

  /** The weights read off after a change are exp of the changed logarithms, up to their common factor. */
  @Property(tries = 100, seed = "1")
  void linearWeights_followTheLogarithms(
      @ForAll("moving") List<Moving> moving, @ForAll @DoubleRange(min = 0, max = 1) double size) {
    int n = moving.size();
    double[] old = moving.stream().mapToDouble(Moving::old).toArray();
    double[] next = moving.stream().mapToDouble(m -> size * m.part()).toArray();
    Weights weights = Weights.of(old);
    assertEquals(1, Arrays.stream(weights.relative()).max().orElseThrow()); // read off before
    double[] w = weights.plus(next).relative();
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      next[i] += old[i];
      largest = Math.max(largest, next[i]);
    }
    for (int i = 0; i < n; i++) {
      // logarithms and their distance from the largest are rounded: ulps of 6 in the exponent
      double relative = 4 * Math.ulp(1.0) + 4 * Math.ulp(6.0);
      assertEquals(1, w[i] * Math.exp(largest) / Math.exp(next[i]), relative);
    }
  }
}
