package wfr.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import wfr.report.BenchPage;
import wfr.report.OutputFiles;
import wfr.scenario.BadInput;

/**
 * {@code wfr bench report}: every figure of reports/performance/README.md. Programs that are compared run in turn, round by round, each in a
 * process of its own, and the ratio of medians is quoted with the least and largest ratio of a round: the speed of a shared machine drifts by
 * tens of per cent within minutes, which a ratio taken in turn survives and two series do not. What they printed is in runs.csv.
 */
final class BenchReport {
  private final Path home;
  private final OutputFiles files;
  private final BenchRuns runs;
  private final BenchPage page;
  private final BenchPrograms programs;
  private final boolean baselines;
  private final boolean brief;

  /** Into a directory, null for reports/performance of the program; null for no baselines. */
  BenchReport(Session session, Path out, Path baselines, int rounds, boolean brief) {
    if (baselines != null && !Files.isDirectory(baselines)) {
      throw new BadInput("--baselines must be a directory: " + baselines);
    }
    home = BenchMachine.home();
    files = OutputFiles.in(out == null ? home.resolve("reports").resolve("performance") : out);
    this.baselines = baselines != null;
    this.brief = brief;
    runs = new BenchRuns(home, session.err(), rounds);
    page = new BenchPage(files);
    programs = new BenchPrograms(runs, baselines, brief);
  }

  /** Runs everything and returns the page. */
  Path write() {
    String commit = BenchMachine.commit(runs, home);
    head(commit);
    BenchComparisons comparisons = new BenchComparisons(programs, page);
    step("particles", comparisons::particles);
    step("python", comparisons::python);
    step(
        "ratios",
        () -> page.ratioChart("ratios.svg", "Time over time: range of the rounds; orange: goal"));
    step("scaling", new BenchScaling(programs, page)::run);
    step("accuracy", new BenchAccuracy(programs, page)::run);
    step("jmh", () -> new BenchSuite(programs, home, files, page).run(commit));
    page.head("- load (processes, mean of one minute) when it ended: " + BenchMachine.load());
    page.write();
    return files.directory().resolve("README.md");
  }

  private void head(String commit) {
    page.head(
        "# Performance",
        "",
        "Written by `wfr bench report"
            + (baselines ? " --baselines DIR" : "")
            + (brief ? " --brief" : "")
            + "`. What explains the figures is in [notes.md](notes.md), the evidence for the random"
            + " numbers in [random/](random/), every figure of every run in [runs.csv](runs.csv).");
    if (brief) {
      page.head("", "**BRIEF: few steps, to try the command. Not to be quoted.**");
    }
    int rounds = runs.rounds();
    page.head(
        "",
        "- " + Instant.now().truncatedTo(ChronoUnit.MINUTES) + ", commit " + commit,
        "- JDK "
            + Runtime.version()
            + (programs.other == null
                ? "; no other JDK was found"
                : "; and JDK " + BenchMachine.release(programs.other)),
        "- " + BenchMachine.processor(),
        "- problem: V = 4 (x^2 - 1)^2 + x/2 on [-3, 3], start N(.2, .7^2), lambda = 5, dt = 1e-3",
        "- wall time; "
            + rounds
            + (rounds == 1 ? " round" : " rounds")
            + ", the programs of a round in turn",
        programs.compiled
            ? "- C++: programs with AVX-512 for the same problem; the anchor has mixed precision and Philox"
            : "- no compiled C++ programs were given: ours ran alone",
        "- load (processes, mean of one minute) when it began: " + BenchMachine.load());
  }

  private void step(String name, Runnable section) {
    runs.section(name);
    section.run();
    page.write();
    page.file("runs.csv", runs.csv());
  }
}
