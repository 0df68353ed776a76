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

  /** Largest K with Gamma_2 at least K Gamma on [a, b]. */
  Estimate curvature(Potential potential, double a, double b);
}
