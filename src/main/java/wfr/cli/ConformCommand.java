package wfr.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import wfr.defects.Conformance;
import wfr.foreign.ForeignProgram;
import wfr.foreign.ResultFiles;
import wfr.report.ConformanceReport;
import wfr.report.Decimal;
import wfr.report.JunitXml;
import wfr.report.OutputFiles;
import wfr.report.ReferenceCatalogue;
import wfr.report.RunConformance;
import wfr.scenario.BadInput;
import wfr.spec.ClaimResult;
import wfr.spec.ConformanceResult;
import wfr.spec.Evidence;
import wfr.spec.Verdict;

/** {@code wfr conform}. */
@Command(
    name = "conform",
    description = {
      "Checks another implementation, in any language, against the claims and the reference problems.",
      "DIR holds its results for some of the problems of wfr reference export, in the same layout;",
      "each problem, time and functional gets a verdict, with our error bound and the stated error.",
      "With --command it is started and asked:",
      "The program answers operations as JSON lines over standard input and output",
      "(src/examples/README.md). Operations it does not declare are the reference's; claims that ask it",
      "nothing are listed as not exercised. A refuted claim is explained by the nearest planted defect.",
      "Writes evidence.json, junit.xml and index.html. Exit code 0 only if every claim that was run is SUPPORTED."
    },
    footer = {
      "  wfr conform my-results",
      "  wfr conform --command \"python3 src/examples/python/wfr_adapter.py\"",
      "  wfr conform --command ./my-program --claim B1 --timeout 5"
    })
final class ConformCommand extends WfrCommand {
  private static final int CALLS = 20_000;
  private static final int NUMBERS_PER_CALL = 250;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      description = "result files in the layout of wfr reference export")
  Path directory;

  @Option(
      names = "--command",
      paramLabel = "\"...\"",
      description = "the program with its arguments; no shell is involved")
  String command;

  @Option(
      names = "--claim",
      paramLabel = "ID",
      description = "only this claim or reference vector; may be repeated")
  List<String> claims = new ArrayList<>();

  @Option(
      names = "--problem",
      paramLabel = "NAME",
      description = "only this reference problem (wfr reference list); may be repeated")
  List<String> problems = new ArrayList<>();

  private double timeout = 60;
  private long budget = CALLS;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "seed of the stochastic checks (default: 1)")
  long seed = 1;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "output directory (default: out/conform)")
  Path out = Path.of("out", "conform");

  ConformCommand(Session session) {
    super(session);
  }

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "for one request (default: 60)")
  void timeout(double seconds) {
    if (!(seconds > 0) || seconds > 1e6) {
      throw new ParameterException(
          common.spec.commandLine(), "--timeout must be > 0 and at most 1e6 s: " + seconds);
    }
    timeout = seconds;
  }

  @Option(
      names = "--budget",
      paramLabel = "N",
      description =
          "most requests of one claim, 250 numbers each (default: 20000); claims beyond are not run")
  void budget(long requests) {
    if (requests < 1 || requests > 1_000_000_000_000L) {
      throw new ParameterException(
          common.spec.commandLine(), "--budget must be from 1 to 1e12: " + requests);
    }
    budget = requests;
  }

  @Override
  public Integer call() {
    if (!claims.isEmpty()) {
      var ledger = session.engine().claims();
      claims.stream()
          .filter(id -> !Conformance.vectors().contains(id))
          .forEach(id -> ClaimsCommand.find(ledger, id));
    }
    if ((command == null) == (directory == null)) {
      throw new ParameterException(
          common.spec.commandLine(),
          "conform: either a directory of result files or --command is needed");
    }
    ReferenceCatalogue catalogue = session.engine().reference();
    for (String name : problems) {
      if (!catalogue.names().contains(name)) {
        throw new BadInput(
            "--problem: no problem " + name + ": known: " + String.join(", ", catalogue.names()));
      }
    }
    return directory == null ? program(catalogue) : files(catalogue);
  }

  private int files(ReferenceCatalogue catalogue) {
    ResultFiles results = new ResultFiles(directory, catalogue.profiles().keySet());
    OutputFiles files = OutputFiles.in(out);
    ConformanceResult result;
    try (ConsoleProgress progress = progress()) {
      result = new RunConformance(catalogue, Set.copyOf(problems)).files(results, progress);
    }
    return report(result, 0, files);
  }

  private int program(ReferenceCatalogue catalogue) {
    OutputFiles files = OutputFiles.in(out);
    ConformanceResult result;
    long requests;
    try (ForeignProgram program =
            new ForeignProgram(
                command,
                Duration.ofMillis(Math.max(1, Math.round(1000 * timeout))),
                line -> session.err().println("program: " + line));
        ConsoleProgress progress = progress()) {
      result =
          new Conformance(program.name(), program.operations(), program)
              .run(
                  new Conformance.Request(claims, seed, budget, NUMBERS_PER_CALL * budget),
                  progress);
      if (claims.isEmpty() || !problems.isEmpty()) {
        result =
            new RunConformance(catalogue, Set.copyOf(problems)).program(result, program, progress);
      }
      requests = program.requests();
    }
    return report(result, requests, files);
  }

  private int report(ConformanceResult result, long requests, OutputFiles files) {
    String json = ConformanceReport.json(result);
    files.write("evidence.json", w -> w.append(json).append('\n'));
    files.write("junit.xml", w -> w.write(JunitXml.text(result.implementation(), result)));
    files.write("index.html", w -> w.write(ConformanceReport.html(result)));
    session.out().print(common.json ? json + "\n" : ledger(result, requests));
    announce(files);
    return result.result().supported() ? DONE : NOT_SUPPORTED;
  }

  private static String ledger(ConformanceResult r, long requests) {
    TextTable table =
        new TextTable().row("claim", "class", "verdict", "value", "bound", "margin", "title");
    for (ClaimResult c : r.result().claims()) {
      Evidence e = c.evidence();
      table.row(
          c.claim().id(),
          c.claim().evidence().name(),
          e.verdict().name(),
          Decimal.rounded(e.value(), 3),
          Decimal.rounded(e.bound(), 3),
          Decimal.rounded(e.margin(), 2),
          c.claim().title());
      if (e.verdict() != Verdict.SUPPORTED) {
        table.row("", "", "  " + e.detail());
      }
    }
    StringBuilder text = new StringBuilder(table.toString());
    r.notExercised()
        .forEach((id, why) -> text.append("not exercised: %s: %s%n".formatted(id, why)));
    ConformanceReport.explanations(r).forEach(e -> text.append("defect: ").append(e).append('\n'));
    return text.append(
            "%s: %d SUPPORTED, %d REFUTED, %d INCONCLUSIVE, %d not exercised; %d requests%n"
                .formatted(
                    r.implementation(),
                    r.result().count(Verdict.SUPPORTED),
                    r.result().count(Verdict.REFUTED),
                    r.result().count(Verdict.INCONCLUSIVE),
                    r.notExercised().size(),
                    requests))
        .toString();
  }
}
