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
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.GridSettings;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.model.expression.ExpressionException;
import wfr.model.expression.ExpressionParser;
import wfr.operation.GridOperations.GridRun;
import wfr.operation.GridSolution;
import wfr.reference.Reference;
import wfr.scenario.ExpressionCompiler;

/**
 * The readable finite volumes in the plane: microseconds for {@link #STEPS} steps, initial law and first factors included; ns per
 * cell-step = 1000 score/(STEPS M^2). The problem: V = 4 (x^2 - 1)^2 + x/2 + 2 y^2 + 0.7 x y.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PlaneStepBenchmark {
  private static final int STEPS = 10;
  private static final double STEP = 0.01;

  /** M, cells per axis. */
  @Param({"64", "128"})
  public int side;

  private GridRun run;

  /** V on the line + 2 y^2 + 0.7 x y on [-3, 3]^2. */
  static WfrProblem problem() {
    try {
      return new WfrProblem(
          ExpressionCompiler.potential(
              ExpressionParser.parse("4*(x^2-1)^2 + x/2 + 2*y^2 + 0.7*x*y", 2), 2),
          new GaussianLaw(new double[] {0.2, 0}, new double[][] {{0.49, 0}, {0, 0.49}}),
          new Domain(new double[] {-3, -3}, new double[] {3, 3}, Domain.Boundary.LINE),
          5,
          1);
    } catch (ExpressionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** States the run. */
  @Setup
  public void prepare() {
    run =
        new GridRun(
            problem(),
            new GridSettings(side, STEP, SplittingScheme.STRANG, TransportScheme.EXTRAPOLATED),
            new double[] {STEPS * STEP});
  }

  /** Ten steps, cell masses and conductances included. */
  @Benchmark
  public GridSolution tenSteps() {
    return Reference.IMPLEMENTATION.apply(run);
  }
}
