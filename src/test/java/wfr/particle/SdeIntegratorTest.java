package wfr.particle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.PolynomialPotential;

class SdeIntegratorTest {
  private static final double S = 0.5;
  private static final double D = 0.8;
  private static final double H = 0.2;

  /**
   * X_n is linear in the noises: particle j of a block is driven by xi_j = 1 alone from X_0 = 0, so the variance after n
   * steps is the sum of the squares over the block.
   */
  private static double variance(Integrator integrator, int steps) {
    double[] x = new double[steps + 1];
    GaussianLaw potential = GaussianLaw.of(0, S);
    for (int n = 0; n < steps; n++) {
      double[] noise = new double[steps + 1];
      double[] next = new double[steps + 1];
      noise[n] = 1;
      next[n + 1] = 1;
      x = SdeIntegrator.step(integrator, potential, D, H, x, noise, next);
    }
    double sum = 0;
    for (double v : x) {
      sum += v * v;
    }
    return sum;
  }

  /**
   * Stationary variances in N(0, s), k = D/s: Euler-Maruyama s/(1 - k h/2), Leimkuhler-Matthews and exact OU s. What is
   * left of the start after n steps is s |1 - k h|^{2n} for the first two, below 1e-20 here: rounding of n terms remains.
   */
  @Test
  void stationaryVariance_isThatOfTheScheme() {
    int steps = 200;
    double k = D / S;
    double rounding = 4 * steps * Math.ulp(S);
    assertEquals(S / (1 - k * H / 2), variance(Integrator.EULER_MARUYAMA, steps), rounding);
    assertEquals(S, variance(Integrator.LEIMKUHLER_MATTHEWS, steps), rounding);
    assertEquals(S, variance(Integrator.EXACT_OU, steps), rounding);
  }

  /** From X_0 = m + 1 without noise the exact step is m + exp(-D h/s). */
  @Test
  void exactOu_movesTheMeanExactly() {
    double[] zero = {0};
    double[] x =
        SdeIntegrator.step(
            Integrator.EXACT_OU, GaussianLaw.of(3, S), D, H, new double[] {4}, zero, zero);
    assertEquals(3 + Math.exp(-D * H / S), x[0], 4 * Math.ulp(4.0));
  }

  @Test
  void exactOu_refusesAPotentialThatIsNotGaussian() {
    assertThrows(
        IllegalArgumentException.class,
        () -> SdeIntegrator.of(Integrator.EXACT_OU, PolynomialPotential.doubleWell(1, 0), 1));
  }

  @Test
  void boundary_reflectsWrapsOrLeaves() {
    double[] x = {-0.25, 1.25, 3.5, -6.25, 0.5};
    double[] line = x.clone();
    new BoundaryRule(Domain.interval(0, 1, Domain.Boundary.LINE)).apply(line, 0, 5);
    assertArrayEquals(x, line, 0);
    double[] box = x.clone();
    new BoundaryRule(Domain.interval(0, 1, Domain.Boundary.NO_FLUX)).apply(box, 0, 5);
    assertArrayEquals(new double[] {0.25, 0.75, 0.5, 0.25, 0.5}, box, 0);
    double[] torus = x.clone();
    new BoundaryRule(Domain.interval(0, 1, Domain.Boundary.PERIODIC)).apply(torus, 0, 5);
    assertArrayEquals(new double[] {0.75, 0.25, 0.5, 0.75, 0.5}, torus, 0);
  }
}
