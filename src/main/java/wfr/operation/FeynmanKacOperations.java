package wfr.operation;

import static wfr.operation.FeynmanKacOperations.FEYNMAN_KAC_GRID;
import static wfr.operation.FeynmanKacOperations.FEYNMAN_KAC_GRID_EIGENVALUE;
import static wfr.operation.FeynmanKacOperations.FEYNMAN_KAC_RUN;
import static wfr.operation.FeynmanKacOperations.LOG_CAMERON_MARTIN;
import static wfr.operation.FeynmanKacOperations.LOG_MATRIX_KILLING;
import static wfr.operation.FeynmanKacOperations.LOG_QUADRATIC_KILLING;
import static wfr.operation.FeynmanKacOperations.PRINCIPAL_EIGENVALUE;
import static wfr.operation.FeynmanKacOperations.WEIGHTED_GAUSSIAN;

import java.util.List;
import wfr.model.FeynmanKacProblem;
import wfr.model.GaussianMeasure;
import wfr.model.LinearQuadratic;
import wfr.model.ParticleSettings;
import wfr.model.QuadratureRule;

/** Linear Feynman-Kac expectations E_x[f(X_T) exp(-int k)]. */
public final class FeynmanKacOperations {
  /** See {@link LogCameronMartin}. */
  public static final Operation<LogCameronMartin, Double> LOG_CAMERON_MARTIN =
      new Operation<>("logCameronMartin", Group.FEYNMAN_KAC_CLOSED, LogCameronMartin.class);

  /** See {@link LogQuadraticKilling}. */
  public static final Operation<LogQuadraticKilling, Double> LOG_QUADRATIC_KILLING =
      new Operation<>("logQuadraticKilling", Group.FEYNMAN_KAC_CLOSED, LogQuadraticKilling.class);

  /** See {@link LogMatrixKilling}. */
  public static final Operation<LogMatrixKilling, Double> LOG_MATRIX_KILLING =
      new Operation<>("logMatrixKilling", Group.FEYNMAN_KAC_CLOSED, LogMatrixKilling.class);

  /** See {@link WeightedGaussian}. */
  public static final Operation<WeightedGaussian, GaussianMeasure> WEIGHTED_GAUSSIAN =
      new Operation<>("weightedGaussian", Group.FEYNMAN_KAC_CLOSED, WeightedGaussian.class);

  /** See {@link PrincipalEigenvalue}. */
  public static final Operation<PrincipalEigenvalue, Double> PRINCIPAL_EIGENVALUE =
      new Operation<>("principalEigenvalue", Group.FEYNMAN_KAC_CLOSED, PrincipalEigenvalue.class);

  /** See {@link FeynmanKacGrid}. */
  public static final Operation<FeynmanKacGrid, Double> FEYNMAN_KAC_GRID =
      new Operation<>("feynmanKacGrid", Group.FEYNMAN_KAC_GRID, FeynmanKacGrid.class);

  /** See {@link FeynmanKacGridEigenvalue}. */
  public static final Operation<FeynmanKacGridEigenvalue, Double> FEYNMAN_KAC_GRID_EIGENVALUE =
      new Operation<>(
          "feynmanKacGridEigenvalue", Group.FEYNMAN_KAC_GRID, FeynmanKacGridEigenvalue.class);

  /** See {@link FeynmanKacRun}. */
  public static final Operation<FeynmanKacRun, PathAverage> FEYNMAN_KAC_RUN =
      new Operation<>("feynmanKacRun", Group.FEYNMAN_KAC_PARTICLES, FeynmanKacRun.class);

  static final List<Operation<?, ?>> ALL =
      List.of(
          LOG_CAMERON_MARTIN,
          LOG_QUADRATIC_KILLING,
          LOG_MATRIX_KILLING,
          WEIGHTED_GAUSSIAN,
          PRINCIPAL_EIGENVALUE,
          FEYNMAN_KAC_GRID,
          FEYNMAN_KAC_GRID_EIGENVALUE,
          FEYNMAN_KAC_RUN);

  private FeynmanKacOperations() {}

  /** log E_x exp(-(a^2/2) int_0^t W^2). */
  public record LogCameronMartin(double a, double x, double t) implements Call<Double> {}

  /** log E_x exp(-int_0^t k), k quadratic, X Ornstein-Uhlenbeck. */
  public record LogQuadraticKilling(LinearQuadratic problem, double x, double t)
      implements Call<Double> {
    /** Of another problem. */
    public LogQuadraticKilling withProblem(LinearQuadratic other) {
      return new LogQuadraticKilling(other, x, t);
    }
  }

  /** log E_x exp(-int_0^t X'QX), dX = -K X dt + S^{1/2} dW. */
  public record LogMatrixKilling(
      double[][] drift, double[][] noise, double[][] killing, double[] x, double t)
      implements Call<Double> {}

  /** The weighted law at time t of a start N(mean, variance). */
  public record WeightedGaussian(LinearQuadratic problem, double mean, double variance, double t)
      implements Call<GaussianMeasure> {}

  /** -lim (1/t) log E in closed form. */
  public record PrincipalEigenvalue(LinearQuadratic problem) implements Call<Double> {}

  /** u(x, T) on a grid by the backward or the forward equation, exact in time. */
  public record FeynmanKacGrid(FeynmanKacProblem problem, int cells, boolean forward)
      implements Call<Double> {
    /** Of another problem. */
    public FeynmanKacGrid withProblem(FeynmanKacProblem other) {
      return new FeynmanKacGrid(other, cells, forward);
    }
  }

  /** Lowest eigenvalue of -(D d_xx - D V' d_x - k) on a grid. */
  public record FeynmanKacGridEigenvalue(FeynmanKacProblem problem, int cells)
      implements Call<Double> {}

  /**
   * One population of weighted walkers.
   *
   * @param problem what is estimated
   * @param settings of ONE population: count, step, integrator, resampling and seed are used
   * @param rule quadrature of int k
   * @param replicate number of the population, part of every stream's key
   */
  public record FeynmanKacRun(
      FeynmanKacProblem problem, ParticleSettings settings, QuadratureRule rule, long replicate)
      implements Call<PathAverage> {
    /** Of another problem. */
    public FeynmanKacRun withProblem(FeynmanKacProblem other) {
      return new FeynmanKacRun(other, settings, rule, replicate);
    }

    /** With other settings. */
    public FeynmanKacRun withSettings(ParticleSettings other) {
      return new FeynmanKacRun(problem, other, rule, replicate);
    }
  }

  /**
   * What one population found.
   *
   * @param value (1/N) sum w f, the estimate
   * @param secondMoment (1/N) sum w^2 f^2, an estimate of E[w^2 f^2] where nothing was resampled
   * @param resamplings how often ancestors were drawn
   */
  public record PathAverage(double value, double secondMoment, int resamplings) {}
}
