package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wfr.diagnostics.MeasureSummary;
import wfr.foreign.TargetPrograms;
import wfr.math.Estimate;
import wfr.reference.Progress;
import wfr.scenario.BadInput;
import wfr.scenario.Scenario;
import wfr.scenario.ScenarioReader;

/** A target from a program: the figures of the same V as an expression, every misbehaviour one line and exit code 2, and no process left. */
class TargetProgramTest {
  private static final Duration SHORT = Duration.ofMillis(1500);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final double ACCURACY = 1e-4;

  /** A grid run of a line asks blocks: point by point it would be as many lines as points. */
  private static final int POINTS_A_LINE = 20;

  private static final String LINE =
      "initial: {gaussian: {mean: 0.9, variance: 0.09}}, domain: [-3.5, 3.5], reaction-rate: 1.8, output-times: [0.5], observables: {right: x > 0}, particles: {count: 400, time-step: 0.05}}";
  private static final String EXPRESSION = "{potential: 0.7*x^4 - 1.9*x^2 + 0.3*x, " + LINE;

  /** Answers whatever is asked by a Python expression in the list x of the coordinates of a point, and of the number n of points of the line. */
  private static final String PROGRAM =
      """
      import json, math, sys
      for count, line in enumerate(sys.stdin):
          points = json.loads(line)["x"]
          n = len(points)
          print(json.dumps({"value": [%s for x in points], "gradient": [%s for x in points]}), flush=True)
      """;

  private static final String V = "0.7*x[0]**4 - 1.9*x[0]**2 + 0.3*x[0]";
  private static final String SLOPE = "[2.8*x[0]**3 - 3.8*x[0] + 0.3]";

  @TempDir Path directory;

  @BeforeAll
  static void pythonIsThere() {
    boolean there;
    try {
      there = new ProcessBuilder("python3", "-c", "0").start().waitFor() == 0;
    } catch (java.io.IOException | InterruptedException e) {
      there = false;
    }
    assumeTrue(there, "python3 is needed");
  }

  private String program(String value, String gradient) throws Exception {
    Path file = directory.resolve("target.py");
    Files.writeString(file, PROGRAM.formatted(value, gradient));
    return "python3 " + file;
  }

  private static String scenario(String command, String rest) {
    return "{potential: {command: \"" + command.replace("\"", "\\\"") + "\"}, " + rest;
  }

  private static List<ProcessHandle> children(String word) {
    return ProcessHandle.allProcesses()
        .filter(
            p -> p.info().arguments().map(a -> String.join(" ", a).contains(word)).orElse(false))
        .toList();
  }

  private void assertNobodyIsLeft() throws InterruptedException {
    for (int k = 0; k < 100 && !children(directory.toString()).isEmpty(); k++) {
      Thread.sleep(20); // a killed process is listed until it is reaped
    }
    assertEquals(List.of(), children(directory.toString()));
  }

  private String refused(String text, Duration timeout) throws Exception {
    try (TargetPrograms programs = new TargetPrograms(timeout, line -> {})) {
      BadInput e =
          assertThrows(
              BadInput.class, () -> ScenarioReader.read("s.yaml", "s", text, programs), text);
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      assertEquals(e.getMessage(), BadInput.printable(e.getMessage()));
      assertNobodyIsLeft();
      return e.getMessage();
    }
  }

  private static void assertAgree(Estimate a, Estimate b) {
    assertTrue(Math.abs(a.value() - b.value()) <= a.error() + b.error(), a + " and " + b);
  }

  private static void assertAgree(MeasureSummary a, MeasureSummary b) {
    assertAgree(a.kl(), b.kl());
    for (int k = 0; k < a.mean().size(); k++) {
      assertAgree(a.mean().get(k), b.mean().get(k));
      assertAgree(a.variance().get(k).get(k), b.variance().get(k).get(k));
    }
    a.observables().forEach((name, e) -> assertAgree(e, b.observables().get(name)));
  }

