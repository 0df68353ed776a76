package wfr.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import wfr.defects.Conformance;
import wfr.foreign.ForeignProgram;
import wfr.foreign.ResultFiles;
import wfr.report.ConformanceReport;
import wfr.report.ConformanceTable;
import wfr.report.Decimal;
import wfr.report.JunitXml;
import wfr.report.OutputFiles;
import wfr.report.ReferenceCatalogue;
import wfr.report.RunConformance;
import wfr.scenario.BadInput;
import wfr.scenario.Scenario;
import wfr.spec.ClaimResult;
import wfr.spec.ConformanceResult;
import wfr.spec.Evidence;
import wfr.spec.Verdict;

/** {@code wfr conform}. */
@Command(
    description = {
      "Checks another implementation, in any language, against the claims and the reference problems.",
      "DIR holds its results for some of the problems of wfr reference export, in the same layout;",
      "each problem, time and functional gets a verdict, with our error bound and the stated error.",
      "Particles (NAME-particles.npz or .csv: time, x, log_weight, replicate) are judged on means,",
      "variances, observables, distribution and mass, with the sampling error that the replicates show.",
      "DIR may be what wfr solve, sample or compare wrote.",
      "With --command it is started and asked:",
      "The program answers operations as JSON lines over standard input and output",
      "(src/examples/README.md). Operations it does not declare are the reference's; claims that ask it",
      "nothing are listed as not exercised. A refuted claim is explained by the nearest planted defect.",
      "Writes evidence.json, junit.xml and index.html. Exit code 0 only if every claim that was run is SUPPORTED."
    },
    footer = {
      "  wfr conform my-results",
      "  wfr conform my-results --scenario my.yaml",
      "  wfr conform --merge mine/evidence.json theirs/evidence.json --out table",
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

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description =
          "judge on this problem of your own instead, its reference solved now; may be repeated")
  List<String> scenarios = new ArrayList<>();

  @Option(
      names = "--merge",
      arity = "1..*",
      paramLabel = "EVIDENCE",
      description =
          "evidence.json of several implementations, or their directories: writes a table of them (index.html) and NAME/badge.json of each")
  List<Path> merge = new ArrayList<>();

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
    if (!merge.isEmpty()) {
      return merged();
    }
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
    Map<String, String> names = new LinkedHashMap<>();
    ReferenceCatalogue catalogue = catalogue(names);
    for (String name : problems) {
      if (!catalogue.names().contains(name)) {
        throw new BadInput(
            "--problem: no problem " + name + ": known: " + String.join(", ", catalogue.names()));
      }
    }
    return directory == null ? program(catalogue) : files(catalogue, names);
  }

  /** Exit code 0 only if every implementation conforms. */
  private int merged() {
    if (command != null || directory != null) {
      throw new ParameterException(
          common.spec.commandLine(),
          "conform: --merge reads evidence.json files, and runs nothing");
    }
    ConformanceTable merged =
        new ConformanceTable(
            merge.stream()
                .map(f -> Files.isDirectory(f) ? f.resolve("evidence.json") : f)
                .toList());
    Set<String> names = new HashSet<>();
    TextTable table =
        new TextTable()
            .row("implementation", "SUPPORTED", "REFUTED", "INCONCLUSIVE", "not exercised");
    boolean supported = true;
    for (ConformanceTable.Row r : merged.rows()) {
      if (!names.add(RunOptions.directoryName(r.implementation()))) {
        throw new BadInput(
            "--merge: two files are of an implementation with the name " + r.implementation());
      }
      supported &= r.supported();
      table.row(
          r.implementation(),
          "" + r.counts().get("SUPPORTED"),
          "" + r.counts().get("REFUTED"),
          "" + r.counts().get("INCONCLUSIVE"),
          "" + r.notExercised());
    }
    OutputFiles files = OutputFiles.in(out);
    files.together(
        () -> {
          files.write("index.html", w -> w.write(merged.html()));
          for (ConformanceTable.Row r : merged.rows()) {
            files.write(
                RunOptions.directoryName(r.implementation()) + "/badge.json",
                w -> w.append(ConformanceTable.badge(r)).append('\n'));
          }
        });
    session.out().print(common.json ? merged.json() + "\n" : table);
    announce(files);
    return supported ? DONE : NOT_SUPPORTED;
  }

  /** The reference problems, or those of --scenario, or that of the run of ours in the directory; and their names, as files may call them. */
  private ReferenceCatalogue catalogue(Map<String, String> names) {
    Map<String, Scenario> own = new LinkedHashMap<>();
    for (String file : scenarios) {
      Scenario s = session.engine().scenario(file);
      String name = RunOptions.directoryName(s.name());
      if (own.put(name, s) != null) {
        throw new BadInput("--scenario: " + file + ": two scenarios have the name " + name);
      }
      names.put(RunOptions.directoryName(stem(file)), name);
    }
    if (own.isEmpty() && problems.isEmpty() && directory != null) {
      ResultFiles.scenarioOf(directory)
          .ifPresent(s -> own.put(RunOptions.directoryName(s.name()), s));
    }
    ReferenceCatalogue catalogue =
        own.isEmpty() ? session.engine().reference() : session.engine().reference(own);
    catalogue.names().forEach(name -> names.put(name, name));
    return catalogue;
  }

  private static String stem(String file) {
    return String.valueOf(Path.of(file).getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
  }

  private int files(ReferenceCatalogue catalogue, Map<String, String> names) {
    ResultFiles results = new ResultFiles(directory, names, Set.copyOf(problems));
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
      if (claims.isEmpty() || !problems.isEmpty() || !scenarios.isEmpty()) {
        result =
            new RunConformance(catalogue, Set.copyOf(problems)).program(result, program, progress);
      }
      requests = program.requests();
    }
    return report(result, requests, files);
  }

  private int report(ConformanceResult result, long requests, OutputFiles files) {
    String json = ConformanceReport.json(result);
    files.together(
        () -> {
          files.write("evidence.json", w -> w.append(json).append('\n'));
          files.write("junit.xml", w -> w.write(JunitXml.text(result.implementation(), result)));
          files.write("index.html", w -> w.write(ConformanceReport.html(result)));
        });
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
        table.note("    " + e.detail());
      }
    }
    StringBuilder text = new StringBuilder(table.toString());
    if (!r.notExercised().isEmpty()) {
      text.append("not exercised: ").append(ConformanceReport.notExercised(r)).append('\n');
    }
    r.remarks().forEach(remark -> text.append("note: ").append(remark).append('\n'));
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
