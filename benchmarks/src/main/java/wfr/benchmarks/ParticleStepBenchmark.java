package wfr.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import wfr.model.DensityEstimate;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.ParticleSettings;
import wfr.model.PolynomialPotential;
import wfr.model.ResamplingScheme;
import wfr.model.WfrProblem;
import wfr.operation.ParticleOperations.ParticleRun;
import wfr.operation.ParticleSolution;
import wfr.reference.Reference;

/**
 * Nanoseconds per particle-step of a whole run (initial sample included, about one part in the number of steps):
 * V = 4 (x^2 - 1)^2 + x/2 on [-3, 3], rho_0 = N(.2, .7^2), lambda = 5, dt = 1e-3, N = 1e5, 512 cells, systematic resampling
 * below N/2.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ParticleStepBenchmark {
  private static final int PARTICLES = 100_000;
  private static final int STEPS = 200;
  private static final double STEP = 1e-3;

  /** Stepper. */
  @Param({"EULER_MARUYAMA", "LEIMKUHLER_MATTHEWS"})
  public Integrator integrator;

  private WfrProblem problem;
  private ParticleSettings settings;
  private int replicate;

  /** States the run. */
  @Setup
  public void prepare() {
    problem =
        new WfrProblem(
            PolynomialPotential.doubleWell(4, 0.5),
            GaussianLaw.of(0.2, 0.49),
            Domain.interval(-3, 3, Domain.Boundary.LINE),
            5,
            1);
    settings =
        new ParticleSettings(
            PARTICLES,
            STEP,
            integrator,
            new DensityEstimate.Grid(512),
            ParticleSettings.Reaction.WEIGHTS,
            new ParticleSettings.Resampling(ResamplingScheme.SYSTEMATIC, 0.5),
            1);
  }

  /** One run of 200 steps. */
  @Benchmark
  @OperationsPerInvocation(PARTICLES * STEPS)
  public ParticleSolution particleStep() {
    return Reference.IMPLEMENTATION.apply(
        new ParticleRun(problem, settings, new double[] {STEPS * STEP}, replicate++, null));
  }
}
