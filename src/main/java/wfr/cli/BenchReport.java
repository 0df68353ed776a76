package wfr.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import wfr.report.BenchCharts;
import wfr.report.BenchPage;
import wfr.report.BenchPage.Pairs;

/**
 * {@code wfr bench report}: every figure of reports/performance/README.md. Programs that are compared run in turn, round by round, each in a
 * process of its own, and the ratio of medians is quoted with the least and largest ratio of a round: the speed of a shared machine drifts by
 * tens of per cent within minutes, which a ratio taken in turn survives and two series do not.
 */
final class BenchReport {
  private static final String NANOS = "ns_per_particle_step";
  private static final String CELL_NANOS = "ns_per_cell_step";
  private static final String L1 = "l1_to_target_32bins";
  private static final String HASH = "state_hash";
  private static final double NONE = Double.NaN;
  private static final Path NO_BASELINE = Path.of("");

  private final Path home;
  private final Path baselines;
  private final int rounds;
  private final boolean brief;
  private final BenchRuns runs;
  private final BenchPage page;
  private final Session session;
  private final Path jdk = Path.of(System.getProperty("java.home"));

  BenchReport(Session session, Path home, Path out, Path baselines, int rounds, boolean brief) {
    this.session = session;
    this.home = home;
    this.baselines = baselines;
    this.rounds = rounds;
    this.brief = brief;
    runs = new BenchRuns(home, session.err());
    page = new BenchPage(out);
  }

  /** Runs everything. */
  void write(Path out) throws IOException {
    page.add(
        "# Performance",
        "",
        "Written by `wfr bench report"
            + (baselines == null ? "" : " --baselines DIR")
            + "`; what"
            + " explains the figures is in [notes.md](notes.md), the evidence for the random numbers"
            + " in [random/](random/).",
        "",
        "- " + Instant.now().truncatedTo(ChronoUnit.MINUTES),
        "- commit " + commit() + ", JDK " + System.getProperty("java.version"),
        "- " + cpu() + ", " + Runtime.getRuntime().availableProcessors() + " processors",
        "- load when it began (one minute): " + load(),
        "- problem: V = 4 (x^2 - 1)^2 + x/2 on [-3, 3], start N(.2, .7^2), lambda = 5, dt = 1e-3;"
            + " wall time; "
            + rounds
            + " rounds in turn",
        baselines == null
            ? "- no directory of baselines was given: only ours was run"
            : "- theirs: the compiled C++ programs with AVX-512 (mixed precision, Philox; the best"
                + " mode of the grid), NumPy and Numba",
        "");
    step("particles", this::particles);
    step("grid", this::grids);
    step("python", this::python);
    page.ratioChart("ratios.svg", "ours / theirs; line: range of the rounds; orange: goal");
    page.write();
    step("scaling", this::scaling);
    step("accuracy", this::accuracy);
    step("jmh", () -> jmh(out));
    page.add("Load when it ended (one minute): " + load());
    page.write();
  }

  private interface Section {
    void run() throws IOException;
  }

  private void step(String name, Section section) throws IOException {
    session.err().println("bench: " + name);
    section.run();
    page.write();
  }

  /** One figure of every program per round; the programs of a round follow one another. */
  private double[][] inTurn(DoubleSupplier... programs) {
    double[][] values = new double[programs.length][rounds];
    for (int r = 0; r < rounds; r++) {
      for (int p = 0; p < programs.length; p++) {
        values[p][r] = programs[p].getAsDouble();
      }
    }
    return values;
  }

  private double particles(Path java, int count, int steps, int threads, String... more) {
    List<String> a = new ArrayList<>(List.of("particles", "--cells", "512"));
    a.addAll(List.of("--count", "" + count, "--steps", "" + steps, "--threads", "" + threads));
    a.addAll(List.of(more));
    return BenchRuns.number(runs.ours(java, a.toArray(String[]::new)), NANOS);
  }

  private double anchor(int count, int steps, int threads) {
    return BenchRuns.number(
        theirs("particles", "" + count, "512", "" + steps, "" + threads), NANOS);
  }

  private Map<String, String> theirs(String program, String... arguments) {
    Path p = baselines == null ? NO_BASELINE : baselines.resolve("limit").resolve(program);
    return Files.isExecutable(p) && !p.equals(NO_BASELINE) ? runs.theirs(p, arguments) : Map.of();
  }

