package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wfr.report.BenchPage;
import wfr.report.OutputFiles;

/** {@code wfr bench report}: what it reads from programs, what it keeps, how it refuses; nothing is measured here. */
class BenchReportTest {
  private static final double TIGHT = 1e-12;

  @TempDir Path directory;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private PrintStream stream() {
    return new PrintStream(err, true, StandardCharsets.UTF_8);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private int run(String... args) {
    return Main.run(args, new Session(new Engine(), stream(), stream(), false));
  }

  @Test
  void figures_areNamesAndValuesInTurn_theFirstCounts() {
    Map<String, String> f =
        BenchRuns.figures("ns 1.5\nbest 1.25 cpu 2 (7 repeats)\nfv 1d mode spike\nns 9\n\nlone\n");
    assertEquals(1.5, BenchRuns.number(f, "ns"));
    assertEquals(1.25, BenchRuns.number(f, "best"));
    assertEquals(2, BenchRuns.number(f, "cpu"));
    assertTrue(Double.isNaN(BenchRuns.number(f, "mode")), "a word is no number");
    assertTrue(Double.isNaN(BenchRuns.number(f, "absent")));
  }

  @Test
  void pythonsRate_becomesNanoseconds() {
    assertEquals(
        50, BenchPrograms.rate("numpy N=100000 best=2.5s     20.00 M p-steps/s wall"), TIGHT);
    assertTrue(Double.isNaN(BenchPrograms.rate("Traceback")));
  }

  /** On seconds = 1, 100 and L1 = 1, 1/100 the polygon is L1 = 1/seconds. */
  @Test
  void timeToALevel_isReadOffTheLogarithmicPolygon() {
    List<Double> seconds = List.of(1.0, 100.0, 400.0);
    List<Double> l1 = List.of(1.0, 0.01, 0.02);
    assertEquals(10, BenchAccuracy.timeTo(0.1, seconds, l1), 10 * TIGHT);
    assertEquals(100, BenchAccuracy.timeTo(0.01, seconds, l1), 100 * TIGHT);
    assertTrue(Double.isNaN(BenchAccuracy.timeTo(1e-3, seconds, l1)), "never reached");
    assertTrue(Double.isNaN(BenchAccuracy.timeTo(2, seconds, l1)), "reached from the start");
  }

  @Test
  void efficiency_isOneForTwiceTheSpeed() {
    assertEquals(1, BenchScaling.efficiency(6, 3));
    assertTrue(Double.isNaN(BenchScaling.efficiency(6, Double.NaN)));
  }

  @Test
  void everyProgramOfARound_runsBeforeTheNextRound_andRawValuesAreKept() {
    BenchRuns runs = new BenchRuns(directory, stream(), 2);
    StringBuilder order = new StringBuilder();
    runs.section("pairs");
    double[][] v =
        runs.inTurn(
            () -> {
              order.append('a');
              runs.keep("x", new String[] {"1", "2"}, Map.of("ns", "3.5"));
              return 1;
            },
            () -> {
              order.append('b');
              return 2;
            });
    assertEquals("abab", order.toString());
    assertEquals(2, v[1][1]);
    assertEquals(
        "run,section,round,program,arguments,figure,value\n"
            + "1,pairs,1,x,\"1 2\",ns,3.5\n2,pairs,2,x,\"1 2\",ns,3.5\n",
        runs.csv());
    assertTrue(said().contains("bench: pairs: round 2 of 2"), said());
  }

  @Test
  void aProgramThatIsMissing_isOneLine_andNoFigure() {
    BenchRuns runs = new BenchRuns(directory, stream(), 1);
    assertEquals("", runs.run(directory, Map.of(), List.of("no-such-program", "-q")));
    assertEquals(1, said().lines().count(), said());
    assertTrue(said().startsWith("bench: cannot run no-such-program -q"), said());
  }

  @Test
  void anotherJdk_isFoundByItsRelease() throws IOException {
    for (String name : List.of("17", "25", "11", "21")) {
      Path bin = Files.createDirectories(directory.resolve("jdk-" + name).resolve("bin"));
      Path java = Files.writeString(bin.resolve("java"), "");
      assertTrue(java.toFile().setExecutable(true));
      Files.writeString(
          bin.resolveSibling("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + name + ".0.1\"\n");
    }
    Path own = directory.resolve("jdk-17");
    assertEquals(17, BenchMachine.release(own));
    assertEquals("jdk-25", BenchMachine.otherJdk(own).getFileName().toString());
    assertEquals(0, BenchMachine.release(directory.resolve("none")));
    assertNull(BenchMachine.otherJdk(directory.resolve("none").resolve("jdk")));
  }

  @Test
  void badDirectories_areRefusedInOneLine_beforeAnythingRuns() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    assertEquals(2, run("bench", "report", "--baselines", directory.resolve("none").toString()));
    assertEquals(2, run("bench", "report", "--out", file.resolve("below").toString()));
    assertEquals(2, said().lines().count(), said());
    assertTrue(said().contains("--baselines must be a directory"), said());
  }

  @Test
  void whatIsMissing_isSaidInALine_andGivesNoFigure() throws IOException {
    BenchRuns runs = new BenchRuns(directory, stream(), 1);
    BenchPrograms programs = new BenchPrograms(runs, directory, true);
    assertFalse(programs.compiled);
    assertFalse(programs.python);
    assertTrue(Double.isNaN(programs.anchorNanos(1, 1, 1)));
    assertTrue(Double.isNaN(programs.pythonNanos(1, "wfr_numpy.py")));
    assertTrue(said().contains("run make there"), said());
    BenchPage page = new BenchPage(OutputFiles.in(directory));
    new BenchSuite(programs, directory, OutputFiles.in(directory), page).run("here");
    assertTrue(page.markdown().contains("Not run: benchmarks/ is missing"), page.markdown());
  }

  /** Every row of the short form names a class of the suite and parameters it has. */
  @Test
  void plan_matchesTheSuite() throws IOException {
    Path sources = Path.of("benchmarks/src/main/java");
    for (BenchPlan row : BenchPlan.all()) {
      String name = row.benchmarks().replaceAll("\\..*", "");
      List<Path> found;
      try (var files = Files.walk(sources)) {
        found = files.filter(f -> f.endsWith(name + ".java")).toList();
      }
      assertEquals(1, found.size(), name);
      String source = Files.readString(found.get(0));
      for (String parameter : row.parameters().keySet()) {
        assertTrue(
            Pattern.compile("@Param[^;]* " + parameter + ";").matcher(source).find(),
            name + " " + parameter);
      }
      assertFalse(row.arguments(true).isEmpty());
    }
  }
}
