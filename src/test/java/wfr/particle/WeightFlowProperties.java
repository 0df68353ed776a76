package wfr.particle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static wfr.generators.Generators.between;
import static wfr.generators.Generators.list;

import java.util.List;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

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
    double[] a = l.clone();
    double[] b = l.clone();
    double lambda = 3;
    double dt = 0.1;
    new WeightFlow().update(a, n, logRho, v, WeightFlow.meanLogRatio(l, logRho, v), lambda, dt);
    new WeightFlow()
        .update(b, n, logRho, shifted, WeightFlow.meanLogRatio(l, logRho, shifted), lambda, dt);
    double rounding = N * Math.ulp(10 + Math.abs(shift));
    assertArrayEquals(a, b, rounding);
  }

  /** normalise(l + c) = normalise(l), ESS likewise, for shifts that would overflow in the linear domain. */
  @Property(tries = 100, seed = "1")
  void normalise_isInvariantUnderAShift(
      @ForAll("particles") List<Particle> particles,
      @ForAll @DoubleRange(min = -5e3, max = 5e3) double shift) {
    double[] l = each(particles, Particle::weight);
    double[] m = each(particles, p -> p.weight() + shift);
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

  /** A logarithm and its next increment, beside the largest one. */
  private record Moving(double old, double part) {}

  @Provide
  Arbitrary<List<Moving>> moving() {
    return list(1, N, Combinators.combine(between(-5, 5), between(-1, 1)).as(Moving::new));
  }

  /** The polynomial mirror of the weights follows exp to 4 ulp a step: remainder 1.6e-16 and a dozen roundings damped by |d|. */
  @Property(tries = 100, seed = "1")
  void linearWeights_followTheLogarithms(
      @ForAll("moving") List<Moving> moving, @ForAll @DoubleRange(min = 0, max = 1) double size) {
    int n = moving.size();
    double[] old = moving.stream().mapToDouble(Moving::old).toArray();
    double[] next = moving.stream().mapToDouble(m -> m.old() + size * m.part()).toArray();
    double[] w = moving.stream().mapToDouble(m -> Math.exp(m.old())).toArray();
    BlockKernels.follow(old, next, 0, w, n);
    for (int i = 0; i < n; i++) {
      // old and next are rounded: their difference carries ulp(6) into the exponent
      double relative = 4 * Math.ulp(1.0) + 4 * Math.ulp(6.0);
      assertEquals(1, w[i] / Math.exp(next[i]), relative);
    }
  }
}
