package wfr.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import wfr.math.ExponentialEnclosure;
import wfr.model.DiscreteScheme;
import wfr.model.SubStep;
import wfr.oracle.DecimalFunctions;
import wfr.reference.Reference;

/** The bound against the exact solution of the same scheme in 60 digits, on random masses, conductances and steps. */
class SchemeCertificateProperties {
  /** Planted is 1e-9; the bound may fall short of it by its own rounding and by what the faultless run has of the other sign, a hundredth. */
  private static final double PLANTED_SEEN = 0.99e-9;

  /** What the bound of a mass's defect m may exceed it by, relatively: 1/(1 - m), m at most 12 ulp, and ten roundings. */
  private static final double MASS_RELATIVE = 1e-14;

  /**
   * And absolutely, with n at most 12 cells: the errors of sums and products, of size at most (n/2 + 3/2) 2^-53 together, times n 2^-53 for their own sum and
   * 4n 2^-53 that are charged for it, and 2^-100: 6e-30.
   */
  private static final double MASS_ABSOLUTE = 1e-29;

  /** Random doubles as masses, conductances and start: no problem need stand behind them. */
  private static final class Draw {
    private final SplittableRandom random;
    private final int n;

    Draw(long seed) {
      random = new SplittableRandom(seed);
      n = 8 + random.nextInt(5);
    }

    double logUniform(double a, double b) {
      return Math.exp(Math.log(a) + random.nextDouble() * Math.log(b / a));
    }

    double[] values(double spread) {
      double[] x = new double[n];
      Arrays.setAll(x, i -> logUniform(1 / spread, spread));
      return x;
    }

    DiscreteScheme scheme() {
      double[] p = values(logUniform(1.1, 1e8));
      double[] kappa = new double[n + 1];
      for (int i = 1; i < n; i++) {
        kappa[i] = logUniform(1e-3, 1e3) * Math.min(p[i - 1], p[i]);
      }
      if (random.nextBoolean()) {
        kappa[0] = Math.min(p[0], p[n - 1]);
        kappa[n] = kappa[0];
      }
      List<SubStep> steps = new ArrayList<>();
      for (int k = 0; k < 5; k++) {
        boolean w = random.nextBoolean();
        steps.add(
            new SubStep(
                w ? SubStep.Kind.TRANSPORT : SubStep.Kind.REACTION,
                w ? logUniform(1e-3, 10) : logUniform(1e-3, 2)));
      }
      return new DiscreteScheme(p, kappa, steps);
    }
  }

  /** G6: the true distance is within the bound after every sub-step, with and without a fault in one cell. */
  @Property(tries = 60, shrinking = ShrinkingMode.OFF, seed = "1")
  void bound_enclosesTheExactSolution(@ForAll long seed) {
    Draw draw = new Draw(seed);
    DiscreteScheme scheme = draw.scheme();
    double[][] states = SchemeCandidate.states(scheme, draw.values(draw.logUniform(1.1, 1e12)));
    List<BigDecimal[]> exact = exact(scheme, states[0]);
    assertEncloses(scheme, states, exact);
    int last = states.length - 1;
    states[last][draw.random.nextInt(draw.n)] *= 1 + 1e-9;
    assertEncloses(scheme, states, exact);
    double eps = SchemeCertificate.bounds(scheme, states, Reference.IMPLEMENTATION)[last];
    assertTrue(eps >= PLANTED_SEEN, "a fault of 1e-9 does not show: " + eps);
  }

  private static void assertEncloses(
      DiscreteScheme scheme, double[][] states, List<BigDecimal[]> exact) {
    double[] eps = SchemeCertificate.bounds(scheme, states, Reference.IMPLEMENTATION);
    for (int k = 0; k < states.length; k++) {
      double d = distance(exact.get(k), states[k]);
      assertTrue(d <= eps[k], "sub-step " + k + ": distance " + d + ", bound " + eps[k]);
    }
  }

