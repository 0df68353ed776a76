package wfr.operation;

import static wfr.operation.CorrectionOperations.CORRECTION_RATE;
import static wfr.operation.CorrectionOperations.NOISED;
import static wfr.operation.CorrectionOperations.PATH_DIFFUSION;
import static wfr.operation.CorrectionOperations.PRODUCT_RATE;
import static wfr.operation.CorrectionOperations.REVERSE_DRIFT;
import static wfr.operation.CorrectionOperations.REVERSE_RUN;
import static wfr.operation.CorrectionOperations.REVERSE_TILT;
import static wfr.operation.CorrectionOperations.REWEIGHTED_GRID;
import static wfr.operation.CorrectionOperations.REWEIGHTED_RUN;
import static wfr.operation.CorrectionOperations.START_LOG_WEIGHT;
import static wfr.operation.CorrectionOperations.START_MOMENT;
import static wfr.operation.CorrectionOperations.WRONG_SCORE_RATE;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import wfr.model.Domain;
import wfr.model.InitialLaw;
import wfr.model.MixtureLaw;
import wfr.model.ParticleSettings;
import wfr.model.ReverseOu;
import wfr.model.ReweightedDiffusion;
import wfr.model.TargetPath;
import wfr.model.TimeField;

/** Correction terms and weighted diffusions: moving targets, wrong scores, reversed noising. */
public final class CorrectionOperations {
  /** See {@link CorrectionRate}. */
  public static final Operation<CorrectionRate, Double> CORRECTION_RATE =
      new Operation<>("correctionRate", Group.CORRECTION, CorrectionRate.class);

  /** See {@link ProductRate}. */
  public static final Operation<ProductRate, Double> PRODUCT_RATE =
      new Operation<>("productRate", Group.CORRECTION, ProductRate.class);

  /** See {@link WrongScoreRate}. */
  public static final Operation<WrongScoreRate, Double> WRONG_SCORE_RATE =
      new Operation<>("wrongScoreRate", Group.CORRECTION, WrongScoreRate.class);

  /** See {@link PathDiffusion}. */
  public static final Operation<PathDiffusion, ReweightedDiffusion> PATH_DIFFUSION =
      new Operation<>("pathDiffusion", Group.CORRECTION, PathDiffusion.class);

  /** See {@link ReweightedGrid}. */
  public static final Operation<ReweightedGrid, double[]> REWEIGHTED_GRID =
      new Operation<>("reweightedGrid", Group.CORRECTION, ReweightedGrid.class);

  /** See {@link ReweightedRun}. */
  public static final Operation<ReweightedRun, ParticleSolution> REWEIGHTED_RUN =
      new Operation<>("reweightedRun", Group.CORRECTION_PARTICLES, ReweightedRun.class);

  /** See {@link Noised}. */
  public static final Operation<Noised, MixtureLaw> NOISED =
      new Operation<>("noised", Group.REVERSE_TIME, Noised.class);

  /** See {@link ReverseDrift}. */
  public static final Operation<ReverseDrift, Double> REVERSE_DRIFT =
      new Operation<>("reverseDrift", Group.REVERSE_TIME, ReverseDrift.class);

  /** See {@link StartLogWeight}. */
  public static final Operation<StartLogWeight, Double> START_LOG_WEIGHT =
      new Operation<>("startLogWeight", Group.REVERSE_TIME, StartLogWeight.class);

  /** See {@link StartMoment}. */
  public static final Operation<StartMoment, Double> START_MOMENT =
      new Operation<>("startMoment", Group.REVERSE_TIME, StartMoment.class);

  /** See {@link ReverseTilt}. */
  public static final Operation<ReverseTilt, double[]> REVERSE_TILT =
      new Operation<>("reverseTilt", Group.REVERSE_TIME, ReverseTilt.class);

  /** See {@link ReverseRun}. */
  public static final Operation<ReverseRun, ParticleSolution> REVERSE_RUN =
      new Operation<>("reverseRun", Group.REVERSE_TIME_PARTICLES, ReverseRun.class);

