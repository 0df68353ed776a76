package wfr.reference;

import java.util.Arrays;
import wfr.model.WfrProblem;
import wfr.pde.FusedGrid;

/** One quick figure of the fused finite volumes, on the problem of {@link ParticleBench}; the median of seven runs. */
public final class GridBench {
  private static final int RUNS = 7;
  private static final double WARM_UP_SECONDS = 1.5;

  private GridBench() {}

  /**
   * What came out.
   *
   * @param nanos wall time per cell and step
   * @param l1 distance of the masses to the target's
   * @param stateHash hash of the masses
   * @param kernel the kernel in use
   */
  public record Figure(double nanos, double l1, int stateHash, String kernel) {}

  /** Runs it. */
  public static Figure run(int cells, int steps, double dt, String kernel) {
    WfrProblem problem = ParticleBench.problem();
    FusedGrid grid = new FusedGrid(problem, cells, dt, kernel);
    long start = System.nanoTime();
    while (System.nanoTime() - start < WARM_UP_SECONDS * 1e9) {
      grid.advance(100);
    }
    double[] nanos = new double[RUNS];
    for (int k = 0; k < RUNS; k++) {
      grid = new FusedGrid(problem, cells, dt, kernel);
      start = System.nanoTime();
      grid.advance(steps);
      nanos[k] = (System.nanoTime() - start) / ((double) cells * steps);
    }
    Arrays.sort(nanos);
    double[] masses = grid.masses();
    return new Figure(
        nanos[RUNS / 2],
        ParticleBench.distance(problem, masses, 1),
        Arrays.hashCode(masses),
        grid.kernel());
  }
}
