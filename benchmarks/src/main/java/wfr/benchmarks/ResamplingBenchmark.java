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
import wfr.model.ResamplingScheme;
import wfr.particle.Resampling;

/**
 * Ancestors of N offspring, microseconds; their uniforms are given. Weights exp(z), z uniform on [-2, 2]. Multinomial
 * and residual bisect, O(N log N) with an address that misses the caches for large N; stratified and systematic are one pass.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ResamplingBenchmark {
  /** N. */
  @Param({"1000", "100000", "1000000"})
  public int particles;

  /** How ancestors are drawn. */
  @Param({"MULTINOMIAL", "STRATIFIED", "SYSTEMATIC", "RESIDUAL"})
  public ResamplingScheme scheme;

  private double[] weights;
  private double[] uniforms;

  /** Draws weights and uniforms. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(1);
    weights = random.doubles(particles, -2, 2).map(Math::exp).toArray();
    double sum = 0;
    for (double w : weights) {
      sum += w;
    }
    for (int i = 0; i < particles; i++) {
      weights[i] /= sum;
    }
    uniforms = random.doubles(Resampling.uniforms(scheme, particles)).toArray();
  }

  /** Ancestors of one resampling; their array is what is allocated. */
  @Benchmark
  public int[] ancestors() {
    return Resampling.ancestors(scheme, weights, uniforms);
  }
}
