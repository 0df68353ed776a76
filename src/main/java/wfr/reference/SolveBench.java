package wfr.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.model.WfrProblem;

/** Time to accuracy of the finite volumes: what {@code wfr solve} does without its files, in one process; the median of the rounds. */
public final class SolveBench {
  private static final double WARM_UP_SECONDS = 2;
  private static final double CLOSER = 100;

  /** Smallest accuracy that doubles allow. */
  private static final double LEAST = 1e-10;

  private SolveBench() {}

  /**
   * What came out.
   *
   * @param seconds of a solution
   * @param first seconds of the first solution in the process
   * @param stated largest error stated of KL, means and covariance over the times
   * @param error largest distance of these to a solution a hundred times as accurate
   * @param cells per axis of the finest grid
   * @param steps on it
   */
  public record Figure(
      double seconds, double first, double stated, double error, int cells, long steps) {}

  /** Solves a problem a number of times. */
  public static Figure run(WfrProblem problem, double[] times, double accuracy, int rounds) {
    return run(problem, times, accuracy, rounds, null);
  }

  /** The figures at the output times that errors are measured against. */
  public static List<MeasureSummary> truth(WfrProblem problem, double[] times, double accuracy) {
    return solve(problem, times, Math.max(LEAST, accuracy)).summaries();
  }

  /** Solves a problem a number of times; truth is what errors are measured against, null to find it. */
  public static Figure run(
      WfrProblem problem, double[] times, double accuracy, int rounds, List<MeasureSummary> truth) {
    long begin = System.nanoTime();
    solve(problem, times, accuracy);
    double first = (System.nanoTime() - begin) * 1e-9;
    while ((System.nanoTime() - begin) * 1e-9 < WARM_UP_SECONDS) {
      solve(problem, times, accuracy);
    }
    double[] seconds = new double[rounds];
    GridResult result = null;
    for (int k = 0; k < rounds; k++) {
      long start = System.nanoTime();
      result = solve(problem, times, accuracy);
      seconds[k] = (System.nanoTime() - start) * 1e-9;
    }
    Arrays.sort(seconds);
    List<MeasureSummary> near = truth == null ? truth(problem, times, accuracy / CLOSER) : truth;
    double stated = 0;
    double error = 0;
    for (int k = 0; k < times.length; k++) {
      List<Estimate> found = figures(result.summaries().get(k));
      List<Estimate> other = figures(near.get(k));
      for (int j = 0; j < found.size(); j++) {
        stated = Math.max(stated, found.get(j).error());
        error = Math.max(error, Math.abs(found.get(j).value() - other.get(j).value()));
      }
    }
    return new Figure(
        seconds[rounds / 2],
        first,
        stated,
        error,
        result.scheme().cells(),
        result.ledger().steps());
  }

  /** What errors are taken of: KL, means and covariance. */
  static List<Estimate> figures(MeasureSummary s) {
    List<Estimate> all = new ArrayList<>(List.of(s.kl()));
    all.addAll(s.mean());
    s.variance().forEach(all::addAll);
    return all;
  }

  /** Nothing fixed. */
  static GridResult solve(WfrProblem problem, double[] times, double accuracy) {
    GridTask task = GridTask.free(problem, times, List.of(), accuracy);
    return new RichardsonSolver(task, Reference.IMPLEMENTATION, (what, done) -> {}).solve();
  }
}
