package wfr.benchmarks;

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
import wfr.pde.FusedPlane;

/** One step of the fused finite volumes in the plane, microseconds; divide by M^2 for the figure per cell. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class FusedPlaneBenchmark {
  /** M, nodes per axis. */
  @Param({"128", "256"})
  public int side;

  /** Kernel. */
  @Param({"scalar", "auto"})
  public String kernel;

  private FusedPlane plane;

  /** Makes the grid. */
  @Setup
  public void prepare() {
    plane = new FusedPlane(PlaneStepBenchmark.problem(), side, 1e-3, kernel);
  }

  /** One step. */
  @Benchmark
  public FusedPlane step() {
    plane.advance(1);
    return plane;
  }
}
