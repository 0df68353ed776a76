package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wfr.reference.GridResult;
import wfr.reference.ParticleResult;
import wfr.reference.Progress;
import wfr.report.SyntheticRun;
import wfr.scenario.BadInput;
import wfr.scenario.Scenario;
import wfr.spec.ClaimEntry;
import wfr.spec.ClaimResult;
import wfr.spec.VerificationResult;

class MainTest {
  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private double shift;
  private VerificationResult verification = SyntheticRun.verification(false, 0.5, 0.2, 0.1);

  /** Results without solvers. */
  private final class Synthetic extends Engine {
    @Override
    public Scenario scenario(String name) {
      return switch (name) {
        case "good" -> SyntheticRun.scenario("good one");
        case "fault" -> throw new IllegalStateException("index off\nby one");
        case "assertion" -> throw new AssertionError("never");
        case "memory" -> throw new OutOfMemoryError("Java heap space");
        case "path" ->
            throw new java.nio.file.InvalidPathException("out/G\u00f6\u001b", "unmappable");
        default -> throw new BadInput(name + ": no such file or shipped scenario\n  ^");
      };
    }

    @Override
    public GridResult solve(Scenario s, double accuracy, Progress p) {
      return SyntheticRun.grid(s);
    }

    @Override
    public ParticleResult sample(Scenario s, int threads, Progress p) {
      return SyntheticRun.particles(s, shift);
    }

    @Override
    public List<ClaimEntry> claims() {
      return List.of(
          new ClaimEntry(SyntheticRun.claim("A1", 0.5), "measured", "Statement.", List.of("m")));
    }

    @Override
    public VerificationResult verify(VerifyRequest r, Progress p) {
      return verification;
    }
  }

