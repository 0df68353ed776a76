package wfr.spec;

import org.apache.commons.rng.UniformRandomProvider;
import wfr.measure.GridDensity;
import wfr.model.WfrProblem;

/** The reaction as a jump process of N equal particles, and the flow that its kernel estimate of the density leads to. */
public interface JumpOperations {
  /**
   * Rate of every event (i, j): particle i jumps and j is its partner.
   *
   * @param beta h_i - mean of h
   * @param lambda reaction rate
   * @return N x N, not negative
   */
  double[][] jumpRates(double[] beta, double lambda);

  /** The population after the event (i, j): death of i if beta is positive, birth over j otherwise. */
  double[] jumpEvent(double[] x, int i, int j, double beta);

  /**
   * The population after one step in time.
   *
   * @param x positions
   * @param beta h_i - mean of h, frozen
   * @param rate lambda dt
   * @param stream randomness: one number in [0, 1) per particle decides whether it jumps, integers give order and partners
   */
  double[] jumpStep(double[] x, double[] beta, double rate, UniformRandomProvider stream);

  /**
   * Density at a time of the KERNELISED flow, in which the reaction sees log(phi_b * rho) in place of log rho.
   *
   * @param problem on the line, one dimension
   * @param bandwidth b, 0 for the flow itself
   * @param cells cells of the grid
   * @param steps equal time steps
   * @param time t
   */
  GridDensity kernelisedRun(
      WfrProblem problem, double bandwidth, int cells, int steps, double time);
}
