package wfr.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs that are compared: what is run, and the one figure taken from it. A program that is not there gives NaN. */
final class BenchPrograms {
  static final String NANOS = "ns_per_particle_step";
  static final String L1 = "l1_to_target_32bins";
  static final double NONE = Double.NaN;
  private static final Pattern RATE = Pattern.compile("([0-9.]+) M p-steps/s wall");

  final BenchRuns runs;
  final boolean brief;
  final Path jdk = BenchMachine.jdk();
  final Path other = BenchMachine.otherJdk(jdk);
  final boolean compiled;
  final boolean python;
  private final Path baselines;
  private final String interpreter = System.getenv().getOrDefault("PY", "/usr/bin/python3");

  /** Looks for what can be run and says what cannot. */
  BenchPrograms(BenchRuns runs, Path baselines, boolean brief) {
    this.runs = runs;
    this.brief = brief;
    this.baselines = baselines;
    compiled = baselines != null && compiled("particles");
    python = baselines != null && python();
    if (other == null) {
      runs.say("no other JDK (17 or newer) beside " + jdk + ": this one alone is measured");
    }
  }

  private boolean compiled(String program) {
    Path p = baselines.resolve("limit").resolve(program);
    if (!Files.isExecutable(p)) {
      runs.say(p + " is missing: run make there; nothing is compared with the C++ programs");
      return false;
    }
    return true;
  }

  private boolean python() {
    Path scripts = baselines.resolve("python");
    if (!Files.isReadable(scripts.resolve("wfr_numba.py"))) {
      runs.say(scripts + " has no wfr_numba.py: nothing is compared with Python");
      return false;
    }
    List<String> c = List.of(interpreter, "-c", "import numpy, numba; print('there')");
    if (runs.run(scripts, Map.of(), c).isEmpty()) {
      runs.say("no numpy and numba (environment PY names a Python): nothing is compared with it");
      return false;
    }
    return true;
  }

  /** Our particles: N, steps, threads and further options. */
  Map<String, String> particles(Path java, int count, int steps, int threads, String... more) {
    List<String> a = new ArrayList<>(List.of("particles", "--cells", "512"));
    a.addAll(List.of("--count", "" + count, "--steps", "" + steps, "--threads", "" + threads));
    a.addAll(List.of(more));
    return runs.ours(java, BenchMachine.release(java), a.toArray(String[]::new));
  }

  double nanos(Path java, int count, int steps, int threads, String... more) {
    return BenchRuns.number(particles(java, count, steps, threads, more), NANOS);
  }

  /** The C++ particles. */
  Map<String, String> anchor(int count, int steps, int threads, String... more) {
    List<String> a = new ArrayList<>(List.of("" + count, "512", "" + steps, "" + threads));
    a.addAll(List.of(more));
    return compiledRun("particles", a);
  }

  double anchorNanos(int count, int steps, int threads) {
    return BenchRuns.number(anchor(count, steps, threads), NANOS);
  }

  private Map<String, String> compiledRun(String program, List<String> arguments) {
    return compiled
        ? runs.theirs(baselines.resolve("limit").resolve(program), arguments.toArray(String[]::new))
        : Map.of();
  }

  /** Our particles on the work of the Python programs. */
  double pythonsWork(int threads) {
    List<String> a = new ArrayList<>(List.of("particles", "--problem", "well"));
    a.addAll(List.of("--count", "100000", "--cells", "256", "--steps", "500", "--dt", "0.01"));
    a.addAll(List.of("--threads", "" + threads));
    return BenchRuns.number(
        runs.ours(jdk, BenchMachine.release(jdk), a.toArray(String[]::new)), NANOS);
  }

  /** Nanoseconds per particle and step of a Python program. */
  double pythonNanos(int threads, String... arguments) {
    if (!python) {
      return NONE;
    }
    List<String> c = new ArrayList<>(List.of(interpreter));
    c.addAll(List.of(arguments));
    c.addAll(List.of("--reps", "1"));
    Map<String, String> environment =
        Map.of("NUMBA_NUM_THREADS", "" + threads, "OMP_NUM_THREADS", "1");
    double nanos = rate(runs.run(baselines.resolve("python").toAbsolutePath(), environment, c));
    Map<String, String> figures = new HashMap<>();
    if (!Double.isNaN(nanos)) {
      figures.put(NANOS, "" + nanos);
    }
    runs.keep("python", arguments, figures);
    return nanos;
  }

  /** Nanoseconds from millions of particle-steps a second. */
  static double rate(String text) {
    Matcher m = RATE.matcher(text);
    return m.find() ? 1000 / Double.parseDouble(m.group(1)) : NONE;
  }
}
