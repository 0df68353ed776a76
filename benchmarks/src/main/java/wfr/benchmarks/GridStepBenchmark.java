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
import wfr.model.PolynomialPotential;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.GridRun;
import wfr.operation.GridSolution;
import wfr.reference.Reference;

/**
 * Finite volumes in one dimension. thousandSteps: ns per cell-step = score in ms * 1000 / M, with
 * V = 4 (x^2 - 1)^2 + x/2 on [-3, 3], rho_0 = N(.2, .7^2), lambda = 5. fokkerPlanck: the benchmark of other solvers, V = 5 (x^2 - 1)^2,
 * rho_0 = N(-.3, .35^2), lambda = 0, T = 1 on 2000 cells, whose L1 error the test benchmarkGrid_hasTheSpatialErrorOfTheScheme bounds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class GridStepBenchmark {
  private static final int STEPS = 1000;

  /** M. */
  @Param({"512", "2048"})
  public int cells;

  /** Stepper of the transport. */
  @Param({"BACKWARD_EULER", "EXTRAPOLATED"})
  public TransportScheme transport;

  private GridRun wfr;
  private GridRun fokkerPlanck;

  /** States the runs. */
  @Setup
  public void prepare() {
    wfr =
        new GridRun(
            new WfrProblem(
                PolynomialPotential.doubleWell(4, 0.5),
                GaussianLaw.of(0.2, 0.49),
                Domain.interval(-3, 3, Domain.Boundary.LINE),
                5,
                1),
            new GridSettings(cells, 1e-3, SplittingScheme.STRANG, transport),
            new double[] {STEPS * 1e-3});
    fokkerPlanck =
        new GridRun(
            new WfrProblem(
                PolynomialPotential.doubleWell(5, 0),
                GaussianLaw.of(-0.3, 0.35 * 0.35),
                Domain.interval(-3, 3, Domain.Boundary.LINE),
                0,
                1),
            new GridSettings(
                2000,
                transport == TransportScheme.EXTRAPOLATED ? 4e-3 : 1e-3,
                SplittingScheme.STRANG,
                transport),
            new double[] {1});
  }

  /** 1000 steps of the WFR flow. */
  @Benchmark
  public GridSolution thousandSteps() {
    return Reference.IMPLEMENTATION.apply(wfr);
  }

  /** Fokker-Planck to T = 1 on 2000 cells (does not depend on cells). */
  @Benchmark
  public GridSolution fokkerPlanck() {
    return Reference.IMPLEMENTATION.apply(fokkerPlanck);
  }
}
