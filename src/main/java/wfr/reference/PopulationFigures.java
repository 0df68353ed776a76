package wfr.reference;

import java.util.Arrays;
import java.util.List;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.measure.WeightedSample;
import wfr.operation.FigureOperations.PopulationEstimate;
import wfr.operation.FigureOperations.StandardError;
import wfr.operation.FigureOperations.StepError;
import wfr.operation.Implementation;

/** The figures reported of one population, as a vector; their estimates over populations; and a summary of them. */
interface PopulationFigures {
  /** What they are composed of. */
  Implementation ops();

  /** Which figure is where. */
  Figures places();

  /** Of the populations at a time, a row each. */
  double[][] of(double time, List<WeightedSample> samples);

  /** What the histogram of the pooled populations adds to the errors, for the leading figures. */
  double[] histogramErrors(WeightedSample sample);

  /** The estimates of one time under their names. */
  MeasureSummary summary(double time, Estimate[] estimates);

  /**
   * The figures with their errors.
   *
   * @param fine one row of figures per population run with half the step
   * @param coarse rows of the populations run with the step
   * @param histogram the histogram's own errors, of the finer populations pooled
   */
  default Estimate[] estimates(double[][] fine, double[][] coarse, double[] histogram) {
    Estimate[] e = new Estimate[fine[0].length];
    for (int j = 0; j < e.length; j++) {
      Estimate of = ops().apply(new PopulationEstimate(column(fine, j), column(coarse, j)));
      e[j] = new Estimate(of.value(), of.error() + (j < histogram.length ? histogram[j] : 0));
    }
    return e;
  }

  /**
   * Masses of {@link Bins} among the estimates, none where there are none. Populations that all miss a bin do not say that it is empty: the weight of one average particle is added to
   * every error.
   *
   * @param estimates of one time
   * @param effective effective number of particles over all populations
   */
  List<Estimate> bins(Estimate[] estimates, double effective);

  /** The parts of those errors by source. */
  default List<ErrorPart> budget(
      double time, double[][] fine, double[][] coarse, double[] histogram) {
    double[] noise = new double[histogram.length];
    double[] step = new double[histogram.length];
    for (int j = 0; j < noise.length; j++) {
      noise[j] = ops().apply(new StandardError(column(fine, j)));
      step[j] = ops().apply(new StepError(column(fine, j), column(coarse, j)));
    }
    return List.of(
        ErrorPart.of(places(), time, "number of particles", noise),
        ErrorPart.of(places(), time, "time step", step),
        ErrorPart.of(places(), time, "histogram", histogram));
  }

  /** Figure j of every row. */
  static double[] column(double[][] rows, int j) {
    return Arrays.stream(rows).mapToDouble(row -> row[j]).toArray();
  }
}
