package wfr.spec;

import java.util.List;
import wfr.math.Estimate;
import wfr.model.DiscreteScheme;
import wfr.model.SpectralProblem;

/** Operations that return guaranteed bounds: part of {@link Operations}. */
public interface CertificateOperations {
  /** Candidate states of a scheme in doubles: the start and one state per sub-step. */
  double[][] schemeStates(DiscreteScheme scheme, double[] start);

  /** Bound in Hilbert's metric of the distance of a candidate from the exact transport of its predecessor. */
  double transportResidual(DiscreteScheme scheme, double dt, double[] before, double[] after);

  /** Bound in Hilbert's metric of the distance of a candidate from the exact reaction of its predecessor. */
  double reactionResidual(double rate, double[] before, double[] after);

  /** What a reaction of lambda dt = rate leaves of a bound. */
  double contractedBound(double bound, double rate);

  /** Guaranteed distances in Hilbert's metric of candidate states from the exact solution of the scheme with the same start. */
  double[] schemeBounds(DiscreteScheme scheme, double[][] states);

  /** e^{-lambda length} bound + length residual + jump: what a slab makes of the bound of a trial solution of the equation. */
  double slabBound(double bound, double lambda, double length, double residual, double jump);

  /**
   * Trial solutions of the equation with guaranteed bounds of osc(h - g).
   *
   * @param modes trial functions
   * @param aim bound aimed at
   * @param fault planted in the trial
   */
  List<EnclosedState> enclose(
      SpectralProblem problem, int modes, double[] times, double aim, PlantedFault fault);

  /** Guaranteed functionals of the solution: mean and variance (interval) or E cos x and E sin x (torus), and KL(rho|pi). */
  List<Estimate> enclosedFigures(SpectralProblem problem, EnclosedState state);

  /** Values of a trial at points of [0, 2 pi) or of the interval scaled to [-1, 1]. */
  double[] trialValues(boolean periodic, double[] trial, double[] points);

  /**
   * The trial at a time.
   *
   * @param time time
   * @param trial coefficients of g
   * @param bound eps: e^{-eps} is at most rho/rho~ is at most e^eps everywhere
   */
  record EnclosedState(double time, double[] trial, double bound) {}

  /**
   * A change of a trial: size times 1 (a jump at the start of a slab) or size times (1 + tau)/2 (a residual within it), in one function.
   *
   * @param slab slab, counted from 0; -1 for none
   * @param mode function of space
   * @param size size
   * @param jump jump or residual
   */
  record PlantedFault(int slab, int mode, double size, boolean jump) {
    /** No fault. */
    public static final PlantedFault NONE = new PlantedFault(-1, 0, 0, false);
  }
}
