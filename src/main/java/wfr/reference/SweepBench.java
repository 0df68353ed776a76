package wfr.reference;

import java.util.Arrays;
import wfr.measure.DiscreteTarget;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.InitialLogRatio;
import wfr.operation.GridOperations.Transport;

/**
 * Time of a transport step by implicit Euler per cell and sweep, in the plane and in space on as many cells, taken in turn on one thread: a step of d axes makes d sweeps. The operation is
 * that of every run.
 */
public final class SweepBench {
  private static final int ROUNDS = 15;
  private static final double STEP = 0.01;

  private SweepBench() {}

  /**
   * Nanoseconds per cell and sweep, medians over the rounds.
   *
   * @param plane of n^{3/2} cells per axis
   * @param space of n cells per axis
   */
  public record Figure(double plane, double space) {}

  /** With so many cells per axis of space, a square. */
  public static Figure run(int cells) {
    Sweeps plane = new Sweeps(2, (int) Math.round(Math.pow(cells, 1.5)));
    Sweeps space = new Sweeps(3, cells);
    double[] a = new double[ROUNDS];
    double[] b = new double[ROUNDS];
    for (int r = -ROUNDS / 3; r < ROUNDS; r++) { // the first are for the compiler
      double first = plane.nanos();
      double second = space.nanos();
      if (r >= 0) {
        a[r] = first;
        b[r] = second;
      }
    }
    Arrays.sort(a);
    Arrays.sort(b);
    return new Figure(a[ROUNDS / 2], b[ROUNDS / 2]);
  }

  /** A standard normal target, a start within it. */
  private static final class Sweeps {
    private final DiscreteTarget target;
    private final double[] h;
    private final int sweeps;

    Sweeps(int d, int cells) {
      sweeps = d;
      double[] reach = new double[d];
      Arrays.fill(reach, 5);
      double[] lower = Arrays.stream(reach).map(v -> -v).toArray();
      WfrProblem problem =
          new WfrProblem(
              normal(d, 0, 1),
              normal(d, 0.3, 0.8),
              new Domain(lower, reach, Domain.Boundary.LINE),
              1,
              1);
      target = Reference.IMPLEMENTATION.apply(new Discretise(problem, cells));
      h = Reference.IMPLEMENTATION.apply(new InitialLogRatio(problem, target));
    }

    private static GaussianLaw normal(int d, double mean, double variance) {
      double[] m = new double[d];
      Arrays.fill(m, mean);
      double[][] c = new double[d][d];
      for (int k = 0; k < d; k++) {
        c[k][k] = variance;
      }
      return new GaussianLaw(m, c);
    }

    double nanos() {
      long start = System.nanoTime();
      Reference.IMPLEMENTATION.apply(new Transport(target, h, STEP));
      return (System.nanoTime() - start) / ((double) h.length * sweeps);
    }
  }
}
