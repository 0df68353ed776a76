package wfr.spec;

import wfr.model.DiscreteScheme;

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
}
