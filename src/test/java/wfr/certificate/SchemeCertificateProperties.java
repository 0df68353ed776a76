package wfr.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.generators.Generators.between;
import static wfr.generators.Generators.count;
import static wfr.generators.Generators.list;
import static wfr.generators.Generators.logUniform;
import static wfr.generators.Generators.vector;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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

  /** Logarithms of mass and start to the base of their spreads, and the conductance at the left beside the lesser mass. */
  private record Cell(double mass, double start, double face) {}

  /** A scheme, its start and a cell for a fault. */
  private record Case(DiscreteScheme scheme, double[] start, int cell) {}

  private static Arbitrary<SubStep> steps() {
    return Arbitraries.oneOf(
        logUniform(1e-3, 10).map(dt -> new SubStep(SubStep.Kind.TRANSPORT, dt)),
        logUniform(1e-3, 2).map(amount -> new SubStep(SubStep.Kind.REACTION, amount)));
  }

  /** Any doubles as masses, conductances and start: no problem need stand behind them. */
  @Provide
  Arbitrary<Case> cases() {
    Arbitrary<Cell> cell =
        Combinators.combine(between(-1, 1), between(-1, 1), logUniform(1e-3, 1e3)).as(Cell::new);
    return Combinators.combine(
            list(3, 12, cell),
            logUniform(1.1, 1e8),
            logUniform(1.1, 1e12),
            Arbitraries.of(false, true),
            list(1, 5, steps()),
            count(0, 11))
        .as(
            (cells, masses, starts, torus, steps, fault) ->
                new Case(
                    scheme(cells, masses, torus, steps),
                    cells.stream().mapToDouble(c -> Math.pow(starts, c.start())).toArray(),
                    fault % cells.size()));
  }

  private static DiscreteScheme scheme(
      List<Cell> cells, double masses, boolean torus, List<SubStep> steps) {
    int n = cells.size();
    double[] p = cells.stream().mapToDouble(c -> Math.pow(masses, c.mass())).toArray();
    double[] kappa = new double[n + 1];
    for (int i = 1; i < n; i++) {
      kappa[i] = cells.get(i).face() * Math.min(p[i - 1], p[i]);
    }
    if (torus) {
      kappa[0] = Math.min(p[0], p[n - 1]);
      kappa[n] = kappa[0];
    }
    return new DiscreteScheme(p, kappa, steps);
  }

  /** G6: the true distance is within the bound after every sub-step, with and without a fault in one cell. */
  @Property(tries = 60, seed = "1")
  void bound_enclosesTheExactSolution(@ForAll("cases") Case c) {
    DiscreteScheme scheme = c.scheme();
    double[][] states = SchemeCandidate.states(scheme, c.start());
    List<BigDecimal[]> exact = exact(scheme, states[0]);
    assertEncloses(scheme, states, exact);
    int last = states.length - 1;
    states[last][c.cell()] *= 1 + 1e-9;
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

  @Provide
  Arbitrary<Double> exponents() {
    return logUniform(1e-12, 600);
  }

  /** |e^x - value - remainder| at most 2^-100 value. */
  @Property(tries = 100, seed = "1")
  void exponential_isEnclosedToThirtyDigits(@ForAll("exponents") double size) {
    double x = -size;
    ExponentialEnclosure e = ExponentialEnclosure.of(x);
    BigDecimal rest =
        DecimalFunctions.exp(new BigDecimal(x))
            .subtract(new BigDecimal(e.value()))
            .subtract(new BigDecimal(e.remainder()));
    assertTrue(Math.abs(rest.doubleValue()) <= 0x1p-100 * e.value(), x + ": " + rest);
  }

  @Provide
  Arbitrary<double[]> masses() {
    return vector(1, 12, logUniform(0.01, 100));
  }

  /** |log sum p v| is bounded, also where the sum cancels to a few ulp of 1. */
  @Property(tries = 100, seed = "1")
  void massDefect_isEnclosed(@ForAll("masses") double[] p) {
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
  @Property(tries = 20, seed = "1")
  void brokenCandidate_hasNoFiniteBound(@ForAll("cases") Case c) {
    double[] u = c.start();
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      double[] next = u.clone();
      next[c.cell()] = bad;
      assertEquals(
          Double.POSITIVE_INFINITY, SchemeCertificate.transportResidual(c.scheme(), 0.1, u, next));
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
