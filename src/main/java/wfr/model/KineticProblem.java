package wfr.model;

/**
 * The kinetic initial value problem in 1+1 dimensions,
 *   d_t rho = -v d_x rho + V' d_v rho + g d_v(v rho + d_v rho) - lambda rho (h - E_rho h),   h = log(rho/pi),   pi proportional to e^{-V(x) - v^2/2}:
 * position and velocity of dX = V dt, dV = -V'(X) dt - g V dt + sqrt(2 g) dW, with the reaction towards pi.
 * Special cases: lambda = 0 is the kinetic Fokker-Planck equation, g = 0 Hamilton's flow.
 *
 * @param potential V
 * @param initial rho_0, in two dimensions (x, v)
 * @param box box of the phase plane; it truncates the plane
 * @param friction g at least 0
 * @param reactionRate lambda at least 0
 */
public record KineticProblem(
    Potential potential, InitialLaw initial, Domain box, double friction, double reactionRate) {
  /** Checks rates and dimensions. */
  public KineticProblem {
    if (!(friction >= 0) || Double.isInfinite(friction)) {
      throw new IllegalArgumentException("friction must be >= 0 and finite: " + friction);
    }
    if (!(reactionRate >= 0) || Double.isInfinite(reactionRate)) {
      throw new IllegalArgumentException(
          "reaction rate lambda must be >= 0 and finite: " + reactionRate);
    }
    if (potential.dimension() != 1 || initial.dimension() != 2 || box.dimension() != 2) {
      throw new IllegalArgumentException(
          "a kinetic problem has a potential on the line, an initial law and a box of the phase plane: dimensions "
              + potential.dimension()
              + ", "
              + initial.dimension()
              + ", "
              + box.dimension());
    }
  }

  /** A law of the position with thermal velocities, rho_0(x) N(0, 1)(v). */
  public static InitialLaw thermal(InitialLaw position) {
    return new InitialLaw() {
      @Override
      public int dimension() {
        return 2;
      }

      @Override
      public double logDensity(double[] z) {
        return position.logDensity(z[0]) - 0.5 * z[1] * z[1];
      }
    };
  }
}
