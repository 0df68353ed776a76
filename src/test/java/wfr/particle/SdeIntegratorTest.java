package wfr.particle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.PolynomialPotential;
import wfr.operation.ParticleOperations.Confine;
import wfr.operation.ParticleOperations.SdeStep;

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
      x = SdeIntegrator.step(new SdeStep(integrator, potential, D, H, x, noise, next))[0];
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
            new SdeStep(
                Integrator.EXACT_OU, GaussianLaw.of(3, S), D, H, new double[] {4}, zero, zero))[0];
    assertEquals(3 + Math.exp(-D * H / S), x[0], 4 * Math.ulp(4.0));
  }

  @Test
  void exactOu_refusesAPotentialThatIsNotGaussian() {
    assertThrows(
        IllegalArgumentException.class,
        () -> SdeIntegrator.require(Integrator.EXACT_OU, PolynomialPotential.doubleWell(1, 0)));
  }

  @Test
  void boundary_reflectsWrapsOrLeaves() {
    double[] x = {-0.25, 1.25, 3.5, -6.25, 0.5};
    double[] line = confined(Domain.Boundary.LINE, x.clone());
    assertArrayEquals(x, line, 0);
    double[] box = confined(Domain.Boundary.NO_FLUX, x.clone());
    assertArrayEquals(new double[] {0.25, 0.75, 0.5, 0.25, 0.5}, box, 0);
    double[] torus = confined(Domain.Boundary.PERIODIC, x.clone());
    assertArrayEquals(new double[] {0.75, 0.25, 0.5, 0.75, 0.5}, torus, 0);
  }

  private static double[] confined(Domain.Boundary boundary, double[] x) {
    double[][] positions = {x};
    return BoundaryRule.confine(new Confine(Domain.interval(0, 1, boundary), positions))[0];
  }
}
