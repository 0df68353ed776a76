package wfr.spec;

import java.util.List;
import java.util.function.UnaryOperator;
import wfr.measure.PhaseDensity;
import wfr.measure.PhaseGrid;
import wfr.measure.WeightedSample;
import wfr.model.GaussianLaw;
import wfr.model.KineticDiffusion;
import wfr.model.KineticProblem;
import wfr.model.ParticleSettings;
import wfr.model.Potential;

/** Operations on kinetic flows: position and velocity, friction and noise in the velocity only, reaction in both; see {@link Operations}. */
public interface KineticOperations {
  /**
   * Law at a time of the WFR flow of a Gaussian whose transport is dZ = A (Z - m*) dt + noise, the noise being what keeps the target.
   *
   * @param drift A
   * @param target N(m*, G), with A G + G A' at most 0
   * @param initial N(m_0, C_0)
   * @param lambda reaction rate
   * @param time t
   */
  GaussianLaw linearDriftFlow(
      double[][] drift, GaussianLaw target, GaussianLaw initial, double lambda, double time);

  /** Hamilton's flow over dt as a map of h = log(rho/pi). */
  UnaryOperator<double[]> kineticHamilton(PhaseGrid grid, Potential potential, double dt);

  /** Friction and noise as a map of h, rate = g dt. */
  UnaryOperator<double[]> kineticFriction(PhaseGrid grid, double rate);

  /** Reaction as a map of h, rate = lambda dt. */
  UnaryOperator<double[]> kineticReaction(PhaseGrid grid, double[] logMass, double rate);

  /** The densities after 0, 1, ..., steps equal steps up to a time, on cells x cells cells of the problem's box. */
  List<PhaseDensity> kineticRun(KineticProblem problem, int cells, int steps, double time);

  /**
   * One step of the kinetic integrator for given noise, {x, v} after it.
   *
   * @param potential V
   * @param friction g
   * @param dt step
   * @param x positions
   * @param v velocities
   * @param noise standard normals
   */
  double[][] kineticStep(
      Potential potential, double friction, double dt, double[] x, double[] v, double[] noise);

  /** Replicate populations of weighted walkers (x, v) at a time, from a Gaussian start. */
  List<WeightedSample> kineticWalk(
      KineticDiffusion diffusion,
      GaussianLaw start,
      ParticleSettings settings,
      double time,
      int replicates);
}
