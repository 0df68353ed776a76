package wfr.particle;

import java.util.Arrays;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.Potential;
import wfr.operation.ParticleOperations.SdeStep;

/**
 * Steppers of dX = -D V'(X) dt + sqrt(2 D) dW, step h:
 *   Euler-Maruyama         X += -D h V' + sqrt(2 D h) xi_n,
 *   Leimkuhler-Matthews    X += -D h V' + sqrt(2 D h) (xi_n + xi_{n+1})/2,
 *   exact OU               X = m + a (X - m) + sqrt(s (1 - a^2)) xi_n,  a = exp(-D h/s),  V = (x - m)^2/(2 s).
 * Special cases: D = 0 or h = 0 leaves every position as it is, bit for bit.
 * Accuracy: weak order 1 for the first two; the stationary law of Leimkuhler-Matthews has second order and is exact for
 * a quadratic V; the third is exact.   Source: proofs-notes, E5, D6, D6N, D13, E6, E6L, E6S, E7, E7N, E7S.
 */
public final class SdeIntegrator {
  private SdeIntegrator() {}

  /**
   * The step, coordinate by coordinate.
   *
   * @throws IllegalArgumentException for the exact step where V is not a Gaussian's on the line
   */
  public static double[][] step(SdeStep call) {
    double[][] x = new double[call.x().length][];
    Arrays.setAll(x, k -> call.x()[k].clone());
    double dt = call.dt();
    if (call.diffusivity() == 0 || dt == 0) {
      return x;
    }
    double drift = -call.diffusivity() * dt;
    double spread = spread(call.diffusivity(), dt);
    for (int k = 0; k < x.length; k++) {
      double[] dv = call.gradient()[k];
      double[] xi = call.noise()[k];
      switch (call.integrator()) {
        case EULER_MARUYAMA -> euler(drift, spread, x[k], dv, xi);
        case LEIMKUHLER_MATTHEWS ->
            averaged(drift, 0.5 * spread, x[k], dv, xi, call.nextNoise()[k]);
        case EXACT_OU -> {
          GaussianLaw target = gaussian(call.potential());
          double variance = target.covariance()[0][0];
          double log = drift / variance;
          double stationary = Math.sqrt(-variance * Math.expm1(2 * log));
          ornsteinUhlenbeck(target.mean()[0], Math.expm1(log), stationary, x[k], xi);
        }
      }
    }
    return x;
  }

  private static GaussianLaw gaussian(Potential potential) {
    if (potential instanceof GaussianLaw gaussian && gaussian.dimension() == 1) {
      return gaussian;
    }
    throw new IllegalArgumentException(
        "particles.integrator exact-ou needs a Gaussian potential on the line, not "
            + potential.getClass().getSimpleName()
            + ": use euler-maruyama or leimkuhler-matthews");
  }

  /** Refuses an integrator that does not serve a potential. */
  static void require(Integrator integrator, Potential potential) {
    if (integrator == Integrator.EXACT_OU) {
      gaussian(potential);
    }
  }

  /** Standard deviation of the noise of one step along every axis, sqrt(2 D h). */
  public static double spread(double diffusivity, double dt) {
    return Math.sqrt(2 * diffusivity * dt);
  }

  // one small loop per stepper: each is compiled and vectorised on its own

  private static void euler(double drift, double spread, double[] x, double[] dv, double[] xi) {
    for (int i = 0; i < x.length; i++) {
      x[i] += drift * dv[i] + spread * xi[i];
    }
  }

  private static void averaged(
      double drift, double half, double[] x, double[] dv, double[] xi, double[] next) {
    for (int i = 0; i < x.length; i++) {
      x[i] += drift * dv[i] + half * (xi[i] + next[i]);
    }
  }

  private static void ornsteinUhlenbeck(
      double m, double aMinusOne, double spread, double[] x, double[] xi) {
    for (int i = 0; i < x.length; i++) {
      x[i] += aMinusOne * (x[i] - m) + spread * xi[i];
    }
  }
}
