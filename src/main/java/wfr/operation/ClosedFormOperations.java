package wfr.operation;

import static wfr.operation.ClosedFormOperations.GAUSSIAN_FLOW;
import static wfr.operation.ClosedFormOperations.GAUSSIAN_SPLIT;
import static wfr.operation.ClosedFormOperations.LINEAR_DRIFT_FLOW;

import java.util.List;
import wfr.model.GaussianLaw;
import wfr.model.SplittingScheme;
import wfr.model.WfrProblem;

/** Gaussian flows in closed form. */
public final class ClosedFormOperations {
  /** See {@link GaussianFlow}. */
  public static final Operation<GaussianFlow, GaussianLaw> GAUSSIAN_FLOW =
      new Operation<>("gaussianFlow", Group.CLOSED_FORM, GaussianFlow.class);

  /** See {@link GaussianSplit}. */
  public static final Operation<GaussianSplit, GaussianLaw> GAUSSIAN_SPLIT =
      new Operation<>("gaussianSplit", Group.SPLIT_MAP, GaussianSplit.class);

  /** See {@link LinearDriftFlow}. */
  public static final Operation<LinearDriftFlow, GaussianLaw> LINEAR_DRIFT_FLOW =
      new Operation<>("linearDriftFlow", Group.KINETIC_CLOSED, LinearDriftFlow.class);

  static final List<Operation<?, ?>> ALL =
      List.of(GAUSSIAN_FLOW, GAUSSIAN_SPLIT, LINEAR_DRIFT_FLOW);

  private ClosedFormOperations() {}

  /** Law at a time of the WFR flow of a Gaussian towards a Gaussian in any dimension, in closed form. */
  public record GaussianFlow(
      GaussianLaw target, GaussianLaw initial, double lambda, double diffusivity, double time)
      implements Call<GaussianLaw> {
    /**
     * Of a problem at a time.
     *
     * @throws ClassCastException if its target or start is no Gaussian
     */
    public static GaussianFlow of(WfrProblem gaussians, double time) {
      return new GaussianFlow(
          (GaussianLaw) gaussians.potential(),
          (GaussianLaw) gaussians.initial(),
          gaussians.reactionRate(),
          gaussians.diffusivity(),
          time);
    }

    /** At other rates. */
    public GaussianFlow withRates(double otherLambda, double otherDiffusivity) {
      return new GaussianFlow(target, initial, otherLambda, otherDiffusivity, time);
    }

    /** At another time. */
    public GaussianFlow withTime(double other) {
      return new GaussianFlow(target, initial, lambda, diffusivity, other);
    }
  }

  /** Law after n steps of a splitting into exact sub-flows, from a Gaussian towards a Gaussian; scheme null is the exact flow. */
  public record GaussianSplit(WfrProblem gaussians, double step, int n, SplittingScheme scheme)
      implements Call<GaussianLaw> {
    /** By another splitting. */
    public GaussianSplit withScheme(SplittingScheme other) {
      return new GaussianSplit(gaussians, step, n, other);
    }
  }

  /**
   * Law at a time of the WFR flow of a Gaussian whose transport is dZ = A (Z - m*) dt + noise, the noise being what keeps the target.
   *
   * @param drift A
   * @param target N(m*, G), with A G + G A' at most 0
   * @param initial N(m_0, C_0)
   * @param lambda reaction rate
   * @param time t
   */
  public record LinearDriftFlow(
      double[][] drift, GaussianLaw target, GaussianLaw initial, double lambda, double time)
      implements Call<GaussianLaw> {
    /** Of another drift. */
    public LinearDriftFlow withDrift(double[][] other) {
      return new LinearDriftFlow(other, target, initial, lambda, time);
    }
  }
}
