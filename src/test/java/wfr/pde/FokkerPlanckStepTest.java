package wfr.pde;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wfr.measure.Axis;
import wfr.measure.DiscreteTarget;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.PolynomialPotential;
import wfr.model.WfrProblem;

/** The transport step at the edges of its range. */
class FokkerPlanckStepTest {
  private static WfrProblem problem(double steepness, Domain.Boundary boundary) {
    // V = steepness (x^4 - 2 x^2 + 0.3 x), asymmetric
    return new WfrProblem(
        new PolynomialPotential(0, 0.3 * steepness, -2 * steepness, 0, steepness),
        GaussianLaw.of(-0.4, 0.3),
        Domain.interval(-2, 1.7, boundary),
        1.5,
        0.8);
  }

  private static double mass(DiscreteTarget target, double[] h) {
    return ReactionFlow.mass(target.logMass(), h);
  }

  private static void advance(SubFlow step, double[] h, int times) {
    for (int k = 0; k < times; k++) {
      step.advance(h);
    }
  }

  /** Steep targets: V ranges over 10^4 and beyond; pi stays fixed, mass stays one, nothing is clipped. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 40, 400, 2000})
  void steepTargets_areFixedAndConserved(double steepness) {
    WfrProblem problem = problem(steepness, Domain.Boundary.NO_FLUX);
    DiscreteTarget target = ScharfetterGummelFlux.discretise(problem, 300);
    FokkerPlanckStep step = new FokkerPlanckStep(target, 0.01);
    double[] pi = new double[300];
    advance(step, pi, 20);
    double rounding = 20 * 14.0 * 300 * Math.ulp(1.0);
    assertArrayEquals(new double[300], pi, rounding);
    double[] h = ScharfetterGummelFlux.initialLogRatio(problem, target);
    double lower = Arrays.stream(h).min().orElseThrow();
    double upper = Arrays.stream(h).max().orElseThrow();
    advance(step, h, 20);
    // Masses are exponentials of logarithms up to the range of V, each rounded to that range's ulp.
    double scale = Math.max(1, upper - lower);
    assertEquals(1, mass(target, h), rounding * scale);
    for (double v : h) {
      assertTrue(
          v >= lower - rounding * scale && v <= upper + rounding * scale, () -> "left range: " + v);
    }
  }

  /** The solution in logarithms is the solution, where both exist. */
  @ParameterizedTest
  @EnumSource(names = {"NO_FLUX", "PERIODIC"})
  void logarithmicPath_agreesWithTheLinearOne(Domain.Boundary boundary) {
    DiscreteTarget target = ScharfetterGummelFlux.discretise(problem(3, boundary), 120);
    double[] h = ScharfetterGummelFlux.initialLogRatio(problem(3, boundary), target);
    double[] shiftedOutOfRange = h.clone();
    // One cell without mass forces logarithms; it refills from its neighbours either way.
    h[60] = -700;
    shiftedOutOfRange[60] = Double.NEGATIVE_INFINITY;
    FokkerPlanckStep linear = new FokkerPlanckStep(target, 0.02);
    FokkerPlanckStep logs = new FokkerPlanckStep(target, 0.02);
    linear.advance(h);
    logs.advance(shiftedOutOfRange);
    assertEquals(0, linear.logarithmicSteps());
    assertEquals(1, logs.logarithmicSteps());
    assertArrayEquals(h, shiftedOutOfRange, 14.0 * 120 * Math.ulp(1.0) * 60);
  }

  /** On the torus a shift of everything by one cell shifts the result by one cell. */
  @Test
  void torus_hasNoSeam() {
    int n = 64;
    double[] logMass = new double[n];
    Arrays.fill(logMass, -Math.log(n));
    double[] logKappa = new double[n + 1];
    Arrays.fill(logKappa, Math.log(n * n / 4.0) - Math.log(n));
    DiscreteTarget target = DiscreteTarget.onLine(new Axis(0, 2, n, true), logMass, logKappa);
    double[] h = new double[n];
    double[] shifted = new double[n];
    for (int i = 0; i < n; i++) {
      h[i] = Math.sin(2 * Math.PI * i / n) + 0.3 * Math.cos(6 * Math.PI * i / n);
      shifted[(i + 1) % n] = h[i];
    }
    double[] a = h.clone();
    double[] b = shifted.clone();
    new FokkerPlanckStep(target, 0.01).advance(a);
    new FokkerPlanckStep(target, 0.01).advance(b);
    for (int i = 0; i < n; i++) {
      assertEquals(a[i], b[(i + 1) % n], 14.0 * n * Math.ulp(1.0));
    }
  }

  @Test
  void badSteps_areRefused() {
    DiscreteTarget target =
        ScharfetterGummelFlux.discretise(problem(1, Domain.Boundary.NO_FLUX), 20);
    for (double dt : new double[] {-1e-3, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> new FokkerPlanckStep(target, dt));
    }
    double[] poisoned = new double[20];
    poisoned[3] = Double.NaN;
    assertThrows(
        ArithmeticException.class, () -> new FokkerPlanckStep(target, 0.1).advance(poisoned));
  }
}
