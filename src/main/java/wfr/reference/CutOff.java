package wfr.reference;

import java.util.Arrays;
import wfr.math.Estimate;
import wfr.model.WfrProblem;
import wfr.operation.FigureOperations.BoxErrors;
import wfr.operation.FigureOperations.GridLimits;
import wfr.operation.Implementation;

/**
 * What the box of a grid solution on a line cuts off, by output time and figure: the estimate from both laws outside ({@link BoxError}) where that is below a quarter of the accuracy, else what a
 * box wider by an eighth on either side changes:
 *   (|A' - A| + the error of A')/(1 - q),   q the largest over the figures of the estimate for the wider box over that for this one; of a figure for which that exceeds a half, the larger of both.
 * A' is the solution there where a figure that is held to the accuracy asks for it; else, and where cells or steps are given, it is what one grid shows ({@link GridRefinement#inAnotherBox}).
 * Source: proofs-notes, G13.
 */
final class CutOff {
  /** By which share of its width a box is made wider on either side. */
  private static final double WIDENING = 0.125;

  private static final double MOST_LEFT = 0.5;

  /** Of the accuracy, that an estimate may take without being looked at. */
  private static final double SMALL = 0.25;

  private CutOff() {}

  static double[][] of(GridTask task, GridRefinement grids, Implementation ops, Progress progress) {
    double[] estimate = ops.apply(new BoxErrors(task.problem(), task.observables()));
    double[][] all = new double[task.times().length][];
    Arrays.setAll(all, k -> estimate.clone());
    boolean[] small = small(estimate, task, grids.levels());
    if (task.problem().dimension() > 1 || areSmall(small, false)) {
      return all;
    }
    WfrProblem wide = task.problem().widened(WIDENING);
    double[] beyond = ops.apply(new BoxErrors(wide, task.observables()));
    progress.stage("a wider box");
    double[][] change =
        task.isFixed() || areSmall(small, true)
            ? grids.inAnotherBox(task.problem()::widened, WIDENING)
            : solved(wide, task, grids.levels().limits(), ops);
    double[] left = new double[estimate.length];
    double most = 0;
    for (int j = 0; j < left.length; j++) {
      left[j] = estimate[j] > 0 ? beyond[j] / estimate[j] : 0;
      most = left[j] <= MOST_LEFT ? Math.max(most, left[j]) : most;
    }
    for (int k = 0; k < all.length; k++) {
      for (int j = 0; j < left.length; j++) {
        double moved = Math.abs(change[k][j]);
        if (!small[j] && !Double.isNaN(moved)) { // infinite figures have no change
          all[k][j] = left[j] <= MOST_LEFT ? moved / (1 - most) : Math.max(estimate[j], moved);
        }
      }
    }
    return all;
  }

  private static double[][] solved(
      WfrProblem wide, GridTask task, Estimate[][] here, Implementation ops) {
    Estimate[] there =
        ops.apply(new GridLimits(wide, task.times(), task.observables(), task.accuracy()));
    double[][] change = new double[here.length][];
    int next = 0;
    for (int k = 0; k < change.length; k++) {
      change[k] = new double[here[k].length];
      for (int j = 0; j < change[k].length; j++) {
        Estimate e = there[next++];
        change[k][j] = Math.abs(e.value() - here[k][j].value()) + e.error();
      }
    }
    return change;
  }

  /** Whose estimate is small. */
  private static boolean[] small(double[] estimate, GridTask task, FigureLevels levels) {
    boolean[] small = new boolean[estimate.length];
    for (int j = 0; j < small.length; j++) {
      small[j] = estimate[j] <= SMALL * task.accuracy() * levels.sizes()[j];
    }
    return small;
  }

  /** Whether all figures are, or those that are held to the accuracy. */
  private static boolean areSmall(boolean[] small, boolean held) {
    Figures places = new Figures(1);
    for (int j = 0; j < small.length; j++) {
      if (!small[j] && (!held || places.isHeldToAccuracy(j))) {
        return false;
      }
    }
    return true;
  }
}
