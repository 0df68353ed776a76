package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.WfrProblem;

/** The quadrature that carries the law of a scheme, on affine maps, which keep Gaussians Gaussian: moments and distribution function in closed form. */
class SchemeLawTest {
  private static final double LOWER = -9;
  private static final double UPPER = 11;
  private static final int NODES = 400;
  private static final double MEAN = 0.8;
  private static final double VARIANCE = 0.49;
  private static final double SLOPE = 0.75;
  private static final double SHIFT = 0.5;
  private static final double NOISE = 0.6;
  private static final int STEPS = 3;

  /**
   * The law is sums of at most 10^3 terms per step whose rounding is that of (x - moved)^2/(2 s^2), at most 81/2; what the box and the kernel cut off is
   * below 1e-18, and the trapezoidal rule errs by exp(-2 pi^2 s^2/dx^2), s/dx = 12.
   */
  private static final double ROUNDING = Bounds.rounding(3 * STEPS * 41, 1);

  private static SchemeLaw start(int nodes) {
    return SchemeLaw.initial(
        new WfrProblem(
            GaussianLaw.of(0, 1),
            GaussianLaw.of(MEAN, VARIANCE),
            Domain.interval(LOWER, UPPER, Domain.Boundary.LINE),
            1,
            1),
        LOWER,
        UPPER,
        nodes);
  }

  private static double[] map(double[] x) {
    return Arrays.stream(x).map(v -> SLOPE * v + SHIFT).toArray();
  }

  private static double mean(int steps) {
    double m = MEAN;
    for (int k = 0; k < steps; k++) {
      m = SLOPE * m + SHIFT;
    }
    return m;
  }

  private static double variance(int steps) {
    double v = VARIANCE;
    for (int k = 0; k < steps; k++) {
      v = SLOPE * SLOPE * v + NOISE * NOISE;
    }
    return v;
  }

  @Test
  void anAffineMapWithNoise_keepsAGaussianGaussian() {
    SchemeLaw law = start(NODES);
    SchemeLaw after = law.push(map(law.nodes()), NOISE, STEPS);
    assertEquals(1, law.total(), ROUNDING);
    assertEquals(1, after.total(), ROUNDING);
    for (int steps : new int[] {0, STEPS}) {
      SchemeLaw one = steps == 0 ? law : after;
      double m = mean(steps);
      double v = variance(steps);
      double[] x = one.nodes();
      double size = UPPER - LOWER;
      assertEquals(m, one.expectation(x), size * ROUNDING);
      double[] square = Arrays.stream(x).map(y -> (y - m) * (y - m)).toArray();
      assertEquals(v, one.expectation(square), size * size * ROUNDING);
      GaussianLaw exact = GaussianLaw.of(m, v);
      double[] log = one.logDensity();
      for (int k = 0; k < NODES; k++) {
        assertEquals(
            Math.exp(exact.logDensity(x[k])), Math.exp(log[k]), ROUNDING, "density at " + x[k]);
      }
    }
  }

  /**
   * Error of the corrected midpoint sums: 7/5760 dx^4 f''' of Euler and Maclaurin, and 1/576 of it for the difference that stands for f'; f the density, its
   * third derivative at most 1.38 times 0.4/s^4.
   */
  @Test
  void theDistributionFunction_isThatOfTheGaussian_toFourthOrder() {
    SchemeLaw law = start(NODES).push(map(start(NODES).nodes()), NOISE, STEPS);
    NormalDistribution exact = new NormalDistribution(mean(STEPS), Math.sqrt(variance(STEPS)));
    double third = 1.38 * 0.4 / Math.pow(variance(STEPS), 2);
    double allowed = Math.pow(law.width(), 4) * third * (7 + 10) / 5760 + ROUNDING * NODES;
    double[] cdf = law.cdf();
    for (int k = 0; k < NODES; k++) {
      double error = Math.abs(cdf[k] - exact.cumulativeProbability(law.edge(k)));
      assertTrue(error <= allowed, "edge " + k + ": " + error + " > " + allowed);
    }
  }

  @Test
  void nodesAreMidpoints_edgesAreRight_andMassesAreCopied() {
    SchemeLaw law = start(NODES);
    double dx = (UPPER - LOWER) / NODES;
    double rounding = 4 * Math.ulp(UPPER);
    assertEquals(NODES, law.size());
    assertEquals(LOWER, law.lower(), 0);
    assertEquals(dx, law.width(), 0);
    double edge = LOWER;
    for (int k = 0; k < NODES; k++) {
      assertEquals(LOWER + (2 * k + 1) * (UPPER - LOWER) / (2 * NODES), law.node(k), rounding);
      assertEquals(LOWER + (k + 1) * (UPPER - LOWER) / NODES, law.edge(k), rounding);
      assertTrue(law.node(k) > edge && law.node(k) < law.edge(k));
      edge = law.edge(k);
    }
    double kept = law.masses()[NODES / 2];
    law.masses()[NODES / 2] = 0;
    assertEquals(kept, law.masses()[NODES / 2], 0);
  }

  @Test
  void aFactor_multipliesMasses_andAnEmptyNodeStaysEmpty() {
    SchemeLaw law = start(NODES);
    double[] half = new double[NODES];
    Arrays.fill(half, 0.5);
    half[0] = 0;
    SchemeLaw cut = law.times(half);
    assertEquals(0.5 * (law.total() - law.masses()[0]), cut.total(), ROUNDING);
    double[] infinite = new double[NODES];
    Arrays.fill(infinite, 1);
    infinite[0] = Double.POSITIVE_INFINITY;
    SchemeLaw same = cut.times(infinite);
    assertEquals(0, same.masses()[0], 0);
    assertEquals(cut.total(), same.total(), 0);
    assertEquals(cut.total(), cut.expectation(infinite), ROUNDING);
    assertEquals(Double.NEGATIVE_INFINITY, cut.logDensity()[0], 0);
  }

  /** A noise that depends on the place is none that one number describes. */
  @Test
  void noise_isReadOff_andIsNotANumberUnlessItIsTheSameEverywhere() {
    double[] moved = map(start(NODES).nodes());
    double[] up = Arrays.stream(moved).map(v -> v + NOISE).toArray();
    assertEquals(NOISE, SchemeLaw.noise(moved, up), Math.ulp(UPPER));
    for (int k = 0; k < NODES; k++) {
      double[] other = up.clone();
      other[k] += Bounds.rounding(NODES, UPPER);
      assertTrue(Double.isNaN(SchemeLaw.noise(moved, other)), "at node " + k);
    }
  }
}