  private static List<BigDecimal[]> exact(DiscreteScheme scheme, double[] start) {
    int n = start.length;
    BigDecimal[] u = new BigDecimal[n];
    Arrays.setAll(u, i -> new BigDecimal(start[i]));
    List<BigDecimal[]> states = new ArrayList<>();
    states.add(u);
    for (SubStep step : scheme.steps()) {
      BigDecimal[] next = new BigDecimal[n];
      if (step.kind() == SubStep.Kind.TRANSPORT) {
        double[] k = scheme.integratedConductance(step.amount());
        BigDecimal[][] a = new BigDecimal[n][n];
        for (int i = 0; i < n; i++) {
          Arrays.fill(a[i], BigDecimal.ZERO);
          BigDecimal p = new BigDecimal(scheme.mass()[i]);
          a[i][i] = p.add(new BigDecimal(k[i])).add(new BigDecimal(k[i + 1]));
          a[i][(i + n - 1) % n] = new BigDecimal(-k[i]);
          a[i][(i + 1) % n] = new BigDecimal(-k[i + 1]);
          next[i] = p.multiply(u[i]);
        }
        DecimalFunctions.solve(a, next);
      } else {
        BigDecimal power = DecimalFunctions.exp(new BigDecimal(-step.amount()));
        for (int i = 0; i < n; i++) {
          next[i] =
              DecimalFunctions.exp(
                  power.multiply(DecimalFunctions.log(u[i]), DecimalFunctions.DIGITS));
        }
      }
      u = next;
      states.add(u);
    }
    return states;
  }

  private static double distance(BigDecimal[] u, double[] v) {
    BigDecimal most = null;
    BigDecimal least = null;
    for (int i = 0; i < v.length; i++) {
      BigDecimal q = u[i].divide(new BigDecimal(v[i]), DecimalFunctions.DIGITS);
      most = most == null ? q : most.max(q);
      least = least == null ? q : least.min(q);
    }
    return Math.log1p(most.subtract(least).divide(least, DecimalFunctions.DIGITS).doubleValue());
  }

  /** |e^x - value - remainder| at most 2^-100 value. */
  @Property(tries = 100, shrinking = ShrinkingMode.OFF, seed = "1")
  void exponential_isEnclosedToThirtyDigits(@ForAll long seed) {
    double x = -new Draw(seed).logUniform(1e-12, 600);
    ExponentialEnclosure e = ExponentialEnclosure.of(x);
    BigDecimal rest =
        DecimalFunctions.exp(new BigDecimal(x))
            .subtract(new BigDecimal(e.value()))
            .subtract(new BigDecimal(e.remainder()));
    assertTrue(Math.abs(rest.doubleValue()) <= 0x1p-100 * e.value(), x + ": " + rest);
  }

  /** |log sum p v| is bounded, also where the sum cancels to a few ulp of 1. */
  @Property(tries = 100, shrinking = ShrinkingMode.OFF, seed = "1")
  void massDefect_isEnclosed(@ForAll long seed) {
    Draw draw = new Draw(seed);
    double[] p = draw.values(100);
    double total = Arrays.stream(p).sum();
    double[] v = new double[p.length];
    Arrays.fill(v, 1 / total);
    BigDecimal mass = BigDecimal.ZERO;
    for (int i = 0; i < p.length; i++) {
      mass = mass.add(new BigDecimal(p[i]).multiply(new BigDecimal(v[i])));
    }
    double truth = Math.abs(mass.subtract(BigDecimal.ONE).doubleValue());
    double bound = SchemeCertificate.massResidual(p, v);
    assertTrue(
        truth * (1 - truth) <= bound && bound <= truth * (1 + MASS_RELATIVE) + MASS_ABSOLUTE);
  }

  /** A state with a cell that is empty or not a number has no bound. */
  @Example
  void brokenCandidate_hasNoFiniteBound() {
    DiscreteScheme scheme = new Draw(7).scheme();
    double[] u = new Draw(7).values(3);
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      double[] next = u.clone();
      next[3] = bad;
      assertEquals(
          Double.POSITIVE_INFINITY, SchemeCertificate.transportResidual(scheme, 0.1, u, next));
      assertEquals(Double.POSITIVE_INFINITY, SchemeCertificate.reactionResidual(0.1, u, next));
    }
  }

  /** Below e^-600 the rounding error of a product may underflow: refused by name. */
  @Example
  void underflowingMass_isRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new DiscreteScheme(new double[] {1, 1e-280}, new double[3], List.of()));
    assertTrue(e.getMessage().contains("e^-600"), e.getMessage());
  }
}
