package wfr.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The short form of the JMH suite: which benchmarks run with which parameters. The long form, every combination of the annotations, is in
 * benchmarks/README.md.
 *
 * @param benchmarks regular expression
 * @param parameters values of their parameters, separated by commas
 * @param warmUp seconds of an iteration; explicit vectors need some seconds until they are compiled
 * @param otherJdk whether another JDK runs it as well
 */
record BenchPlan(
    String benchmarks, Map<String, String> parameters, double warmUp, boolean otherJdk) {
  private static final double FUSED = 2;
  private static final double READABLE = 0.5;
  private static final double MEASURED = 0.5;

  /** All of it, about sixty combinations. */
  static List<BenchPlan> all() {
    return List.of(
        fused("StageBenchmark.(numbers|normals|advance)", true, "kernel=auto"),
        fused("StageBenchmark.(potential|pick|deposit|solve)", true, "kernel=auto"),
        fused("StageBenchmark.(numbers|normals|advance)", false, "kernel=scalar"),
        fused(
            "FusedParticlesBenchmark",
            true,
            "count=1000000",
            "nodes=512",
            "threads=1,2",
            "kernel=auto"),
        fused(
            "FusedParticlesBenchmark",
            false,
            "count=10000,100000",
            "nodes=512",
            "threads=1,2",
            "kernel=auto"),
        fused(
            "FusedParticlesBenchmark",
            false,
            "count=1000000",
            "nodes=128,2048",
            "threads=1",
            "kernel=auto"),
        fused(
            "FusedParticlesBenchmark",
            false,
            "count=1000000",
            "nodes=512",
            "threads=1",
            "kernel=scalar"),
        readable("GridStepBenchmark", "cells=512", "transport=BACKWARD_EULER"),
        readable("PlaneStepBenchmark", "side=128"),
        readable("ParticleStepBenchmark", "integrator=EULER_MARUYAMA"),
        readable("DimensionBenchmark", "dimension=1,2,5,20", "density=gaussian"),
        readable("DimensionBenchmark", "dimension=2,20", "density=transition"),
        readable("ResamplingBenchmark", "particles=1000,1000000"),
        readable("DensityBenchmark", "particles=1000,10000"),
        readable("ClaimBenchmark"));
  }

  private static BenchPlan fused(String benchmarks, boolean otherJdk, String... parameters) {
    return new BenchPlan(benchmarks, parse(parameters), FUSED, otherJdk);
  }

  private static BenchPlan readable(String benchmarks, String... parameters) {
    return new BenchPlan(benchmarks, parse(parameters), READABLE, false);
  }

  private static Map<String, String> parse(String... parameters) {
    Map<String, String> p = new TreeMap<>();
    for (String s : parameters) {
      int equals = s.indexOf('=');
      p.put(s.substring(0, equals), s.substring(equals + 1));
    }
    return p;
  }

  /** Arguments of JMH: one fork, two warm-up and three measured iterations (brief: one and one), allocation counted. */
  List<String> arguments(boolean brief) {
    List<String> a = new ArrayList<>(List.of("\\." + benchmarks, "-f", "1", "-foe", "false"));
    a.addAll(List.of("-wi", brief ? "1" : "2", "-i", brief ? "1" : "3"));
    a.addAll(List.of("-w", milliseconds(warmUp), "-r", milliseconds(MEASURED), "-prof", "gc"));
    parameters.forEach((name, values) -> a.addAll(List.of("-p", name + "=" + values)));
    return a;
  }

  private static String milliseconds(double seconds) {
    return Math.round(1000 * seconds) + "ms";
  }
}
