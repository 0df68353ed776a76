package wfr.reference;

import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import wfr.model.WfrProblem;
import wfr.pde.FusedGrid;
import wfr.pde.FusedPlane;

/** One quick figure of the fused finite volumes on the line or in the plane; the median of seven runs. */
public final class GridBench {
  private static final int RUNS = 7;
  private static final double WARM_UP_SECONDS = 1.5;
  private static final int WARM_UP_STEPS = 20;

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

  /** On the problem of {@link ParticleBench}. */
  public static Figure line(int cells, int steps, double dt, String kernel) {
    WfrProblem problem = ParticleBench.problem();
    return run(
        () -> new FusedGrid(problem, cells, dt, kernel),
        FusedGrid::advance,
        (double) cells * steps,
        steps,
        (g, nanos) ->
            new Figure(
                nanos,
                ParticleBench.distance(problem, g.masses(), 1),
                Arrays.hashCode(g.masses()),
                g.kernel()));
  }

  /** On a problem in the plane, cells x cells nodes. */
  public static Figure plane(WfrProblem problem, int cells, int steps, double dt, String kernel) {
    return run(
        () -> new FusedPlane(problem, cells, dt, kernel),
        FusedPlane::advance,
        (double) cells * cells * steps,
        steps,
        (g, nanos) -> new Figure(nanos, g.distance(), Arrays.hashCode(g.masses()), g.kernel()));
  }

  private static <G> Figure run(
      Supplier<G> make,
      ObjIntConsumer<G> advance,
      double cellSteps,
      int steps,
      BiFunction<G, Double, Figure> figure) {
    G grid = make.get();
    long start = System.nanoTime();
    while (System.nanoTime() - start < WARM_UP_SECONDS * 1e9) {
      advance.accept(grid, WARM_UP_STEPS);
    }
    double[] nanos = new double[RUNS];
    for (int k = 0; k < RUNS; k++) {
      grid = make.get();
      start = System.nanoTime();
      advance.accept(grid, steps);
      nanos[k] = (System.nanoTime() - start) / cellSteps;
    }
    Arrays.sort(nanos);
    return figure.apply(grid, nanos[RUNS / 2]);
  }
}
