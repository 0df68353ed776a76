package wfr.particle;

import wfr.model.Potential;
import wfr.operation.KineticOperations.KineticStep;

/**
 * BAOAB (Leimkuhler and Matthews 2013): half a kick, half a drift, the exact Ornstein-Uhlenbeck step of the velocity, half a drift, half a kick,
 *   v -= (dt/2) V'(x);  x += (dt/2) v;  v = e^{-g dt} v + (1 - e^{-2 g dt})^{1/2} xi;  x += (dt/2) v;  v -= (dt/2) V'(x).
 * Special cases: g = 0 is Verlet; V quadratic: the stationary variance of x is exact for every stable dt, that of v is 1 - dt^2 V''/4.
 * Accuracy: weak order 2.   Source: proofs-notes, D11B, D11S.
 */
public final class Baoab {
  private Baoab() {}

  /** {x, v} after the step. */
  public static double[][] step(KineticStep call) {
    Potential potential = call.potential();
    double dt = call.dt();
    double[] x = call.x().clone();
    double[] v = call.v().clone();
    double decay = Math.exp(-call.friction() * dt);
    double spread = Math.sqrt(-Math.expm1(-2 * call.friction() * dt));
    potential.expect(new double[][] {x}, x.length);
    for (int i = 0; i < x.length; i++) {
      v[i] -= 0.5 * dt * potential.derivative(x[i]);
      x[i] += 0.5 * dt * v[i];
      v[i] = decay * v[i] + spread * call.noise()[i];
      x[i] += 0.5 * dt * v[i];
    }
    potential.expect(new double[][] {x}, x.length);
    for (int i = 0; i < x.length; i++) {
      v[i] -= 0.5 * dt * potential.derivative(x[i]);
    }
    return new double[][] {x, v};
  }
}