  private void particles() {
    int n = 1_000_000;
    int steps = brief ? 50 : 300;
    Path other = otherJdk();
    double[][] v =
        inTurn(
            () -> particles(jdk, n, steps, 1),
            () -> anchor(n, steps, 1),
            () -> particles(jdk, n, steps, 2),
            () -> anchor(n, steps, 2),
            () -> particles(jdk, n, steps / 2, 1, "--kernel", "scalar"),
            () -> particles(jdk, n, steps, 1, "--potential", "4*(x^2-1)^2 + x/2"),
            () -> other == null ? NONE : particles(other, n, steps, 1),
            () -> other == null ? NONE : particles(other, n, steps, 2));
    page.add("## Particles, N = 1e6, M = 512", "");
    String unit = "ns per particle-step";
    page.pairs(
        "ours",
        "C++ anchor",
        List.of(
            new Pairs("1 thread", unit, v[0], v[1], 1.4),
            new Pairs("2 threads", unit, v[2], v[3], 1.4),
            new Pairs("1 thread, without the Vector API", unit, v[4], v[1], 3)));
    page.pairs(
        "ours",
        "ours, 1 thread",
        List.of(
            new Pairs("2 threads against 1 (1/1.8)", unit, v[2], v[0], 1 / 1.8),
            new Pairs("compiled expression against built-in", unit, v[5], v[0], 1.5),
            new Pairs("JDK " + release(other) + ", 1 thread", unit, v[6], v[0], NONE),
            new Pairs("JDK " + release(other) + ", 2 threads", unit, v[7], v[2], NONE)));
  }

  private double grid(String... arguments) {
    List<String> a = new ArrayList<>(List.of("grid"));
    a.addAll(List.of(arguments));
    return BenchRuns.number(runs.ours(jdk, a.toArray(String[]::new)), CELL_NANOS);
  }

  private double bestGrid(String... arguments) {
    return BenchRuns.number(theirs("fv", arguments), CELL_NANOS);
  }

  private void grids() {
    String small = brief ? "400" : "4000";
    String large = brief ? "200" : "2000";
    String plane = brief ? "20" : "200";
    double[][] v =
        inTurn(
            () -> grid("--cells", "512", "--steps", small),
            () -> bestGrid("1d", "512", small),
            () -> grid("--cells", "2048", "--steps", large),
            () -> bestGrid("1d", "2048", large),
            () -> grid("--dimension", "2", "--cells", "256", "--steps", plane),
            () -> bestGrid("2d", "256", plane));
    page.add("## Finite volumes", "");
    String unit = "ns per cell-step";
    page.pairs(
        "ours",
        "best C++ mode",
        List.of(
            new Pairs("1-D, M = 512", unit, v[0], v[1], 1.4),
            new Pairs("1-D, M = 2048", unit, v[2], v[3], 1.4),
            new Pairs("2-D ADI, 256^2", unit, v[4], v[5], 1.5)));
  }

  private void python() {
    if (baselines == null) {
      return;
    }
    Path scripts = baselines.resolve("python");
    String interpreter = System.getenv().getOrDefault("PY", "/usr/bin/python3");
    Pattern rate = Pattern.compile("([0-9.]+) M p-steps/s wall");
    double[][] v =
        inTurn(
            () -> ownWork(1),
            () -> rate(rate, scripts, interpreter, "1", "wfr_numpy.py"),
            () -> ownWork(2),
            () -> rate(rate, scripts, interpreter, "2", "wfr_numba.py", "--parallel", "--fastrng"));
    page.add("## The work of the Python baselines: N = 1e5, 500 steps, 256 cells, one well", "");
    String unit = "ns per particle-step";
    page.pairs(
        "ours",
        "theirs",
        List.of(
            new Pairs("NumPy, 1 thread (1/10)", unit, v[0], v[1], 0.1),
            new Pairs("Numba, 2 threads, its fastest (1/2.5)", unit, v[2], v[3], 0.4)));
  }

  private double ownWork(int threads) {
    return BenchRuns.number(
        runs.ours(
            jdk,
            "particles",
            "--problem",
            "well",
            "--count",
            "100000",
            "--cells",
            "256",
            "--steps",
            "500",
            "--dt",
            "0.01",
            "--threads",
            "" + threads),
        NANOS);
  }

  private double rate(
      Pattern pattern, Path scripts, String interpreter, String threads, String... arguments) {
    List<String> c = new ArrayList<>(List.of(interpreter));
    c.addAll(List.of(arguments));
    c.addAll(List.of("--reps", "1"));
    String text =
        runs.run(
            scripts.toAbsolutePath(),
            Map.of("NUMBA_NUM_THREADS", threads, "OMP_NUM_THREADS", "1"),
            c);
    Matcher m = pattern.matcher(text);
    return m.find() ? 1000 / Double.parseDouble(m.group(1)) : NONE;
  }

  private void scaling() throws IOException {
    int[] counts = {10_000, 100_000, 1_000_000, 10_000_000};
    DoubleSupplier[] programs = new DoubleSupplier[counts.length];
    double work = brief ? 2e7 : 2e8;
    for (int k = 0; k < counts.length; k++) {
      int n = counts[k];
      programs[k] = () -> particles(jdk, n, (int) Math.max(10, work / n), 1);
    }
    double[][] v = inTurn(programs);
    page.add(
        "## Scaling in N, one thread",
        "",
        "| N | ns per particle-step, median (min, max) |",
        "|---|---|");
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (int k = 0; k < counts.length; k++) {
      double median = BenchPage.median(v[k]);
      Arrays.sort(v[k]);
      page.add(
          "| %.0e | %s (%s, %s) |"
              .formatted(
                  (double) counts[k],
                  BenchPage.format(median),
                  BenchPage.format(v[k][0]),
                  BenchPage.format(v[k][rounds - 1])));
      if (!Double.isNaN(median)) {
        low = Math.min(low, median);
        high = Math.max(high, median);
        x.add((double) counts[k]);
        y.add(median);
      }
    }
    page.add(
        "",
        String.format(
            Locale.ROOT,
            "Largest over least: %.2f (linear within 20 %%: %s).",
            high / low,
            high <= 1.2 * low ? "met" : "not met"),
        "");
    if (!x.isEmpty()) {
      page.chart(
          "scaling.svg",
          "nanoseconds per particle-step by N",
          BenchCharts.curves(
              "one thread, vector kernel",
              "N",
              "ns per particle-step",
              List.of(new BenchCharts.Line("ours", x, y))));
    }
  }