  static final List<Operation<?, ?>> ALL =
      List.of(
          CORRECTION_RATE,
          PRODUCT_RATE,
          WRONG_SCORE_RATE,
          PATH_DIFFUSION,
          REWEIGHTED_GRID,
          REWEIGHTED_RUN,
          NOISED,
          REVERSE_DRIFT,
          START_LOG_WEIGHT,
          START_MOMENT,
          REVERSE_TILT,
          REVERSE_RUN);

  private CorrectionOperations() {}

  /** -d_t U + div b - b U'. */
  public record CorrectionRate(double timeDerivative, double divergence, double drift, double slope)
      implements Call<Double> {}

  /** (sum a - 1) div f + (g^2/2)(|sum a s|^2 - sum a |s|^2). */
  public record ProductRate(double[] powers, double[] scores, double divergence, double noise)
      implements Call<Double> {}

  /** g^2 (div e + e s). */
  public record WrongScoreRate(double noise, double divergence, double error, double score)
      implements Call<Double> {}

  /** The diffusion whose weighted law follows a path from a start weighted to e^{-U_0}. */
  public record PathDiffusion(TargetPath path, double diffusivity, InitialLaw start, Domain domain)
      implements Call<ReweightedDiffusion> {}

  /**
   * The weighted law at a time as masses of cells.
   *
   * @param diffusion drift, rate, start
   * @param masses of the cells at time 0; null for those of the start
   * @param time t
   * @param cells number of cells
   * @param steps equal steps
   */
  public record ReweightedGrid(
      ReweightedDiffusion diffusion, double[] masses, double time, int cells, int steps)
      implements Call<double[]> {
    /** From the diffusion's start. */
    public ReweightedGrid(ReweightedDiffusion diffusion, double time, int cells, int steps) {
      this(diffusion, null, time, cells, steps);
    }

    /** Of another diffusion. */
    public ReweightedGrid withDiffusion(ReweightedDiffusion other) {
      return new ReweightedGrid(other, masses, time, cells, steps);
    }
  }

  /**
   * One population of weighted walkers, X_0 drawn from the start on the diffusion's domain.
   *
   * @param diffusion drift and rate
   * @param startLogWeight log w_0 at X_0
   * @param settings of ONE population
   * @param times output times
   * @param replicate number of the population
   */
  public record ReweightedRun(
      ReweightedDiffusion diffusion,
      DoubleUnaryOperator startLogWeight,
      ParticleSettings settings,
      double[] times,
      long replicate)
      implements Call<ParticleSolution> {
    /** From other weights. */
    public ReweightedRun withStartLogWeight(DoubleUnaryOperator other) {
      return new ReweightedRun(diffusion, other, settings, times, replicate);
    }

    /** Of another diffusion. */
    public ReweightedRun withDiffusion(ReweightedDiffusion other) {
      return new ReweightedRun(other, startLogWeight, settings, times, replicate);
    }

    /** With other settings. */
    public ReweightedRun withSettings(ParticleSettings other) {
      return new ReweightedRun(diffusion, startLogWeight, other, times, replicate);
    }
  }

  /** q_t of noising. */
  public record Noised(ReverseOu path, double t) implements Call<MixtureLaw> {}

  /** Drift of the reversal at y and reverse time tau. */
  public record ReverseDrift(ReverseOu path, double y, double tau) implements Call<Double> {}

  /** log w_0 of a walker that starts at y. */
  public record StartLogWeight(ReverseOu path, double y) implements Call<Double> {}

  /** E[w_0^2], infinity included. */
  public record StartMoment(ReverseOu path) implements Call<Double> {}

  /** {a, b} at reverse time tau of the log-ratio a y - b y^2/2 under the reverse SDE with reaction. */
  public record ReverseTilt(double a, double b, double lambda, double tau)
      implements Call<double[]> {}

  /**
   * One population of weighted walkers of a reversal.
   *
   * @param path path, noise and kind of start
   * @param start law of Y_0
   * @param rate (log w)'
   * @param settings of ONE population
   * @param times reverse times
   * @param replicate number of the population
   */
  public record ReverseRun(
      ReverseOu path,
      InitialLaw start,
      TimeField rate,
      ParticleSettings settings,
      double[] times,
      long replicate)
      implements Call<ParticleSolution> {
    /** With another rate. */
    public ReverseRun withRate(TimeField other) {
      return new ReverseRun(path, start, other, settings, times, replicate);
    }
  }
}
