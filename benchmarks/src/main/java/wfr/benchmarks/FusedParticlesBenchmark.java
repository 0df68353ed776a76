package wfr.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import wfr.particle.fused.FusedParticles;
import wfr.reference.ParticleBench;

/**
 * One step of the fused particles, microseconds; divide by N for the figure per particle. The problem is that of {@code wfr bench
 * particles}. The vector kernel is in wfr.jar only: put it on the class path to measure it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "--add-modules=jdk.incubator.vector",
      "-XX:+UseTransparentHugePages",
      "-XX:ObjectAlignmentInBytes=64"
    })
public class FusedParticlesBenchmark {
  /** N. */
  @Param({"10000", "100000", "1000000"})
  public int count;

  /** M. */
  @Param({"128", "512"})
  public int nodes;

  /** Threads of the solver; they do not change the result. */
  @Param({"1", "2"})
  public int threads;

  /** Kernel. */
  @Param({"scalar", "auto"})
  public String kernel;

  private FusedParticles particles;

  /** Makes the particles. */
  @Setup(Level.Iteration)
  public void prepare() {
    particles =
        new FusedParticles(ParticleBench.problem(), count, nodes, 1, threads, kernel);
  }

  /** Ends their threads. */
  @TearDown(Level.Iteration)
  public void close() {
    particles.close();
  }

  /** One step. */
  @Benchmark
  public double step() {
    particles.advance(1, 1e-3);
    return particles.effectiveSampleSize();
  }
}
