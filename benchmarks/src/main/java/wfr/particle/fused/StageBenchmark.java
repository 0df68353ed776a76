package wfr.particle.fused;

import java.util.Arrays;
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
import wfr.model.WfrProblem;
import wfr.reference.ParticleBench;

/**
 * Stages of a fused step on one block of 512 particles in the first-level cache, nanoseconds; divide by 512 for the figure per particle.
 * A step is numbers + normals + advance on every block, and solve once. Parts of advance that can be called alone: potential
 * (V and V'), pick (the table's pairs), deposit; the rest of it (cells, reaction, move) is what remains. Every stage but advance
 * does the same work on the same numbers each time; advance moves its particles, and its weights, which shrink or grow, are set back to one every {@link #RENEWED} calls.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-XX:ObjectAlignmentInBytes=64"})
public class StageBenchmark {
  private static final int SIZE = BlockScratch.SIZE;
  private static final int PAD = BlockScratch.PAD;
  private static final int RENEWED = 64;

  /** M. */
  @Param("512")
  public int nodes;

  /** Kernel. */
  @Param({"scalar", "auto"})
  public String kernel;

  private final WfrProblem problem = ParticleBench.problem();
  private BlockKernel stages;
  private BlockScratch scratch;
  private StepTable table;
  private double[] masses;
  private double total;
  private final double[] x = new double[PAD + SIZE];
  private final double[] w = new double[PAD + SIZE];
  private final double[] points = new double[SIZE];
  private final double[] start = new double[PAD + SIZE];
  private long key;
  private int calls;

  /** A block spread over the wells, weights one, and the table of its own deposit. */
  @Setup
  public void prepare() {
    stages = Kernels.of(kernel);
    stages.know(problem.potential());
    scratch = new BlockScratch(nodes);
    table = StepTable.of(problem, nodes);
    table.setStep(problem.reactionRate(), problem.diffusivity(), 1e-3);
    masses = new double[nodes];
    double left = problem.domain().left();
    for (int j = 0; j < nodes; j++) {
      double z = left + j * table.dx;
      masses[j] = Math.exp(-problem.potential().value(z)) * (1 + 0.1 * Math.sin(z));
    }
    total = Arrays.stream(masses).sum();
    table.solve(masses, total);
    stages.draw(1, scratch);
    for (int i = 0; i < SIZE; i++) {
      double side = i % 3 == 0 ? 1 : -1;
      start[PAD + i] = side + 0.3 * scratch.noise[stages.start() + i];
      points[i] = start[PAD + i];
    }
    System.arraycopy(start, 0, x, 0, x.length);
    Arrays.fill(w, 1);
    stages.advance(problem.potential(), table, x, w, PAD, scratch);
  }

  /** Numbers of a block's key, seeds included. */
  @Benchmark
  public long[] numbers() {
    stages.numbers(++key, scratch);
    return scratch.bits;
  }

  /** Normals of the numbers. */
  @Benchmark
  public double[] normals() {
    stages.normals(1, scratch);
    return scratch.noise;
  }

  /** V and V' of the built-in polynomial by the interface, as a potential of one's own would be called. */
  @Benchmark
  public double[] potential() {
    problem.potential().evaluate(points, 0, SIZE, scratch.potential, scratch.derivative);
    return scratch.derivative;
  }

  /** The table's pairs. */
  @Benchmark
  public long[] pick() {
    Stages.pick(table.pairs, scratch.cell, stages.start(), scratch.pair);
    return scratch.pair;
  }

  /** Deposit in two copies. */
  @Benchmark
  public double[] deposit() {
    int o = stages.start();
    Stages.deposit(scratch.cell, w, PAD, scratch.share, o, scratch.even, scratch.odd);
    return scratch.even;
  }

  /** All of a step but the normals. */
  @Benchmark
  public double advance() {
    if (++calls % RENEWED == 0) {
      System.arraycopy(start, PAD, x, PAD, SIZE);
      Arrays.fill(w, PAD, PAD + SIZE, 1);
    }
    return stages.advance(problem.potential(), table, x, w, PAD, scratch);
  }

  /** The table from the node masses: M logarithms, once per step whatever N. */
  @Benchmark
  public StepTable solve() {
    table.solve(masses, total);
    return table;
  }
}
