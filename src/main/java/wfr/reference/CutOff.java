package wfr.reference;

import java.util.Arrays;
import java.util.function.Function;
import wfr.model.Domain;
import wfr.model.WfrProblem;
import wfr.operation.FigureOperations.BoxErrors;
import wfr.operation.GridOperations.MassOutside;
import wfr.operation.Implementation;

/**
 * What the box of a grid solution on a line cuts off, by output time and figure: the estimate from both laws outside ({@link BoxError}) or, where that is a quarter of the accuracy or more, what a box
 * wider by an eighth on either side changes, if that is less:
 *   |A' - A|/(1 - q),   q the share of the mass outside that is outside of the wider box too, at most a half.
 * Where that is dear and no figure that is held to the accuracy asks for it, an estimate above eps (1 + |log eps|)^2 times the figure, eps the mass outside, is that.
 * Source: proofs-notes, G13.
 */
final class CutOff {
  /** A box is made wider by one of so many parts on either side. */
  static final int PARTS = 8;

  private static final double MOST_LEFT = 0.5;

  /** Of the accuracy, that an estimate may take without being looked at. */
  private static final double SMALL = 0.25;

  /** By how much figures move in another box. */
  interface Beside {
    /** By time and figure; by a solution there, or on one grid. */
    double[][] change(Function<Double, WfrProblem> wide, FigureLevels levels, boolean solved);
  }

  private CutOff() {}

  static double[][] of(
      GridTask task,
      double[] outside,
      FigureLevels levels,
      boolean dear,
      Implementation ops,
      Beside beside) {
    double[] estimate = ops.apply(new BoxErrors(task.problem(), task.observables()));
    double[][] all = new double[task.times().length][];
    Arrays.setAll(all, k -> estimate.clone());
    Domain box = task.problem().domain();
    double eps = Math.max(outside[0], outside[1]);
    if (box.dimension() > 1 || !(eps > 0) || isSmall(estimate, task, levels, false)) {
      return all;
    }
    boolean held = !isSmall(estimate, task, levels, true);
    if (dear && !held) {
      for (int k = 0; k < all.length; k++) {
        for (int j = 0; j < all[k].length; j++) {
          double size = Math.max(levels.sizes()[j], Math.abs(levels.limits()[k][j].value()));
          double share = eps * Math.pow(1 - Math.log(eps), 2) * size;
          all[k][j] = share < all[k][j] ? share : all[k][j];
        }
      }
      return all;
    }
    double[] beyond = ops.apply(new MassOutside(widened(task.problem(), 1.0 / PARTS)));
    double left = Math.max(beyond[0], beyond[1]) / eps;
    if (!(left <= MOST_LEFT)) {
      return all;
    }
    double[][] change = beside.change(more -> widened(task.problem(), more), levels, held);
    for (int k = 0; k < all.length; k++) {
      for (int j = 0; j < all[k].length; j++) {
        double measured = Math.abs(change[k][j]) / (1 - left);
        all[k][j] = measured < all[k][j] ? measured : all[k][j]; // infinite figures have no change
      }
    }
    return all;
  }

  private static boolean isSmall(
      double[] estimate, GridTask task, FigureLevels levels, boolean held) {
    Figures places = new Figures(1);
    for (int j = 0; j < estimate.length; j++) {
      if ((!held || places.isHeldToAccuracy(j))
          && !(estimate[j] <= SMALL * task.accuracy() * levels.sizes()[j])) {
        return false;
      }
    }
    return true;
  }

  private static WfrProblem widened(WfrProblem problem, double share) {
    double a = problem.domain().left();
    double b = problem.domain().right();
    double more = share * (b - a);
    return new WfrProblem(
        problem.potential(),
        problem.initial(),
        Domain.interval(a - more, b + more, Domain.Boundary.LINE),
        problem.reactionRate(),
        problem.diffusivity());
  }
}
