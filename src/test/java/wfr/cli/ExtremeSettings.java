package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wfr.scenario.BadInput;
import wfr.scenario.ScenarioReader;

/**
 * Every number that a scenario can give, at every extreme: the reader refuses it in one line, or the run that it asks for ends. 117 places with 17 values each, a line of its time for each; two
 * minutes: {@code mvn test -Dtest=ExtremeSettings}, not part of {@code mvn verify}, where BadInputTest has the ranges.
 */
class ExtremeSettings {
  private static final List<String> VALUES =
      List.of(
          "0",
          "-1",
          "1",
          "15",
          "16",
          "1e-300",
          "1e300",
          "4.9e-324",
          "1e-100",
          "1e100",
          "1e-20",
          "1e20",
          "1e-12",
          "1e12",
          ".nan",
          ".inf",
          "9007199254740993");

  /** Of processor time: a run is no longer because others use the machine. */
  private static final double LONGEST_SECONDS = 60;

  /** What does not even end, waiting for something. */
  private static final Duration STANDS_STILL = Duration.ofMinutes(20);

  private static final OperatingSystemMXBean MACHINE =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private static final String GRID = "grid: {cells: 16, time-step: 0.05, scheme: strang}\n";
  private static final String COUNT = "particles: {count: 64, time-step: 0.05%s}\n";
  private static final String PARTICLES = COUNT.formatted("");
  private static final String TIMES = "output-times: [0.1]\n";
  private static final String WELL = "potential: \"2*(x^2 - 1)^2 + 0.3*x\"\n";
  private static final String START = "initial: {gaussian: {mean: -0.5, variance: 0.3}}\n";
  private static final String LINE = "domain: [-3, 3]\n";
  private static final String WALLS = LINE + "boundary: no-flux\n";
  private static final String CIRCLE =
      "potential: \"cos(pi*x/3)\"\ndomain: [-3, 3]\nboundary: periodic\n" + START;
  private static final String RUN = WELL + START + LINE;
  private static final String BOTH = TIMES + GRID + PARTICLES;
  private static final String PLANE =
      """
      potential: {quadratic: {mean: [0, 0], covariance: [[0.3, 0], [0, 0.3]]}}
      initial: {gaussian: {mean: [0.5, 0], variance: 0.2}}
      domain: [[-3, 3], [-3, 3]]
      """;
  private static final String PLANE_GRID = "grid: {cells: 8, time-step: 0.05}\n";
  private static final String SPACE =
      """
      dimension: 4
      potential: "x1^2 + x2^2 + x3^2 + x4^2"
      initial: {gaussian: {mean: [0, 0, 0, 0], variance: 1}}
      """;
  private static final String DATA =
      "potential: {mixture: {weights: [1, 2], means: [-1, 1], variances: [0.2, 0.3]}}\ndomain: [-6, 6]\n";
  private static final String KINETIC = "dynamics: {underdamped: {friction: 1}}\n";

  /** A command, and a scenario with an @ where the value goes. */
  private record Case(String command, String text) {
    @Override
    public String toString() {
      String line = text.lines().filter(l -> l.contains("@")).findFirst().orElseThrow();
      return command + ": " + line;
    }
  }

  private static void both(List<Case> all, String text) {
    all.add(new Case("solve", text));
    all.add(new Case("sample", text));
  }

  private static String with(String more) {
    return COUNT.formatted(", " + more);
  }

  static List<Case> cases() {
    List<Case> all = new ArrayList<>();
    for (String rate : List.of("reaction-rate: @\n", "diffusivity: @\n")) {
      both(all, RUN + BOTH + rate);
      all.add(new Case("solve", PLANE + TIMES + PLANE_GRID + PARTICLES + rate));
    }
    all.add(new Case("sample", RUN + TIMES + with("reaction: birth-death") + "reaction-rate: @\n"));
    both(all, RUN + "output-times: [@]\n" + GRID + PARTICLES);
    both(all, RUN + "output-times: [0.1, @]\n" + GRID + PARTICLES);
    grids(all);
    particles(all);
    laws(all);
    boxes(all);
    dynamics(all);
    return all;
  }

  private static void grids(List<Case> all) {
    all.add(new Case("solve", RUN + TIMES + "grid: {cells: @, time-step: 0.05}\n"));
    all.add(new Case("solve", RUN + TIMES + "grid: {cells: 16, time-step: @}\n"));
    all.add(new Case("solve", PLANE + TIMES + "grid: {cells: @, time-step: 0.05}\n"));
    all.add(new Case("solve", PLANE + TIMES + "grid: {cells: 8, time-step: @}\n"));
    all.add(new Case("solve", RUN + TIMES + "grid: {cells: @}\n" + KINETIC));
    all.add(new Case("solve", RUN + TIMES + "grid: {cells: 24, time-step: @}\n" + KINETIC));
  }

