package wfr.operation;

import java.util.List;
import wfr.math.Estimate;
import wfr.measure.DiscreteTarget;
import wfr.measure.GridDensity;
import wfr.measure.WeightedSample;
import wfr.model.Observable;
import wfr.model.Potential;
import wfr.model.WfrProblem;

/**
 * What is reported of a density or a sample, and the errors that are stated beside it. Figures come as one row, in d dimensions
 *   mass, d means, the covariance row by row from its diagonal on, KL(rho|pi), KL(pi|rho), E|grad h|^2, Var h, observables in their order.
 */
public final class FigureOperations {
  /** See {@link GridFigures}. */
  public static final Operation<GridFigures, double[]> GRID_FIGURES =
      new Operation<>("gridFigures", Group.FUNCTIONALS, GridFigures.class);

  /** See {@link SampleFigures}. */
  public static final Operation<SampleFigures, double[]> SAMPLE_FIGURES =
      new Operation<>("sampleFigures", Group.FUNCTIONALS, SampleFigures.class);

  /** See {@link ReplicateFigures}. */
  public static final Operation<ReplicateFigures, double[][]> REPLICATE_FIGURES =
      new Operation<>("replicateFigures", Group.FUNCTIONALS, ReplicateFigures.class);

  /** See {@link Histogram}. */
  public static final Operation<Histogram, double[]> HISTOGRAM =
      new Operation<>("histogram", Group.FUNCTIONALS, Histogram.class);

  /** See {@link HistogramErrors}. */
  public static final Operation<HistogramErrors, double[]> HISTOGRAM_ERRORS =
      new Operation<>("histogramErrors", Group.STATED_ERRORS, HistogramErrors.class);

  /** See {@link BoxErrors}. */
  public static final Operation<BoxErrors, double[]> BOX_ERRORS =
      new Operation<>("boxErrors", Group.STATED_ERRORS, BoxErrors.class);

  /** See {@link GridLimits}. */
  public static final Operation<GridLimits, Estimate[]> GRID_LIMITS =
      new Operation<>("gridLimits", Group.STATED_ERRORS, GridLimits.class);

  /** See {@link GridEstimates}. */
  public static final Operation<GridEstimates, Estimate[]> GRID_ESTIMATES =
      new Operation<>("gridEstimates", Group.STATED_ERRORS, GridEstimates.class);

  /** See {@link Extrapolation}. */
  public static final Operation<Extrapolation, Estimate> EXTRAPOLATION =
      new Operation<>("extrapolation", Group.STATED_ERRORS, Extrapolation.class);

  /** See {@link StandardError}. */
  public static final Operation<StandardError, Double> STANDARD_ERROR =
      new Operation<>("standardError", Group.STATED_ERRORS, StandardError.class);

  /** See {@link StepError}. */
  public static final Operation<StepError, Double> STEP_ERROR =
      new Operation<>("stepError", Group.STATED_ERRORS, StepError.class);

  /** See {@link PopulationEstimate}. */
  public static final Operation<PopulationEstimate, Estimate> POPULATION_ESTIMATE =
      new Operation<>("populationEstimate", Group.STATED_ERRORS, PopulationEstimate.class);

  /** See {@link Pool}. */
  public static final Operation<Pool, WeightedSample> POOL =
      new Operation<>("pool", Group.FUNCTIONALS, Pool.class);

  static final List<Operation<?, ?>> ALL =
      List.of(
          GRID_FIGURES,
          SAMPLE_FIGURES,
          REPLICATE_FIGURES,
          HISTOGRAM,
          HISTOGRAM_ERRORS,
          BOX_ERRORS,
          GRID_LIMITS,
          GRID_ESTIMATES,
          EXTRAPOLATION,
          STANDARD_ERROR,
          STEP_ERROR,
          POPULATION_ESTIMATE,
          POOL);

  private FigureOperations() {}

  /**
   * Figures of a density on a grid.
   *
   * @param rho density
   * @param potential V, between whose values the density is interpolated for observables
   * @param observables to be averaged
   */
  public record GridFigures(GridDensity rho, Potential potential, List<Observable> observables)
      implements Call<double[]>, OnGrid {
    @Override
    public int axes() {
      return rho.dimension();
    }
  }

