package wfr.reference;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import wfr.model.Observable;
import wfr.model.SplittingScheme;
import wfr.model.WfrProblem;
import wfr.operation.FigureOperations.GridEstimates;
import wfr.operation.FigureOperations.GridLimits;

/**
 * A finite-volume solution to be made: the problem, what is reported, and what is fixed of the discretisation.
 *
 * @param problem what is solved
 * @param times output times, ascending, >= 0
 * @param observables expectations to report
 * @param cells number of cells if fixed
 * @param timeStep step if fixed
 * @param splitting order of the sub-flows where the step is fixed
 * @param accuracy error wanted of every reported figure but mass, Fisher information and Var h; used where cells and step are not fixed
 */
public record GridTask(
    WfrProblem problem,
    double[] times,
    List<Observable> observables,
    OptionalInt cells,
    OptionalDouble timeStep,
    SplittingScheme splitting,
    double accuracy) {
  /** Checks the accuracy. */
  public GridTask {
    if (!(accuracy > 0)) {
      throw new IllegalArgumentException("accuracy must be > 0: " + accuracy);
    }
    observables = List.copyOf(observables);
  }

  /** Cells and step are left to the solver unless one of them is fixed. */
  public boolean isFixed() {
    return cells.isPresent() || timeStep.isPresent();
  }

  /** Nothing fixed. */
  public static GridTask free(
      WfrProblem problem, double[] times, List<Observable> observables, double accuracy) {
    return new GridTask(
        problem,
        times,
        observables,
        OptionalInt.empty(),
        OptionalDouble.empty(),
        SplittingScheme.STRANG,
        accuracy);
  }

  static GridTask of(GridLimits call) {
    return free(call.problem(), call.times(), call.observables(), call.accuracy());
  }

  static GridTask of(GridEstimates call) {
    return free(call.problem(), call.times(), call.observables(), call.accuracy());
  }
}
