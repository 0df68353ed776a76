package wfr.operation;

import static wfr.operation.CertificateOperations.CONTRACTED_BOUND;
import static wfr.operation.CertificateOperations.ENCLOSE;
import static wfr.operation.CertificateOperations.ENCLOSED_FIGURES;
import static wfr.operation.CertificateOperations.REACTION_RESIDUAL;
import static wfr.operation.CertificateOperations.SCHEME_BOUNDS;
import static wfr.operation.CertificateOperations.SCHEME_STATES;
import static wfr.operation.CertificateOperations.SLAB_BOUND;
import static wfr.operation.CertificateOperations.TRANSPORT_RESIDUAL;
import static wfr.operation.CertificateOperations.TRIAL_VALUES;

import java.util.List;
import wfr.math.Estimate;
import wfr.model.DiscreteScheme;
import wfr.model.SpectralProblem;

/** Guaranteed bounds. */
public final class CertificateOperations {
  /** See {@link SchemeStates}. */
  public static final Operation<SchemeStates, double[][]> SCHEME_STATES =
      new Operation<>("schemeStates", Group.CERTIFICATE, SchemeStates.class);

  /** See {@link TransportResidual}. */
  public static final Operation<TransportResidual, Double> TRANSPORT_RESIDUAL =
      new Operation<>("transportResidual", Group.CERTIFICATE, TransportResidual.class);

  /** See {@link ReactionResidual}. */
  public static final Operation<ReactionResidual, Double> REACTION_RESIDUAL =
      new Operation<>("reactionResidual", Group.CERTIFICATE, ReactionResidual.class);

  /** See {@link ContractedBound}. */
  public static final Operation<ContractedBound, Double> CONTRACTED_BOUND =
      new Operation<>("contractedBound", Group.CERTIFICATE, ContractedBound.class);

  /** See {@link SchemeBounds}. */
  public static final Operation<SchemeBounds, double[]> SCHEME_BOUNDS =
      new Operation<>("schemeBounds", Group.CERTIFICATE, SchemeBounds.class);

  /** See {@link SlabBound}. */
  public static final Operation<SlabBound, Double> SLAB_BOUND =
      new Operation<>("slabBound", Group.CERTIFICATE, SlabBound.class);

  /** See {@link Enclose}. */
  public static final Operation<Enclose, List<EnclosedState>> ENCLOSE =
      new Operation<>("enclose", Group.CERTIFICATE, Enclose.class);

  /** See {@link EnclosedFigures}. */
  public static final Operation<EnclosedFigures, List<Estimate>> ENCLOSED_FIGURES =
      new Operation<>("enclosedFigures", Group.CERTIFICATE, EnclosedFigures.class);

  /** See {@link TrialValues}. */
  public static final Operation<TrialValues, double[]> TRIAL_VALUES =
      new Operation<>("trialValues", Group.CERTIFICATE, TrialValues.class);

  static final List<Operation<?, ?>> ALL =
      List.of(
          SCHEME_STATES,
          TRANSPORT_RESIDUAL,
          REACTION_RESIDUAL,
          CONTRACTED_BOUND,
          SCHEME_BOUNDS,
          SLAB_BOUND,
          ENCLOSE,
          ENCLOSED_FIGURES,
          TRIAL_VALUES);

  private CertificateOperations() {}

  /** Candidate states of a scheme in doubles: the start and one state per sub-step. */
  public record SchemeStates(DiscreteScheme scheme, double[] start) implements Call<double[][]> {}

  /** Bound in Hilbert's metric of the distance of a candidate from the exact transport of its predecessor. */
  public record TransportResidual(DiscreteScheme scheme, double dt, double[] before, double[] after)
      implements Call<Double> {}

  /** Bound in Hilbert's metric of the distance of a candidate from the exact reaction of its predecessor. */
  public record ReactionResidual(double rate, double[] before, double[] after)
      implements Call<Double> {}

  /** What a reaction of lambda dt = rate leaves of a bound. */
  public record ContractedBound(double bound, double rate) implements Call<Double> {}

  /** Guaranteed distances in Hilbert's metric of candidate states from the exact solution of the scheme with the same start. */
  public record SchemeBounds(DiscreteScheme scheme, double[][] states) implements Call<double[]> {}

  /** e^{-lambda length} bound + length residual + jump: what a slab makes of the bound of a trial solution of the equation. */
  public record SlabBound(double bound, double lambda, double length, double residual, double jump)
      implements Call<Double> {}

  /**
   * Trial solutions of the equation with guaranteed bounds of osc(h - g).
   *
   * @param problem polynomial or trigonometric
   * @param modes trial functions
   * @param times output times
   * @param aim bound aimed at
   * @param fault planted in the trial
   */
  public record Enclose(
      SpectralProblem problem, int modes, double[] times, double aim, PlantedFault fault)
      implements Call<List<EnclosedState>> {
    /** Of another problem. */
    public Enclose withProblem(SpectralProblem other) {
      return new Enclose(other, modes, times, aim, fault);
    }
  }

  /** Guaranteed functionals of the solution: mean and variance (interval) or E cos x and E sin x (torus), and KL(rho|pi). */
  public record EnclosedFigures(SpectralProblem problem, EnclosedState state)
      implements Call<List<Estimate>> {}

  /** Values of a trial at points of [0, 2 pi) or of the interval scaled to [-1, 1]. */
  public record TrialValues(boolean periodic, double[] trial, double[] points)
      implements Call<double[]> {}

  /**
   * The trial at a time.
   *
   * @param time time
   * @param trial coefficients of g
   * @param bound eps: e^{-eps} is at most rho/rho~ is at most e^eps everywhere
   */
  public record EnclosedState(double time, double[] trial, double bound) {}

  /**
   * A change of a trial: size times 1 (a jump at the start of a slab) or size times (1 + tau)/2 (a residual within it), in one function.
   *
   * @param slab slab, counted from 0; -1 for none
   * @param mode function of space
   * @param size size
   * @param jump jump or residual
   */
  public record PlantedFault(int slab, int mode, double size, boolean jump) {
    /** No fault. */
    public static final PlantedFault NONE = new PlantedFault(-1, 0, 0, false);
  }
}
