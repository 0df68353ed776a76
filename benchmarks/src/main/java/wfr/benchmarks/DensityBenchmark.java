package wfr.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import wfr.model.DensityEstimate.Evaluation;
import wfr.model.Domain;
import wfr.operation.ParticleOperations.KernelLogDensity;
import wfr.operation.ParticleOperations.LogDensity;
import wfr.reference.Reference;

/**
 * log rho at all of N weighted particles, tables included, microseconds. cloudInCell: on the line, 512 cells of [-6, 6], O(N + M). Kernel sums: in
 * the plane, bandwidth 0.2; binned O(N + bins), tree with relative error 1e-6, blocked the sum itself, O(N^2). Positions are standard
 * normal, weights uniform.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DensityBenchmark {
  private static final double SIDE = 6;
  private static final int CELLS = 512;

  /** What is evaluated. */
  public enum Estimate {
    /** On the line. */
    CLOUD_IN_CELL,
    /** Kernel sum by bins. */
    BINNED,
    /** Kernel sum by a k-d tree. */
    TREE,
    /** Kernel sum itself. */
    BLOCKED
  }

  /** N. */
  @Param({"1000", "10000"})
  public int particles;

  /** What is evaluated. */
  @Param public Estimate estimate;

  private final Domain box =
      new Domain(new double[] {-SIDE, -SIDE}, new double[] {SIDE, SIDE}, Domain.Boundary.LINE);
  private final double[] bandwidth = {0.2, 0.2};
  private double[][] points;
  private double[] weights;

  /** Draws the particles. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(1);
    points = new double[2][particles];
    for (int i = 0; i < particles; i++) {
      points[0][i] = normal(random);
      points[1][i] = normal(random);
    }
    weights = random.doubles(particles, 0.5, 1.5).toArray();
  }

  private static double normal(SplittableRandom random) {
    double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }

  /** One evaluation at all particles. */
  @Benchmark
  public double[] logDensity() {
    return Reference.IMPLEMENTATION.apply(
        estimate == Estimate.CLOUD_IN_CELL
            ? new LogDensity(-SIDE, SIDE, CELLS, points[0], weights)
            : new KernelLogDensity(
                box, Evaluation.valueOf(estimate.name()), points, weights, bandwidth, points));
  }
}