  private void accuracy() throws IOException {
    String steps = brief ? "100" : "2000";
    Map<String, String> one = accurate(1_000_000, steps, "1");
    Map<String, String> two = accurate(1_000_000, steps, "2");
    page.add(
        "## Accuracy at T = 2, N = 1e6",
        "",
        "- l1_to_target_32bins "
            + one.get(L1)
            + " (goal 0.01), anchor "
            + theirs("particles", "1000000", "512", steps, "2").getOrDefault(L1, "-"),
        "- state hash, 1 thread "
            + one.get(HASH)
            + ", 2 threads "
            + two.get(HASH)
            + ": "
            + (one.get(HASH) != null && one.get(HASH).equals(two.get(HASH)) ? "same" : "DIFFERENT"),
        "- memory asked for: " + one.get("bytes_per_particle") + " bytes per particle (goal 40)",
        "",
        "Cost against accuracy, 2 threads, T = 2:",
        "",
        "| N | ours, s | L1 | anchor, s | L1 |",
        "|---|---|---|---|---|");
    List<List<Double>> points =
        Stream.generate(() -> (List<Double>) new ArrayList<Double>()).limit(4).toList();
    for (int n : new int[] {10_000, 30_000, 100_000, 300_000, 1_000_000}) {
      Map<String, String> a = n == 1_000_000 ? two : accurate(n, steps, "2");
      Map<String, String> b = theirs("particles", "" + n, "512", steps, "2");
      double seconds = 1e-9 * n * Integer.parseInt(steps);
      double[] row = {
        BenchRuns.number(a, NANOS) * seconds,
        BenchRuns.number(a, L1),
        BenchRuns.number(b, NANOS) * seconds,
        BenchRuns.number(b, L1)
      };
      for (int k = 0; k < 2; k++) {
        if (row[2 * k] > 0 && row[2 * k + 1] > 0) {
          points.get(2 * k).add(row[2 * k]);
          points.get(2 * k + 1).add(row[2 * k + 1]);
        }
      }
      page.add(
          String.format(
              Locale.ROOT,
              "| %d | %.3f | %.4f | %.3f | %.4f |",
              n,
              row[0],
              row[1],
              row[2],
              row[3]));
    }
    page.add("");
    List<BenchCharts.Line> lines = new ArrayList<>();
    for (int k = 0; k < 2; k++) {
      if (!points.get(2 * k).isEmpty()) {
        lines.add(
            new BenchCharts.Line(
                k == 0 ? "ours" : "C++ anchor", points.get(2 * k), points.get(2 * k + 1)));
      }
    }
    if (!lines.isEmpty()) {
      page.chart(
          "accuracy.svg",
          "time to a given accuracy",
          BenchCharts.curves("T = 2, two threads", "seconds", "L1 in 32 bins", lines));
    }
  }

  private Map<String, String> accurate(int count, String steps, String threads) {
    return runs.ours(
        jdk,
        "particles",
        "--count",
        "" + count,
        "--cells",
        "512",
        "--steps",
        steps,
        "--threads",
        threads);
  }

  private void jmh(Path out) throws IOException {
    BenchSuite.run(runs, home, jdk, out, page, brief, "commit " + commit() + ", " + cpu());
  }

  private String commit() {
    String c = runs.run(home, Map.of(), List.of("git", "rev-parse", "--short", "HEAD")).trim();
    return c.isEmpty() ? "unknown" : c;
  }

  private static String cpu() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (Files.isReadable(info)) {
      for (String line : Files.readAllLines(info)) {
        if (line.startsWith("model name")) {
          return line.substring(line.indexOf(':') + 1).trim();
        }
      }
    }
    return System.getProperty("os.arch");
  }

  private static String load() {
    return String.format(
        Locale.ROOT,
        "%.2f",
        java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** The newest JDK beside the running one, of another release; null if there is none. */
  private Path otherJdk() {
    try (Stream<Path> s = Files.list(jdk.toRealPath().getParent())) {
      int own = Runtime.version().feature();
      return s.filter(p -> Files.isExecutable(p.resolve("bin").resolve("java")))
          .filter(p -> release(p) > own)
          .max((a, b) -> Integer.compare(release(a), release(b)))
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
  }

  private static int release(Path jdk) {
    if (jdk == null) {
      return 0;
    }
    try {
      Matcher m =
          Pattern.compile("JAVA_VERSION=\"([0-9]+)")
              .matcher(Files.readString(jdk.resolve("release")));
      return m.find() ? Integer.parseInt(m.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