  private int run(String... args) {
    out.reset();
    err.reset();
    Session session =
        new Session(
            new Synthetic(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    return Main.run(args, session);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private void assertUsageError(String mustSay, String... args) {
    assertEquals(2, run(args), String.join(" ", args));
    assertEquals(1, err().lines().count(), err());
    assertTrue(err().contains(mustSay), err());
    assertEquals("", out());
  }

  @Test
  void usageErrors_areOneLine_andExit2() {
    assertUsageError("a command is needed");
    assertUsageError("did you mean solve", "slove");
    assertUsageError("--no-such", "verify", "--no-such");
    assertUsageError("SCENARIO", "solve");
    assertUsageError("--threads must be >= 1: 0", "solve", "good", "--threads", "0");
    assertUsageError("--accuracy must be > 0 and finite: NaN", "solve", "good", "--accuracy=NaN");
    assertUsageError("thorough", "verify", "--profile", "thorough");
    assertUsageError("1.5", "verify", "--seed", "1.5");
    assertUsageError("unknown claim 'A99'", "verify", "--claim", "A99");
    assertUsageError("unknown claim 'zz'", "claims", "zz");
  }

  @Test
  void helpAndVersion_exit0_onStandardOutput() {
    for (String command :
        List.of("verify", "claims", "solve", "sample", "compare", "feynman-kac")) {
      assertEquals(0, run(command, "--help"));
      assertTrue(out().contains("Examples:"), command);
      assertEquals(0, run(command, "--version"));
      assertTrue(out().startsWith("wfr "), command);
    }
    assertEquals(0, run("--help"));
    assertEquals("", err());
  }

  @Test
  void badInput_exits2_withItsOwnMessage() {
    assertEquals(2, run("solve", "nowhere.yaml"));
    assertTrue(err().startsWith("wfr: nowhere.yaml: no such file"), err());
    assertEquals("", out());
  }

  @Test
  void internalFault_exits3_withOneLine_andATraceOnlyIfAskedFor() {
    assertEquals(3, run("solve", "fault"));
    assertEquals(1, err().lines().count(), err());
    assertTrue(err().contains("IllegalStateException: index off by one"), err());
    assertEquals(3, run("solve", "fault", "--verbose"));
    assertTrue(err().contains("\tat wfr.cli"), err());
  }

  @Test
  void unwritableDirectory_isRefusedBeforeWork() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertEquals(2, run("compare", "good", "--out", file.resolve("x").toString()));
    assertTrue(err().contains("not writable"), err());
  }

  @Test
  void compare_writesAllFiles_andExits1WhereTheSolversDiffer() throws Exception {
    Path to = directory.resolve("out");
    assertEquals(0, run("compare", "good", "--npz", "--out", to.toString()), err());
    for (String name :
        List.of("summary.json", "density.csv", "particles.csv", "density.npz", "report.html")) {
      assertTrue(Files.size(to.resolve(name)) > 0, name);
    }
    assertTrue(out().contains("all 12 expectations agree"), out());
    shift = 1;
    assertEquals(1, run("compare", "good", "--out", to.toString(), "--json", "--quiet"));
    assertTrue(new ObjectMapper().readTree(out()).path("agreement").size() == 12);
    assertTrue(err().lines().allMatch(l -> l.startsWith("warning: ")), err());
  }

  @Test
  void solveAndSample_writeTheirFiles() {
    Path to = directory.resolve("out");
    assertEquals(0, run("solve", "good", "--out", to.toString()));
    assertTrue(out().contains("kl"));
    assertFalse(Files.exists(to.resolve("particles.csv")));
    assertEquals(0, run("sample", "good", "--out", to.toString()));
    assertTrue(Files.exists(to.resolve("particles.csv")));
  }

  @Test
  void verify_exits0_onlyIfAllIsAsItShouldBe() {
    String to = directory.resolve("v").toString();
    assertEquals(0, run("verify", "--out", to));
    assertTrue(out().contains("claims: 3 SUPPORTED, 0 REFUTED"), out());
    assertTrue(Files.exists(directory.resolve("v/evidence.json")));
    assertTrue(Files.exists(directory.resolve("v/index.html")));
    verification = SyntheticRun.verification(false, 0.5, Double.NaN);
    assertEquals(1, run("verify", "--out", to));
    verification = SyntheticRun.verification(true, 0.5, 0.2);
    assertEquals(1, run("verify", "--out", to), "a surviving mutant");
    assertEquals(0, run("verify", "--claim", "A1", "--out", to), "one claim need not find all");
    verification = SyntheticRun.verification(false);
    assertEquals(1, run("verify", "--out", to), "nothing in scope");
  }

  /** The matrix and the budget count over the whole ledger, and a line says what failed. */
  @Test
  void verify_exits1_ifTheMatrixOrTheBudgetFails() {
    String to = directory.resolve("v").toString();
    VerificationResult good = verification;
    verification = with(good, 1.1e-6, good.claims());
    assertEquals(1, run("verify", "--out", to));
    assertTrue(err().contains("ledger: budget: alphas sum to 1.1E-6"), err());
    assertEquals(0, run("verify", "--claim", "A1", "--out", to));
    ClaimResult first = good.claims().get(0);
    ClaimResult idle = ClaimResult.of(first.claim(), "measured", first.log(), List.of());
    verification = with(good, 1e-7, List.of(idle));
    assertEquals(1, run("verify", "--profile", "full", "--out", to));
    assertTrue(err().contains("ledger: claim no mutant refutes: A1"), err());
    assertEquals(0, run("verify", "--out", to), "quick: each mutant on one claim");
    verification = SyntheticRun.verification(true, 0.5, 0.2);
    assertEquals(1, run("verify", "--out", to));
    assertTrue(err().contains("ledger: mutant nothing refutes: mutant-2"), err());
  }

  private static VerificationResult with(
      VerificationResult r, double alpha, List<ClaimResult> claims) {
    return new VerificationResult(r.profile(), r.seed(), alpha, claims, r.mutants(), r.variants());
  }

  @Test
  void claims_listsAndShows() throws Exception {
    assertEquals(0, run("claims"));
    assertTrue(out().contains("A1"));
    assertEquals(0, run("claims", "A1"));
    assertTrue(out().contains("Statement."), out());
    assertEquals(0, run("claims", "--json"));
    assertEquals(1, new ObjectMapper().readTree(out()).path("claims").size());
  }

  /** An error that is no exception is one line, too; what memory cannot hold is for the user to change, and so is a name that the locale has no bytes for. */
  @Test
  void errorsOfTheMachine_areOneLine() {
    assertEquals(3, run("solve", "assertion"));
    assertEquals(
        "wfr: internal fault: java.lang.AssertionError: never (--verbose shows where)\n",
        err.toString(StandardCharsets.UTF_8));
    assertEquals(2, run("solve", "memory"));
    String line = err.toString(StandardCharsets.UTF_8);
    assertTrue(line.startsWith("wfr: out of memory ("), line);
    assertEquals(1, line.lines().count(), line);
    assertEquals(2, run("solve", "path"));
    line = err.toString(StandardCharsets.UTF_8);
    assertTrue(
        line.startsWith("wfr: out/G\u00f6\\u001b: no file can have this name (unmappable)"), line);
    assertEquals(1, line.lines().count(), line);
  }

  @Test
  void directoryNames_neverLeaveTheDirectory() {
    assertEquals("tilted-double-well", RunOptions.directoryName("tilted double well"));
    assertEquals("..-etc", RunOptions.directoryName("../etc"));
    assertEquals("scenario", RunOptions.directoryName(".."));
  }

  /** Whatever stands in an argument, the line about it moves no cursor. */
  @Test
  void usageErrors_showControlCharacters() {
    for (String option : new String[] {"--de\u001b[2J", "--seed=1\u000e", "--\u009eelta=2"}) {
      assertEquals(2, run("verify", option));
      String line = err.toString(StandardCharsets.UTF_8);
      assertTrue(line.contains("\\u00"), line);
      assertTrue(line.stripTrailing().codePoints().noneMatch(Character::isISOControl), line);
    }
  }
}
