package wfr.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import wfr.measure.DiscreteTarget;
import wfr.model.DiscreteScheme;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.PolynomialPotential;
import wfr.model.SplittingScheme;
import wfr.model.SubStep;
import wfr.model.WfrProblem;
import wfr.oracle.DecimalFunctions;
import wfr.pde.ScharfetterGummelFlux;
import wfr.reference.Reference;

/**
 * The promise in full size: 200 cells and 400 steps are certified in under 5 s with a bound below 1e-11 that contains the true error, by a shadow of the run in
 * 50 digits. The shadow eliminates the tridiagonal system and takes powers as exp(a log u), log u = y + log(1 + z), y the double next to it, z = u e^-y - 1,
 * |z| below 2^-45: five terms of the series are 10^-80 short.
 */
class SchemeShadowTest {
  private static final int CELLS = 200;
  private static final int STEPS = 400;

  /** Promised. */
  private static final double TIGHT = 1e-11;

  /** Promised, of one thread's time. */
  private static final long NANOSECONDS = 5_000_000_000L;

  /** Guard digits beyond 50: 12 squarings lose 4, 200 cells 3. */
  private static final MathContext DIGITS = new MathContext(62);

  /** The two exponentials agree to the digits of the shadow. */
  private static final double FIFTY_DIGITS = 1e-50;

  private static final int SQUARINGS = 12;
  private static final int TERMS = 21;

  private static DiscreteScheme scheme(DiscreteTarget target) {
    return DiscreteScheme.of(target, 1, 2.0 / STEPS, STEPS, SplittingScheme.LIE_WFR);
  }

  @Test
  void bound_isBelow1e11_containsTheTrueError_andCostsLessThan5s() {
    WfrProblem problem =
        new WfrProblem(
            PolynomialPotential.doubleWell(3, 0.3),
            GaussianLaw.of(0.2, 0.1),
            Domain.interval(-2, 2, Domain.Boundary.NO_FLUX),
            1,
            1);
    DiscreteTarget target = ScharfetterGummelFlux.discretise(problem, CELLS);
    DiscreteScheme scheme = scheme(target);
    double[] start = ScharfetterGummelFlux.initialLogRatio(problem, target);
    Arrays.setAll(start, i -> StrictMath.exp(start[i]));
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    double[][] states = SchemeCandidate.states(scheme, start);
    double[] eps = SchemeCertificate.bounds(scheme, states, Reference.IMPLEMENTATION);
    long cost = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    assertTrue(cost < NANOSECONDS, "nanoseconds of the certificate: " + cost);
    int last = eps.length - 1;
    assertTrue(eps[last] < TIGHT, "bound " + eps[last]);

    BigDecimal[] u = decimals(start);
    double worst = 0;
    for (int k = 1; k <= last; k++) {
      SubStep step = scheme.steps().get(k - 1);
      u =
          step.kind() == SubStep.Kind.TRANSPORT
              ? transported(scheme, scheme.integratedConductance(step.amount()), u)
              : reacted(scheme, step.amount(), u);
      if (k % 40 == 0 || k == last) {
        double error = distance(u, states[k]);
        assertTrue(error <= eps[k], "sub-step " + k + ": error " + error + ", bound " + eps[k]);
        worst = Math.max(worst, error);
      }
    }
    assertTrue(worst > 0, "the shadow is the run itself");
  }

  @Test
  void exponentialsOfShadowAndOracle_agree() {
    for (double x : new double[] {-37.5, -1, 0.3, 20}) {
      BigDecimal y = new BigDecimal(x);
      assertEquals(
          0,
          exp(y).divide(DecimalFunctions.exp(y), DIGITS).subtract(BigDecimal.ONE).doubleValue(),
          FIFTY_DIGITS);
      BigDecimal ratio = log(exp(y)).divide(y, DIGITS);
      assertEquals(0, ratio.subtract(BigDecimal.ONE).doubleValue(), FIFTY_DIGITS);
    }
  }

  /** Elimination from the first cell to the last: all pivots positive. */
  private static BigDecimal[] transported(DiscreteScheme s, double[] face, BigDecimal[] u) {
    BigDecimal[] p = decimals(s.mass());
    BigDecimal[] k = decimals(face);
    int n = p.length;
    BigDecimal[] diagonal = new BigDecimal[n];
    BigDecimal[] x = new BigDecimal[n];
    for (int i = 0; i < n; i++) {
      diagonal[i] = p[i].add(k[i]).add(k[i + 1]);
      x[i] = p[i].multiply(u[i], DIGITS);
      if (i > 0) {
        BigDecimal factor = k[i].divide(diagonal[i - 1], DIGITS);
        diagonal[i] = diagonal[i].subtract(factor.multiply(k[i], DIGITS), DIGITS);
        x[i] = x[i].add(factor.multiply(x[i - 1], DIGITS), DIGITS);
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      BigDecimal right = i == n - 1 ? x[i] : x[i].add(k[i + 1].multiply(x[i + 1], DIGITS), DIGITS);
      x[i] = right.divide(diagonal[i], DIGITS);
    }
    return x;
  }

  private static BigDecimal[] reacted(DiscreteScheme s, double rate, BigDecimal[] u) {
    BigDecimal a = exp(new BigDecimal(-rate));
    BigDecimal[] p = decimals(s.mass());
    BigDecimal[] out = new BigDecimal[u.length];
    BigDecimal mass = BigDecimal.ZERO;
    for (int i = 0; i < u.length; i++) {
      out[i] = exp(a.multiply(log(u[i]), DIGITS));
      mass = mass.add(p[i].multiply(out[i], DIGITS), DIGITS);
    }
    for (int i = 0; i < u.length; i++) {
      out[i] = out[i].divide(mass, DIGITS);
    }
    return out;
  }

  /** |x| up to 40: x/2^12 to the power 21 over 21! is below 10^-61. */
  private static BigDecimal exp(BigDecimal x) {
    BigDecimal y = x.divide(BigDecimal.valueOf(1L << SQUARINGS), DIGITS);
    BigDecimal sum = BigDecimal.ONE;
    for (int k = TERMS; k >= 1; k--) {
      sum = sum.multiply(y, DIGITS).divide(BigDecimal.valueOf(k), DIGITS).add(BigDecimal.ONE);
    }
    for (int k = 0; k < SQUARINGS; k++) {
      sum = sum.multiply(sum, DIGITS);
    }
    return sum;
  }

  private static BigDecimal log(BigDecimal x) {
    BigDecimal y = new BigDecimal(StrictMath.log(x.doubleValue()));
    BigDecimal z = x.multiply(exp(y.negate()), DIGITS).subtract(BigDecimal.ONE, DIGITS);
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 5; k >= 1; k--) {
      BigDecimal term = BigDecimal.ONE.divide(BigDecimal.valueOf(k), DIGITS);
      sum = term.subtract(sum.multiply(z, DIGITS), DIGITS);
    }
    return y.add(sum.multiply(z, DIGITS), DIGITS);
  }

  private static double distance(BigDecimal[] u, double[] v) {
    BigDecimal most = null;
    BigDecimal least = null;
    for (int i = 0; i < v.length; i++) {
      BigDecimal ratio = u[i].divide(new BigDecimal(v[i]), DIGITS);
      most = most == null ? ratio : most.max(ratio);
      least = least == null ? ratio : least.min(ratio);
    }
    return Math.log1p(most.subtract(least).divide(least, DIGITS).doubleValue());
  }

  private static BigDecimal[] decimals(double[] x) {
    return Arrays.stream(x).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
  }
}