  /** V is rounded otherwise than by the expression: figures agree within the stated errors. */
  @Test
  void solveSampleAndSpectrum_areThoseOfTheExpression() throws Exception {
    Engine engine = new Engine();
    Scenario known = ScenarioReader.read("e", "e", EXPRESSION);
    try (TargetPrograms programs = new TargetPrograms(LONG, line -> {})) {
      Scenario asked = ScenarioReader.read("p", "p", scenario(program(V, SLOPE), LINE), programs);
      assertAgree(
          engine.solve(known, ACCURACY, Progress.NONE).summaries().get(0),
          engine.solve(asked, ACCURACY, Progress.NONE).summaries().get(0));
      long[] grid = programs.asked();
      assertTrue(POINTS_A_LINE * grid[0] < grid[1], grid[0] + " lines for " + grid[1] + " points");
      assertAgree(
          engine.sample(known, 2, Progress.NONE).summaries().get(0),
          engine.sample(asked, 2, Progress.NONE).summaries().get(0));
      List<Estimate> mu = engine.spectrum(known.problem(), 3, 0, Progress.NONE).eigenvalues();
      List<Estimate> own = engine.spectrum(asked.problem(), 3, 0, Progress.NONE).eigenvalues();
      for (int k = 0; k < mu.size(); k++) {
        assertAgree(mu.get(k), own.get(k));
      }
    }
    assertNobodyIsLeft();
  }

  @Test
  void planeAndParticlesAlone_areThoseOfTheExpression() throws Exception {
    Engine engine = new Engine();
    String plane =
        "initial: {gaussian: {mean: [0.5, 0], variance: 0.4}}, domain: [[-6, 6], [-6, 6]], output-times: [0.3], grid: {cells: 24}}";
    String alone =
        "initial: {gaussian: {mean: [0.5, 0, 0, 0], variance: 0.4}}, dimension: 4, reaction-rate: 0, output-times: [0.2], particles: {count: 160, time-step: 0.05}}";
    String v = "sum(k*y*y for k, y in enumerate(x, 1))/2 + x[0]*x[1]/2";
    String g =
        "[k*y + (x[1 - j]/2 if j < 2 else 0) for j, (k, y) in enumerate(zip(range(1, 9), x))]";
    try (TargetPrograms programs = new TargetPrograms(LONG, line -> {})) {
      Scenario known =
          ScenarioReader.read("e", "e", "{potential: x1^2/2 + x2^2 + x1*x2/2, " + plane);
      Scenario asked = ScenarioReader.read("p", "p", scenario(program(v, g), plane), programs);
      assertAgree(
          engine.solve(known, ACCURACY, Progress.NONE).summaries().get(0),
          engine.solve(asked, ACCURACY, Progress.NONE).summaries().get(0));
      known =
          ScenarioReader.read(
              "e", "e", "{potential: x1^2/2 + x2^2 + 1.5*x3^2 + 2*x4^2 + x1*x2/2, " + alone);
      asked = ScenarioReader.read("p", "p", scenario(program(v, g), alone), programs);
      MeasureSummary a = engine.sample(known, 2, Progress.NONE).summaries().get(0);
      MeasureSummary b = engine.sample(asked, 2, Progress.NONE).summaries().get(0);
      for (int k = 0; k < a.mean().size(); k++) {
        assertAgree(a.mean().get(k), b.mean().get(k));
      }
    }
    assertNobodyIsLeft();
  }

