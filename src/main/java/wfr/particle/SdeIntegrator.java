package wfr.particle;

import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.Potential;

/**
 * Steppers of dX = -D V'(X) dt + sqrt(2 D) dW, step h:
 *   Euler-Maruyama         X += -D h V' + sqrt(2 D h) xi_n,
 *   Leimkuhler-Matthews    X += -D h V' + sqrt(2 D h) (xi_n + xi_{n+1})/2,
 *   exact OU               X = m + a (X - m) + sqrt(s (1 - a^2)) xi_n,  a = exp(-D h/s),  V = (x - m)^2/(2 s).
 * Special cases: D = 0 or h = 0 leaves every position as it is, bit for bit.
 * Accuracy: weak order 1 for the first two; the stationary law of Leimkuhler-Matthews has second order and is exact for
 * a quadratic V; the third is exact.   Source: proofs-notes, E5.
 */
public final class SdeIntegrator implements SdeStep {
  private final Integrator integrator;
  private final double diffusivity;
  private final double mean;
  private final double variance;

  private SdeIntegrator(Integrator integrator, double diffusivity, double mean, double variance) {
    this.integrator = integrator;
    this.diffusivity = diffusivity;
    this.mean = mean;
    this.variance = variance;
  }

  /**
   * The stepper of a potential.
   *
   * @param integrator which; EXACT_OU needs a GaussianLaw
   * @param potential V; one-dimensional for EXACT_OU
   * @param diffusivity D, at least 0
   */
  public static SdeIntegrator of(Integrator integrator, Potential potential, double diffusivity) {
    if (integrator != Integrator.EXACT_OU) {
      return new SdeIntegrator(integrator, diffusivity, 0, 1);
    }
    if (!(potential instanceof GaussianLaw gaussian) || gaussian.dimension() != 1) {
      throw new IllegalArgumentException(
          "particles.integrator exact-ou needs a Gaussian potential on the line, not "
              + potential.getClass().getSimpleName()
              + ": use euler-maruyama or leimkuhler-matthews");
    }
    return new SdeIntegrator(
        integrator, diffusivity, gaussian.mean()[0], gaussian.covariance()[0][0]);
  }

  /** One step of the whole array for given noise, as a pure function. */
  public static double[] step(
      Integrator integrator,
      Potential potential,
      double diffusivity,
      double dt,
      double[] x,
      double[] noise,
      double[] nextNoise) {
    double[] moved = x.clone();
    double[] derivative = new double[x.length];
    potential.evaluate(x, 0, x.length, null, derivative);
    of(integrator, potential, diffusivity).step(dt, moved, x.length, derivative, noise, nextNoise);
    return moved;
  }

  /** Standard deviation of the noise of one step along every axis, sqrt(2 D h). */
  public static double spread(double diffusivity, double dt) {
    return Math.sqrt(2 * diffusivity * dt);
  }

  @Override
  public boolean carriesNoise() {
    return integrator == Integrator.LEIMKUHLER_MATTHEWS;
  }

  @Override
  public void step(
      double dt, double[] x, int n, double[] derivative, double[] noise, double[] nextNoise) {
    if (diffusivity == 0 || dt == 0) {
      return;
    }
    double drift = -diffusivity * dt;
    double spread = spread(diffusivity, dt);
    switch (integrator) {
      case EULER_MARUYAMA -> euler(drift, spread, x, n, derivative, noise);
      case LEIMKUHLER_MATTHEWS -> averaged(drift, 0.5 * spread, x, n, derivative, noise, nextNoise);
      case EXACT_OU -> {
        double log = drift / variance;
        double stationary = Math.sqrt(-variance * Math.expm1(2 * log));
        ornsteinUhlenbeck(mean, Math.expm1(log), stationary, x, n, noise);
      }
    }
  }

  // one small loop per stepper: each is compiled and vectorised on its own

  private static void euler(
      double drift, double spread, double[] x, int n, double[] dv, double[] xi) {
    for (int i = 0; i < n; i++) {
      x[i] += drift * dv[i] + spread * xi[i];
    }
  }

  private static void averaged(
      double drift, double half, double[] x, int n, double[] dv, double[] xi, double[] next) {
    for (int i = 0; i < n; i++) {
      x[i] += drift * dv[i] + half * (xi[i] + next[i]);
    }
  }

  private static void ornsteinUhlenbeck(
      double m, double aMinusOne, double spread, double[] x, int n, double[] xi) {
    for (int i = 0; i < n; i++) {
      x[i] += aMinusOne * (x[i] - m) + spread * xi[i];
    }
  }
}
