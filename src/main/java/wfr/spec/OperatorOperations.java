package wfr.spec;

import wfr.math.Estimate;
import wfr.measure.DiscreteTarget;
import wfr.model.Potential;
import wfr.model.WfrProblem;

/** Operations on the generator: part of {@link Operations}. */
public interface OperatorOperations {
  /** Lowest eigenvalues mu_0 = 0, mu_1, ... of the discrete generator -D L of transport. */
  double[] spectrum(DiscreteTarget target, int count);

  /** Lowest eigenvalues of -D L of the continuous problem, extrapolated over grids; the error excludes what the box cuts off. */
  Estimate[] spectrum(WfrProblem problem, int cells, int count);

  /**
   * Slowest rates nu_1, nu_2, ... of the normalised WFR step linearised at pi, on functions of mean zero, from the nonlinear step itself, in the
   * limit of small steps on a fixed grid.
   */
  Estimate[] linearisedSpectrum(WfrProblem problem, int cells, int count);

  /**
   * Slowest modes of the kinetic generator with reaction, -L + lambda (1 - E), as pairs of real and imaginary part, the constants first.
   *
   * @param friction g of dv = -V' dt - g v dt + sqrt(2 g) dW
   * @param degree largest total degree of the Galerkin basis in position and velocity
   */
  double[][] kineticSpectrum(
      KineticTarget problem, double friction, double lambda, int degree, int count);

  /**
   * Target of a kinetic equation: pi x N(0, 1) with pi on an interval.
   *
   * @param potential V
   * @param lower left end
   * @param upper right end
   */
  record KineticTarget(Potential potential, double lower, double upper) {}

  /** Largest K with Gamma_2 at least K Gamma on [a, b]. */
  Estimate curvature(Potential potential, double a, double b);
}
