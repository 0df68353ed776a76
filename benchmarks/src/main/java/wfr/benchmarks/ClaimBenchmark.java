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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import wfr.reference.Reference;
import wfr.spec.Claims;
import wfr.spec.Evidence;

/** Whole claims on the reference, each verified once per shot with all its instances: closed form B1, finite volumes G1 and G3, path weights D6, law of the scheme E7. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(1)
public class ClaimBenchmark {
  /** Claim. */
  @Param({"B1", "G1", "G3", "D6", "E7"})
  public String claim;

  /** One verification. */
  @Benchmark
  public Evidence verify() {
    return Claims.get(claim).verify(Reference.IMPLEMENTATION, 1);
  }
}
