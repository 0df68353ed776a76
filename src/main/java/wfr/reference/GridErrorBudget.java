package wfr.reference;

import java.util.ArrayList;
import java.util.List;
import wfr.math.Estimate;
import wfr.math.RombergTable;

/**
 * The parts of a grid solution's error: what the box cuts off, the error in time with its share of the extrapolation's floor, rounding, and space, which is the rest.
 *
 * @param figures which figure is where
 * @param drift of mass by rounding
 */
record GridErrorBudget(Figures figures, double drift) {
  private static final String[] NAMES = {"space", "time", "box", "rounding"};

  /**
   * Space, time, box and rounding at one output time.
   *
   * @param time t
   * @param stated the figures with their errors
   * @param inTime errors of the figures in time
   * @param box what the box cuts off of them
   * @param sizes what roundings are relative to
   */
  List<ErrorPart> parts(
      double time, Estimate[] stated, double[] inTime, double[] box, double[] sizes) {
    double[][] part = new double[NAMES.length][figures.fixed()];
    for (int j = 0; j < figures.fixed(); j++) {
      part[2][j] = box[j];
      part[3][j] =
          (RombergTable.ROUNDING + drift) * Math.max(sizes[j], Math.abs(stated[j].value()));
      double rest = Math.max(0, stated[j].error() - part[2][j] - part[3][j]);
      part[1][j] = Math.min(rest, inTime[j]);
      part[0][j] = rest - part[1][j];
    }
    List<ErrorPart> parts = new ArrayList<>();
    for (int p = 0; p < NAMES.length; p++) {
      parts.add(ErrorPart.of(figures, time, NAMES[p], part[p]));
    }
    return parts;
  }
}
