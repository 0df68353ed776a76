package wfr.operation;

import java.util.List;
import wfr.math.Estimate;
import wfr.measure.DiscreteTarget;
import wfr.measure.GridDensity;
import wfr.measure.PlaneDensity;
import wfr.measure.PlaneTarget;
import wfr.measure.WeightedSample;
import wfr.model.Observable;
import wfr.model.Potential;
import wfr.model.WfrProblem;

/**
 * What is reported of a density or a sample, and the errors that are stated beside it. Figures come as one row, on the line
 *   mass, mean, variance, KL(rho|pi), KL(pi|rho), E|grad h|^2, Var h, observables in their order,
 * and in the plane with two means and the variance as xx, xy, yy.
 */
public final class FigureOperations {
  /** See {@link GridFigures}. */
  public static final Operation<GridFigures, double[]> GRID_FIGURES =
      new Operation<>("gridFigures", Group.FUNCTIONALS, GridFigures.class);

  /** See {@link PlaneFigures}. */
  public static final Operation<PlaneFigures, double[]> PLANE_FIGURES =
      new Operation<>("planeFigures", Group.FUNCTIONALS, PlaneFigures.class);

  /** See {@link SampleFigures}. */
  public static final Operation<SampleFigures, double[]> SAMPLE_FIGURES =
      new Operation<>("sampleFigures", Group.FUNCTIONALS, SampleFigures.class);

  /** See {@link PlaneSampleFigures}. */
  public static final Operation<PlaneSampleFigures, double[]> PLANE_SAMPLE_FIGURES =
      new Operation<>("planeSampleFigures", Group.FUNCTIONALS, PlaneSampleFigures.class);

  /** See {@link Histogram}. */
  public static final Operation<Histogram, double[]> HISTOGRAM =
      new Operation<>("histogram", Group.FUNCTIONALS, Histogram.class);

  /** See {@link PlaneHistogram}. */
  public static final Operation<PlaneHistogram, double[]> PLANE_HISTOGRAM =
      new Operation<>("planeHistogram", Group.FUNCTIONALS, PlaneHistogram.class);

  /** See {@link HistogramErrors}. */
  public static final Operation<HistogramErrors, double[]> HISTOGRAM_ERRORS =
      new Operation<>("histogramErrors", Group.STATED_ERRORS, HistogramErrors.class);

  /** See {@link PlaneHistogramErrors}. */
  public static final Operation<PlaneHistogramErrors, double[]> PLANE_HISTOGRAM_ERRORS =
      new Operation<>("planeHistogramErrors", Group.STATED_ERRORS, PlaneHistogramErrors.class);

  /** See {@link BoxErrors}. */
  public static final Operation<BoxErrors, double[]> BOX_ERRORS =
      new Operation<>("boxErrors", Group.STATED_ERRORS, BoxErrors.class);

  /** See {@link PlaneBoxErrors}. */
  public static final Operation<PlaneBoxErrors, double[]> PLANE_BOX_ERRORS =
      new Operation<>("planeBoxErrors", Group.STATED_ERRORS, PlaneBoxErrors.class);

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
          PLANE_FIGURES,
          SAMPLE_FIGURES,
          PLANE_SAMPLE_FIGURES,
          HISTOGRAM,
          PLANE_HISTOGRAM,
          HISTOGRAM_ERRORS,
          PLANE_HISTOGRAM_ERRORS,
          BOX_ERRORS,
          PLANE_BOX_ERRORS,
          EXTRAPOLATION,
          STANDARD_ERROR,
          STEP_ERROR,
          POPULATION_ESTIMATE,
          POOL);

  private FigureOperations() {}

  /**
   * Figures of a density on the line.
   *
   * @param rho density
   * @param potential V, between whose values the density is interpolated for observables
   * @param observables to be averaged
   */
  public record GridFigures(GridDensity rho, Potential potential, List<Observable> observables)
      implements Call<double[]> {}

  /** Figures of a density in the plane; as {@link GridFigures}. */
  public record PlaneFigures(PlaneDensity rho, Potential potential, List<Observable> observables)
      implements Call<double[]> {}

  /**
   * Figures of one population on the line: mass (unnormalised mean weight), mean, variance and observables of the weighted atoms, the others of a {@link Histogram} with half a particle's
   * weight of pi.
   *
   * @param sample the population
   * @param target cells of the histogram
   * @param observables to be averaged
   */
  public record SampleFigures(
      WeightedSample sample, DiscreteTarget target, List<Observable> observables)
      implements Call<double[]> {}

  /** Figures of one population in the plane, as {@link SampleFigures}. */
  public record PlaneSampleFigures(
      WeightedSample sample, PlaneTarget target, List<Observable> observables)
      implements Call<double[]> {}

  /**
   * Histogram of weighted atoms as log(rho/pi) per cell, mixed with a share of pi so that an empty cell stays finite; particles beyond the box count in its edge cells.
   *
   * @param sample atoms; of several coordinates the first counts
   * @param target cells
   * @param added weight of pi, in particles of average weight
   */
  public record Histogram(WeightedSample sample, DiscreteTarget target, double added)
      implements Call<double[]> {}

  /** The same in the plane. */
  public record PlaneHistogram(WeightedSample sample, PlaneTarget target, double added)
      implements Call<double[]> {}

  /** What the histogram itself adds to the errors of mass, mean, variance and the four divergences and dissipation terms. */
  public record HistogramErrors(WeightedSample sample, DiscreteTarget target)
      implements Call<double[]> {}

  /** The same in the plane, a histogram of half as many cells per axis telling what the width of cells does. */
  public record PlaneHistogramErrors(WeightedSample sample, PlaneTarget target, PlaneTarget coarse)
      implements Call<double[]> {}

  /** What the box cuts off of every figure on the line: an estimate from rho_0 and pi outside it. */
  public record BoxErrors(WfrProblem problem, List<Observable> observables)
      implements Call<double[]> {}

  /** The same in the plane. */
  public record PlaneBoxErrors(WfrProblem problem, List<Observable> observables)
      implements Call<double[]> {}

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