  @Test
  void aJumpThatIsNamed_isSolvedLikeThatOfAnExpression() throws Exception {
    String rest =
        "initial: {gaussian: {mean: 0, variance: 0.5}}, domain: [-6, 6], output-times: [0.5]}";
    try (TargetPrograms programs = new TargetPrograms(LONG, line -> {})) {
      String potential = scenario(program("x[0]**2/2 + 2*(x[0] > 0.3)", "[x[0]]"), rest);
      Scenario asked =
          ScenarioReader.read(
              "p", "p", potential.replace("\"}", "\", breakpoints: [0.3]}"), programs);
      Scenario known = ScenarioReader.read("e", "e", "{potential: x^2/2 + 2*(x > 0.3), " + rest);
      Engine engine = new Engine();
      assertAgree(
          engine.solve(known, ACCURACY, Progress.NONE).summaries().get(0),
          engine.solve(asked, ACCURACY, Progress.NONE).summaries().get(0));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "x[0]**2; [2.02*x[0]]; gradient at x = ; answered, | expected by differences of the values",
        "x[0]**2 + 1e-9*(count % 2); [2*x[0]]; value at x = ; asked again: the same bits are expected",
        "x[0]**2*(1 if n > 1 else 1 + 1e-15); [2*x[0]]; value at x = ; in a block of 1: the same bits are expected",
        "math.nan; [2*x[0]]; value at x = ; NaN answered, a finite number expected",
        "-math.inf; [2*x[0]]; value at x = ; a finite number expected",
        "x[0]**2; [math.nan]; gradient at x = ; NaN answered, a finite number expected",
        "x[0]**2; [math.inf]; gradient at x = ; a finite number expected",
        "x[0]**2 for z in (1, 2); [2*x[0]]; \"value\" has 240 entries: must be 120; request 1 (120 points)",
        "x[0]**2; 2*x[0]; gradient at x = ; answered, a list of 1 numbers expected",
        "'\\x1b[2J'; [2*x[0]]; value at x = ; a finite number expected",
        "x[0]**2 + 1j; [2*x[0]]; the program ended with code 1: ; TypeError",
        "x[0]**2/(x[0] < 1e3); [2*x[0]]; the program ended with code 1: ; ZeroDivisionError",
        "(sys.exit(3), 1)[1]; [2*x[0]]; the program ended; with code 3",
      })
  void aWrongAnswer_isOneLineWithThePointTheAnswerAndWhatWasExpected(
      String value, String gradient, String first, String second) throws Exception {
    String m = refused(scenario(program(value, gradient), LINE), LONG);
    for (String part : (first + "|" + second).split("\\|")) {
      assertTrue(m.contains(part.strip()), m);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "no-such-program; cannot start no-such-program",
        "cat; unknown key \"op\"",
        "sh -c 'read x && echo hello && sleep 70101'; not JSON",
        "sh -c 'read x && echo {} && sleep 70101'; \"value\" must be a list of",
        "sh -c 'sleep 70101 & sleep 70101'; no answer within 1.5 s",
        "sh -c 'exit 3'; the program ended with code 3",
        "sh -c 'tr \\\\000 a </dev/zero'; a line of more than",
        "sh -c 'yes {}'; request 1 (120 points): ",
        "sh -c \\\"echo; a quote is not closed"
      })
  void aRudeProgram_isOneLine_andNobodyIsLeft(String command, String message) throws Exception {
    String text = "{potential: {command: \"" + command + "\"}, " + LINE;
    Duration timeout = command.contains("/dev/zero") ? LONG : SHORT;
    String m = refused(text, timeout);
    assertTrue(m.startsWith("s.yaml: potential.command: "), m);
    assertTrue(m.contains(message), m);
    for (int k = 0; k < 100 && !children("70101").isEmpty(); k++) {
      Thread.sleep(20);
    }
    assertEquals(List.of(), children("70101"));
  }

  /** In the middle of a run; exit code 2, one line, nobody left. */
  @Test
  void aProgramThatDiesInARun_isOneLine() throws Exception {
    String command = program("x[0]**2 if count < 1000 else sys.exit(5)", "[2*x[0]]");
    String file =
        Files.writeString(directory.resolve("s.yaml"), scenario(command, LINE)).toString();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    Session session = new Session(new Engine(), stream, stream, false);
    String out = directory.resolve("out").toString();
    assertEquals(
        Main.BAD_INPUT, Main.run(new String[] {"solve", "-q", "--out", out, file}, session));
    String m = err.toString(StandardCharsets.UTF_8);
    assertEquals(1, m.lines().count(), m);
    assertTrue(m.contains("the program ended with code 5"), m);
    assertTrue(!Files.exists(Path.of(out, "summary.json")));
    assertNobodyIsLeft();
  }

  @Test
  void theSummarySaysTheCommand_andAProgramIsRunForNobodyElse() throws Exception {
    String command = program(V, SLOPE);
    String text = scenario(command, LINE);
    try (TargetPrograms programs = new TargetPrograms(LONG, line -> {})) {
      Scenario s = ScenarioReader.read("p", "p", text, programs);
      assertEquals(
          String.format(Locale.ROOT, "{command=%s}", command),
          s.asUnderstood().get("potential").toString());
    }
    BadInput e = assertThrows(BadInput.class, () -> ScenarioReader.read("p", "p", text));
    assertTrue(
        e.getMessage().contains("p: potential.command: a program is run only"), e.getMessage());
  }
}
