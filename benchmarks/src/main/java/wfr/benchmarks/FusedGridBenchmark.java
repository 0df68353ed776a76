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
import wfr.pde.FusedGrid;
import wfr.reference.ParticleBench;

/** One step of the fused finite volumes, nanoseconds; divide by M for the figure per cell. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class FusedGridBenchmark {
  /** M. */
  @Param({"512", "2048"})
  public int nodes;

  /** Kernel. */
  @Param({"scalar", "auto"})
  public String kernel;

  private FusedGrid grid;

  /** Makes the grid. */
  @Setup
  public void prepare() {
    grid = new FusedGrid(ParticleBench.problem(), nodes, 1e-3, kernel);
  }

  /** One step. */
  @Benchmark
  public FusedGrid step() {
    grid.advance(1);
    return grid;
  }
}