  private static void particles(List<Case> all) {
    for (String problem : List.of(RUN, PLANE, SPACE, RUN + KINETIC, WELL + START + WALLS)) {
      all.add(new Case("sample", problem + TIMES + "particles: {count: @, time-step: 0.05}\n"));
      all.add(new Case("sample", problem + TIMES + "particles: {count: 64, time-step: @}\n"));
    }
    String step = "particles: {count: 64, time-step: @, density: %s}\n";
    for (String density : List.of("transition", "oracle", "gaussian")) {
      all.add(new Case("sample", RUN + TIMES + step.formatted(density)));
    }
    all.add(new Case("sample", RUN + TIMES + with("kernel: scalar").replace("64", "@")));
    all.add(new Case("sample", RUN + TIMES + with("ess-threshold: @")));
    all.add(new Case("sample", RUN + TIMES + with("seed: @")));
    for (String problem : List.of(RUN, PLANE)) {
      all.add(new Case("sample", problem + TIMES + with("density: {grid: {cells: @}}")));
    }
    String kernel = "density: {kernel: {bandwidth: @, evaluation: %s}}";
    for (String how : List.of("auto", "tree", "blocked", "binned")) {
      all.add(new Case("sample", RUN + TIMES + with(kernel.formatted(how))));
      all.add(new Case("sample", PLANE + TIMES + with(kernel.formatted(how))));
    }
    for (String problem : List.of(WELL + START + WALLS, CIRCLE, SPACE)) {
      all.add(new Case("sample", problem + TIMES + with(kernel.formatted("auto"))));
    }
    String rule = "density: {kernel: {bandwidth: rule, factor: @}}";
    for (String problem : List.of(RUN, PLANE, SPACE)) {
      all.add(new Case("sample", problem + TIMES + with(rule)));
    }
  }

  private static void laws(List<Case> all) {
    for (String box : List.of(LINE, WALLS)) {
      String command = box.equals(LINE) ? "solve" : "sample";
      String start = WELL + box + BOTH;
      all.add(new Case(command, start + "initial: {gaussian: {mean: @, variance: 0.3}}\n"));
      all.add(new Case(command, start + "initial: {gaussian: {mean: 0, variance: @}}\n"));
      all.add(new Case(command, start + "initial: {log-density: \"-@*x^2\"}\n"));
      all.add(
          new Case(
              command,
              start
                  + "initial: {mixture: {weights: [1, @], means: [0, 1], variances: [0.2, 0.2]}}\n"));
      String target = START + box + BOTH;
      all.add(new Case(command, target + "potential: {quadratic: {mean: @, variance: 0.3}}\n"));
      all.add(new Case(command, target + "potential: {quadratic: {mean: 0, variance: @}}\n"));
      all.add(new Case(command, target + "potential: {polynomial: [@, 0, 1]}\n"));
      all.add(new Case(command, target + "potential: {polynomial: [0, @, 1]}\n"));
      all.add(new Case(command, target + "potential: {polynomial: [0, 0, @]}\n"));
      all.add(new Case(command, target + "potential: {double-well: {barrier: @}}\n"));
      all.add(new Case(command, target + "potential: {double-well: {barrier: 1, tilt: @}}\n"));
      all.add(new Case(command, target + "potential: \"x^2 + @*cos(x)\"\n"));
      all.add(
          new Case(
              command,
              target
                  + "potential: {mixture: {weights: [1, 1], means: [0, @], variances: [0.2, 0.2]}}\n"));
    }
    both(all, RUN + BOTH + "observables: {o: \"@*x\"}\n");
    both(all, RUN + BOTH + "observables: {o: \"x > @\"}\n");
    String plane = "domain: [[-6, 6], [-6, 12]]\n" + TIMES + PLANE_GRID + PARTICLES;
    String at = "initial: {gaussian: {mean: [0.5, 0], variance: 0.2}}\n";
    both(all, plane + at + "potential: {banana: {scale: @}}\n");
    both(all, plane + at + "potential: {banana: {scale: 1, curvature: @}}\n");
    both(all, plane + at + "potential: {mueller-brown: {beta: @}}\nboundary: no-flux\n");
    both(
        all, plane + at + "potential: {quadratic: {mean: [0, 0], covariance: [[1, @], [@, 1]]}}\n");
    both(
        all,
        plane
            + at
            + "potential: {product: {factors: [\"x^2\", \"x^2\"], frame: {householder: [1, @]}}}\n");
    String alone = "dimension: 2\n" + TIMES + PARTICLES;
    all.add(
        new Case(
            "sample",
            "dimension: @\npotential: \"x1^2 + x2^2\"\n"
                + "initial: {gaussian: {mean: [0, 0], variance: 1}}\n"
                + TIMES
                + PARTICLES));
    all.add(
        new Case(
            "sample",
            alone
                + "potential: \"@*x1^2 + x2^2\"\ninitial: {gaussian: {mean: [0, 0], variance: 1}}\n"));
    all.add(
        new Case(
            "sample",
            alone
                + "potential: \"x1^2 + x2^2\"\ninitial: {gaussian: {mean: [0, @], variance: 1}}\n"));
    all.add(
        new Case(
            "sample",
            alone
                + "potential: \"x1^2 + x2^2\"\ninitial: {gaussian: {mean: [0, 0], variance: @}}\n"));
  }

