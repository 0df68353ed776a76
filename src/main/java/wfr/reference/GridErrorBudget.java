package wfr.reference;

import java.util.ArrayList;
import java.util.List;
import wfr.math.Estimate;

/**
 * The parts of a grid solution's error. Cells and steps are refined together; the share of the step in the discretisation error is that of its error on the
 * coarsest grid, (4/3)|v(dt/2) - v(dt)| at order 2 and 2|v(dt/2) - v(dt)| at order 1, in the sum of both.
 *
 * @param figures which figure is where
 * @param firstOrderInTime order of the scheme in the step: 1, otherwise 2
 * @param drift of mass by rounding
 * @param box what the box cuts off of every figure
 */
record GridErrorBudget(Figures figures, boolean firstOrderInTime, double drift, double[] box) {
  private static final String[] NAMES = {"space", "time", "box", "rounding"};

  /**
   * Space, time, box and rounding at one output time.
   *
   * @param time t
   * @param stated the figures with their errors
   * @param row extrapolations of the figures
   * @param first the figures on the coarsest grid
   * @param halfStep the same with half its step
   */
  List<ErrorPart> parts(
      double time, Estimate[] stated, Estimate[] row, double[] first, double[] halfStep) {
    double[][] part = new double[NAMES.length][figures.fixed()];
    for (int j = 0; j < figures.fixed(); j++) {
      double limit = row[j].value();
      double inTime = (firstOrderInTime ? 2 : 4.0 / 3) * (first[j] - halfStep[j]);
      double inSpace = first[j] - limit - inTime;
      double both = Math.abs(inTime) + Math.abs(inSpace);
      double share = both > 0 ? Math.abs(inTime) / both : 0;
      part[2][j] = box[j];
      part[3][j] = drift * Math.max(1, Math.abs(limit));
      double discretisation = Math.max(0, stated[j].error() - part[2][j] - part[3][j]);
      part[0][j] = (1 - share) * discretisation;
      part[1][j] = share * discretisation;
    }
    List<ErrorPart> parts = new ArrayList<>();
    for (int p = 0; p < NAMES.length; p++) {
      parts.add(ErrorPart.of(figures, time, NAMES[p], part[p]));
    }
    return parts;
  }
}
