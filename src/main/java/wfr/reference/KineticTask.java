package wfr.reference;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import wfr.math.TimeSteps;
import wfr.model.Domain;
import wfr.model.KineticProblem;
import wfr.model.Observable;
import wfr.model.WfrProblem;

/**
 * A kinetic run: a problem on the line with friction; velocities start in N(0, 1).
 *
 * @param problem potential, law of the position, box of the position and reaction rate
 * @param friction g
 * @param times output times
 * @param observables functions of the position
 * @param cells cells in each direction, if fixed
 * @param timeStep step, if fixed
 */
public record KineticTask(
    WfrProblem problem,
    double friction,
    double[] times,
    List<Observable> observables,
    OptionalInt cells,
    OptionalDouble timeStep) {
  /** Thermal velocities reach this far with probability 1e-15. */
  private static final double THERMAL = 8;

  /** Log-density below its maximum at which a start counts as empty. */
  private static final double EMPTY = 16;

  private static final int FEWEST = 80;
  private static final int MOST = 1000;
  private static final int SAMPLES = 2000;

  /** Copies. */
  public KineticTask {
    times = times.clone();
    observables = List.copyOf(observables);
  }

  /** Cells in position: a grid with two thirds of them still sees every feature of pi and rho_0. */
  int positionCells() {
    if (cells.isPresent()) {
      return cells.getAsInt();
    }
    int n = 3 * ResolvingGrid.cells(problem, FEWEST) / 2;
    if (n > MOST) {
      throw new ArithmeticException(
          "target or initial law is too narrow for a grid of the phase plane: "
              + n
              + " cells in position, at most "
              + MOST
              + " are affordable; a narrower domain helps");
    }
    return n;
  }

  int velocityCells() {
    return cells.orElse(3 * FEWEST / 2);
  }

  /** Energy is what carries velocities beyond the thermal ones: the box reaches them from the highest point of the start. */
  KineticProblem kinetic() {
    Domain box = problem.domain();
    double[] v = new double[SAMPLES + 1];
    double[] l = new double[SAMPLES + 1];
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i <= SAMPLES; i++) {
      double x = box.left() + (box.right() - box.left()) * i / SAMPLES;
      v[i] = problem.potential().value(x);
      l[i] = problem.initial().logDensity(x);
      least = Math.min(least, v[i]);
      most = Math.max(most, l[i]);
    }
    double highest = least;
    for (int i = 0; i <= SAMPLES; i++) {
      highest = l[i] >= most - EMPTY ? Math.max(highest, v[i]) : highest;
    }
    // e^{-E} of the fastest is below e^{-32} of the most likely point, counted from the highest
    // start
    double reach = Math.sqrt(THERMAL * THERMAL + 2 * (highest - least));
    return new KineticProblem(
        problem.potential(),
        KineticProblem.thermal(problem.initial()),
        new Domain(
            new double[] {box.left(), -reach},
            new double[] {box.right(), reach},
            Domain.Boundary.LINE),
        friction,
        problem.reactionRate());
  }

  /** Steps of every interval between output times, at most a length each, times a factor. */
  int steps(int output, double length, int factor) {
    return factor * TimeSteps.count(output == 0 ? 0 : times[output - 1], times[output], length);
  }
}