  private static void boxes(List<Case> all) {
    String flat = "potential: \"0\"\ninitial: {log-density: \"0\"}\n";
    for (String boundary : List.of("no-flux", "periodic")) {
      both(all, flat + BOTH + "boundary: " + boundary + "\ndomain: [0, @]\n");
      both(all, flat + BOTH + "boundary: " + boundary + "\ndomain: [@, 1]\n");
    }
    both(all, WELL + START + BOTH + "domain: [-3, @]\n");
    both(all, WELL + START + BOTH + "domain: [-3, @]\nboundary: no-flux\n");
  }

  private static void dynamics(List<Case> all) {
    both(
        all,
        RUN
            + TIMES
            + "grid: {cells: 24}\n"
            + PARTICLES
            + "dynamics: {underdamped: {friction: @}}\n");
    both(all, DATA + TIMES + PARTICLES + "dynamics: {reverse-ou: {horizon: @}}\n");
    all.add(
        new Case(
            "sample",
            DATA + "output-times: [@]\n" + PARTICLES + "dynamics: {reverse-ou: {horizon: 1}}\n"));
    all.add(new Case("sample", RUN + TIMES + PARTICLES + "target-path: {from: \"@*x^2\"}\n"));
    all.add(
        new Case(
            "sample", RUN + "output-times: [@]\n" + PARTICLES + "target-path: {from: \"x^2\"}\n"));
    String fk =
        RUN + TIMES + PARTICLES + "feynman-kac: {killing: \"%s\", start: %s, horizon: %s}\n";
    all.add(new Case("feynman-kac", fk.formatted("x^2", "@", "0.1")));
    all.add(new Case("feynman-kac", fk.formatted("x^2", "0", "@")));
    all.add(new Case("feynman-kac", fk.formatted("@*x^2", "0", "0.1")));
    all.add(new Case("feynman-kac", fk.formatted("-@*x^2", "0", "0.1")));
    all.add(
        new Case("feynman-kac", fk.formatted("x^2", "0", "0.1").replace("count: 64", "count: @")));
  }

  @TempDir Path directory;

  /** What a run stopped for that no reader can see: weights that collapse, values that leave the numbers. */
  private static boolean isStopped(String line) {
    return line.startsWith("wfr: extreme: ");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyExtreme_isRefusedInOneLineByTheReader_orRuns(Case c) throws Exception {
    List<String> finds = new ArrayList<>();
    for (String value : VALUES) {
      Path file = directory.resolve("extreme.yaml");
      Files.writeString(file, "name: extreme\n" + c.text().replace("@", value));
      long start = MACHINE.getProcessCpuTime();
      String find = find(c.command(), file);
      double seconds = (MACHINE.getProcessCpuTime() - start) / 1e9;
      System.out.printf(Locale.ROOT, "%6.2f s  %s with %s%n", seconds, c, value);
      if (find == null && !(seconds <= LONGEST_SECONDS)) {
        find = "took " + seconds + " s of processor time";
      }
      if (find != null) {
        finds.add(c + " with " + value + ": " + find);
      }
    }
    assertEquals(List.of(), finds);
  }

  /** What is wrong, or null. */
  private String find(String command, Path file) {
    boolean read = true;
    try {
      ScenarioReader.read(file);
    } catch (BadInput e) {
      read = false;
    }
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Path out = directory.resolve("out");
    int code;
    try {
      code =
          assertTimeoutPreemptively(
              STANDS_STILL,
              () ->
                  Main.run(
                      new String[] {command, file.toString(), "--quiet", "--out", out.toString()},
                      new Session(
                          new Engine(),
                          new PrintStream(
                              new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                          new PrintStream(err, true, StandardCharsets.UTF_8),
                          false)));
    } catch (AssertionError e) {
      return e.getMessage();
    }
    List<String> lines =
        err.toString(StandardCharsets.UTF_8)
            .lines()
            .filter(l -> !l.startsWith("warning: "))
            .toList();
    boolean fine =
        read
            ? code <= 1 || code == 2 && lines.size() == 1 && isStopped(lines.get(0))
            : code == 2
                && (lines.size() == 1 || lines.size() == 3)
                && lines.get(0).startsWith("wfr: " + file + ": ");
    return fine ? null : "exit code " + code + (read ? ", read: " : ", refused: ") + lines;
  }
}
