package wfr.benchmarks;

import java.util.Arrays;
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
import wfr.model.ResamplingScheme;
import wfr.model.WfrProblem;
import wfr.operation.ParticleOperations.ParticleRun;
import wfr.operation.ParticleSolution;
import wfr.reference.Reference;

/**
 * Nanoseconds per particle-step of the readable particles in d dimensions, one thread, whole run of ten steps with its initial sample:
 * V = |x|^2/2, rho_0 = N((1, .., 1), I/4), lambda = 1, dt = 0.01. Densities that exist for every d: the Gaussian closure, O(d^2) a particle, and
 * the mixture of the last step's Gaussians, by a tree up to six dimensions and by blocks, O(N d) a particle, beyond.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DimensionBenchmark {
  private static final int PARTICLES = 1000;
  private static final int STEPS = 10;
  private static final double STEP = 0.01;
  private static final double SIDE = 6;

  /** d. */
  @Param({"1", "2", "5", "20"})
  public int dimension;

  /** Where the density comes from. */
  @Param({"gaussian", "transition"})
  public String density;

  private WfrProblem problem;
  private ParticleSettings settings;
  private int replicate;

  /** States the run. */
  @Setup
  public void prepare() {
    double[] side = new double[dimension];
    Arrays.fill(side, SIDE);
    double[] low = new double[dimension];
    Arrays.fill(low, -SIDE);
    problem =
        new WfrProblem(
            gaussian(0, 1), gaussian(1, 0.25), new Domain(low, side, Domain.Boundary.LINE), 1, 1);
    DensityEstimate estimate =
        density.equals("gaussian")
            ? new DensityEstimate.Gaussian()
            : new DensityEstimate.Transition(DensityEstimate.Evaluation.AUTO);
    settings =
        new ParticleSettings(
            PARTICLES,
            STEP,
            Integrator.EULER_MARUYAMA,
            estimate,
            ParticleSettings.Reaction.WEIGHTS,
            new ParticleSettings.Resampling(ResamplingScheme.SYSTEMATIC, 0.5),
            1);
  }

  private GaussianLaw gaussian(double mean, double variance) {
    double[] m = new double[dimension];
    Arrays.fill(m, mean);
    double[][] c = new double[dimension][dimension];
    for (int k = 0; k < dimension; k++) {
      c[k][k] = variance;
    }
    return new GaussianLaw(m, c);
  }

  /** One run of ten steps. */
  @Benchmark
  @OperationsPerInvocation(PARTICLES * STEPS)
  public ParticleSolution particleStep() {
    return Reference.IMPLEMENTATION.apply(
        new ParticleRun(problem, settings, new double[] {STEPS * STEP}, replicate++, null));
  }
}
