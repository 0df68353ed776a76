package wfr.spec;

import wfr.measure.Atoms;
import wfr.measure.TransportPlan;
import wfr.model.WfrProblem;

/** Operations on the geometry of measures: part of {@link Operations}. */
public interface GeometryOperations {
  /** Wasserstein-Fisher-Rao distance with its certificate. */
  TransportPlan wfrDistance(Atoms mu, Atoms nu, double delta);

  /** W_p between measures of equal mass on the line. */
  double wasserstein(Atoms mu, Atoms nu, double p);

  /** Squared Hellinger distance. */
  double hellingerSquared(Atoms mu, Atoms nu);

  /** Spherical distance of probabilities from the square of their conic distance. */
  double spherical(double squared, double delta);

  /**
   * Minimising movements of KL(rho|pi) on the line, from a density constant in cells.
   *
   * @param joint both metrics in one step, or W_2 and Hellinger in turn
   * @param edges ascending
   * @param masses of the cells between, summing to 1
   * @return edges and masses after so many steps
   */
  double[][] minimisingMovements(
      WfrProblem problem, boolean joint, double[] edges, double[] masses, double time, int steps);

  /** Mass and position at t of the geodesic from a delta_x to b delta_y, at most pi delta apart. */
  double[] diracGeodesic(double a, double x, double b, double y, double delta, double t);
}
