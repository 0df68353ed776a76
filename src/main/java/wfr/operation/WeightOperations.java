package wfr.operation;

import static wfr.operation.WeightOperations.EFFECTIVE_SAMPLE_SIZE;
import static wfr.operation.WeightOperations.KILL_LOG_WEIGHTS;
import static wfr.operation.WeightOperations.MEAN_LOG_RATIO;
import static wfr.operation.WeightOperations.NORMALISE;
import static wfr.operation.WeightOperations.RESAMPLE;
import static wfr.operation.WeightOperations.RESET_LOG_WEIGHTS;
import static wfr.operation.WeightOperations.UPDATE_LOG_WEIGHTS;

import java.util.List;
import wfr.measure.Weights;
import wfr.model.QuadratureRule;
import wfr.model.ResamplingScheme;

/** The weights of a population, and the ancestors drawn by them. */
public final class WeightOperations {
  /** See {@link UpdateLogWeights}. */
  public static final Operation<UpdateLogWeights, Weights> UPDATE_LOG_WEIGHTS =
      new Operation<>("updateLogWeights", Group.WEIGHTS, UpdateLogWeights.class);

  /** See {@link MeanLogRatio}. */
  public static final Operation<MeanLogRatio, Double> MEAN_LOG_RATIO =
      new Operation<>("meanLogRatio", Group.WEIGHTS, MeanLogRatio.class);

  /** See {@link Normalise}. */
  public static final Operation<Normalise, double[]> NORMALISE =
      new Operation<>("normalise", Group.WEIGHTS, Normalise.class);

  /** See {@link EffectiveSampleSize}. */
  public static final Operation<EffectiveSampleSize, Double> EFFECTIVE_SAMPLE_SIZE =
      new Operation<>("effectiveSampleSize", Group.WEIGHTS, EffectiveSampleSize.class);

  /** See {@link Resample}. */
  public static final Operation<Resample, int[]> RESAMPLE =
      new Operation<>("resample", Group.RESAMPLING, Resample.class);

  /** See {@link ResetLogWeights}. */
  public static final Operation<ResetLogWeights, Weights> RESET_LOG_WEIGHTS =
      new Operation<>("resetLogWeights", Group.RESAMPLING, ResetLogWeights.class);

  /** See {@link KillLogWeights}. */
  public static final Operation<KillLogWeights, Weights> KILL_LOG_WEIGHTS =
      new Operation<>("killLogWeights", Group.FEYNMAN_KAC_PARTICLES, KillLogWeights.class);

  static final List<Operation<?, ?>> ALL =
      List.of(
          UPDATE_LOG_WEIGHTS,
          MEAN_LOG_RATIO,
          NORMALISE,
          EFFECTIVE_SAMPLE_SIZE,
          RESAMPLE,
          RESET_LOG_WEIGHTS,
          KILL_LOG_WEIGHTS);

  private WeightOperations() {}

  /**
   * log w - lambda dt (log rho + V - mean), entry by entry.
   *
   * @param logWeights log w
   * @param logRho log rho at the particles
   * @param potential V at the particles
   * @param mean E_rho(log rho + V)
   * @param lambda reaction rate
   * @param dt step
   */
  public record UpdateLogWeights(
      Weights logWeights,
      double[] logRho,
      double[] potential,
      double mean,
      double lambda,
      double dt)
      implements Call<Weights> {}

  /** Weighted mean of log rho + V. */
  public record MeanLogRatio(Weights logWeights, double[] logRho, double[] potential)
      implements Call<Double> {}

  /** Normalised weights, summing to 1. */
  public record Normalise(Weights logWeights) implements Call<double[]> {}

  /** 1/sum W_i^2 of the normalised weights. */
  public record EffectiveSampleSize(Weights logWeights) implements Call<Double> {}

  /**
   * Ancestor of each of the offspring, as many as there are weights.
   *
   * @param scheme how they are drawn
   * @param weights normalised weights
   * @param uniforms numbers in [0, 1): one per particle for multinomial, stratified and residual (as many as needed are read), 1 for systematic
   */
  public record Resample(ResamplingScheme scheme, double[] weights, double[] uniforms)
      implements Call<int[]> {
    /** With other uniforms. */
    public Resample withUniforms(double[] other) {
      return new Resample(scheme, weights, other);
    }
  }

  /** Log-weights after a resampling: all equal to the logarithm of the mean weight, so that the mass is kept. */
  public record ResetLogWeights(Weights logWeights, int[] ancestors) implements Call<Weights> {}

  /**
   * Log-weights after one step of a killing rate k.
   *
   * @param rule quadrature of int k
   * @param logWeights log w
   * @param start k at the start of the step
   * @param end k at its end
   * @param dt step
   */
  public record KillLogWeights(
      QuadratureRule rule, Weights logWeights, double[] start, double[] end, double dt)
      implements Call<Weights> {}
}