  /**
   * Figures of one population: mass (unnormalised mean weight), mean, covariance and observables of the weighted atoms, the others of a {@link Histogram} with half a particle's
   * weight of pi.
   *
   * @param sample the population
   * @param target cells of the histogram
   * @param observables to be averaged
   */
  public record SampleFigures(
      WeightedSample sample, DiscreteTarget target, List<Observable> observables)
      implements Call<double[]>, OnGrid {
    @Override
    public int axes() {
      return target.grid().dimension();
    }
  }

  /**
   * Figures of R independent populations, a row each: those of {@link SampleFigures}, but of KL(rho|pi), KL(pi|rho), E|grad h|^2 and Var h, which are no averages, Tukey's pseudo-values R f(all) - (R - 1) f(all
   * but r), f of the mean of the populations' histograms with half a particle's weight of pi: their mean has no bias of the order of one over the number of particles, their spread tells its standard error.
   *
   * @param samples the populations
   * @param target cells of the histograms
   * @param observables to be averaged
   */
  public record ReplicateFigures(
      List<WeightedSample> samples, DiscreteTarget target, List<Observable> observables)
      implements Call<double[][]>, OnGrid {
    @Override
    public int axes() {
      return target.grid().dimension();
    }
  }

  /**
   * Histogram of weighted atoms as log(rho/pi) per cell, mixed with a share of pi so that an empty cell stays finite; particles beyond the box count in its edge cells.
   *
   * @param sample atoms; the first coordinates count, one per axis
   * @param target cells
   * @param added weight of pi, in particles of average weight
   */
  public record Histogram(WeightedSample sample, DiscreteTarget target, double added)
      implements Call<double[]>, OnGrid {
    @Override
    public int axes() {
      return target.grid().dimension();
    }
  }

  /**
   * What the histogram itself adds to the errors of the fixed figures.
   *
   * @param sample atoms
   * @param target cells
   * @param coarse half as many along every axis, telling what the width of cells does
   */
  public record HistogramErrors(WeightedSample sample, DiscreteTarget target, DiscreteTarget coarse)
      implements Call<double[]>, OnGrid {
    @Override
    public int axes() {
      return target.grid().dimension();
    }
  }

  /** What the box cuts off of every figure: an estimate from rho_0 and pi outside it. */
  public record BoxErrors(WfrProblem problem, List<Observable> observables)
      implements Call<double[]>, OnGrid {
    @Override
    public int axes() {
      return problem.dimension();
    }
  }

  /**
   * Figures of the solution in the problem's box, extrapolated over grids to an accuracy, with the errors of cells and steps: row by row of the output times, mass, means, covariances by rows, KL, reverse
   * KL, Fisher information, Var h, the observables. What the box cuts off is not in the errors.
   */
  public record GridLimits(
      WfrProblem problem, double[] times, List<Observable> observables, double accuracy)
      implements Call<Estimate[]>, OnGrid {
    @Override
    public int axes() {
      return problem.dimension();
    }
  }

  /** As {@link GridLimits}, with what the box cuts off in the errors: what a finite-volume solution states. */
  public record GridEstimates(
      WfrProblem problem, double[] times, List<Observable> observables, double accuracy)
      implements Call<Estimate[]>, OnGrid {
    @Override
    public int axes() {
      return problem.dimension();
    }
  }

  /**
   * Limit of a figure over levels l = 0, 1, ..., whose error expands in powers of h = 2^{-l}.
   *
   * @param exponents of the powers, ascending
   * @param figures by level
   */
  public record Extrapolation(double[] exponents, double[] figures) implements Call<Estimate> {}

  /** Standard error of the mean of independent values, s/sqrt(R). */
  public record StandardError(double[] values) implements Call<Double> {}

  /**
   * Bias of the step with the noise of its estimate.
   *
   * @param fine values of the populations run with dt/2
   * @param coarse values of the populations run with dt
   */
  public record StepError(double[] fine, double[] coarse) implements Call<Double> {}

  /** Mean over populations run with dt/2, with its error; as {@link StepError}. */
  public record PopulationEstimate(double[] fine, double[] coarse) implements Call<Estimate> {}

  /** All populations as one sample, each of equal total weight; of mean weight 1. */
  public record Pool(List<WeightedSample> samples) implements Call<WeightedSample> {}
}
