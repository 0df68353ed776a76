package wfr.reference;

import java.util.ArrayList;
import java.util.List;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;

/**
 * The parts of a grid solution's error. Cells and steps are refined together; the share of the step in the discretisation error is that of its error on the
 * coarsest grid, (4/3)|v(dt/2) - v(dt)| at order 2 and 2|v(dt/2) - v(dt)| at order 1, in the sum of both.
 *
 * @param firstOrderInTime order of the scheme in the step: 1, otherwise 2
 * @param drift of mass by rounding
 * @param box what the box cuts off of every figure
 */
record GridErrorBudget(boolean firstOrderInTime, double drift, double[] box) {
  private static final int[] FIGURES = {
    FiguresOnLine.KL, FiguresOnLine.MEAN, FiguresOnLine.VARIANCE
  };

  /**
   * Space, time, box and rounding at one output time.
   *
   * @param s the figures with their errors
   * @param row extrapolations of the figures
   * @param first the figures on the coarsest grid
   * @param halfStep the same with half its step
   */
  List<ErrorPart> parts(MeasureSummary s, Estimate[] row, double[] first, double[] halfStep) {
    double[] total = new double[FiguresOnLine.FIXED_FIGURES];
    total[FiguresOnLine.KL] = s.kl().error();
    total[FiguresOnLine.MEAN] = s.mean().get(0).error();
    total[FiguresOnLine.VARIANCE] = s.variance().get(0).get(0).error();
    String[] names = {"space", "time", "box", "rounding"};
    double[][] part = new double[names.length][total.length];
    for (int j : FIGURES) {
      double limit = row[j].value();
      double inTime = (firstOrderInTime ? 2 : 4.0 / 3) * (first[j] - halfStep[j]);
      double inSpace = first[j] - limit - inTime;
      double both = Math.abs(inTime) + Math.abs(inSpace);
      double share = both > 0 ? Math.abs(inTime) / both : 0;
      part[2][j] = box[j];
      part[3][j] = drift * Math.max(1, Math.abs(limit));
      double discretisation = Math.max(0, total[j] - part[2][j] - part[3][j]);
      part[0][j] = (1 - share) * discretisation;
      part[1][j] = share * discretisation;
    }
    List<ErrorPart> parts = new ArrayList<>();
    for (int p = 0; p < names.length; p++) {
      parts.add(ErrorPart.of(s.time(), names[p], part[p]));
    }
    return parts;
  }
}
