package wfr.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import wfr.experiment.Experiment;
import wfr.experiment.Experiments;
import wfr.experiment.Outcome;
import wfr.experiment.Row;
import wfr.experiment.Setting;
import wfr.report.ExperimentIndex;
import wfr.report.ExperimentReport;
import wfr.report.OutputFiles;
import wfr.scenario.BadInput;

/** {@code wfr experiment}. */
@Command(
    description = {
      "Repeats published experiments and sets the published numbers beside ours: a page, its data and its",
      "figure per experiment, and a page that lists them. Without a name: the list."
    },
    footer = {
      "  wfr experiment four-modes",
      "  wfr experiment all --out reports/experiments",
    })
final class ExperimentCommand extends WfrCommand {
  private static final String ALL = "all";

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "name or identifier of an experiment, or all")
  List<String> names = List.of();

  @Option(names = "--list", description = "the list, and nothing else")
  boolean list;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "output directory (default: out/experiments)")
  Path out = Path.of("out", "experiments");

  @Option(names = "--seed", defaultValue = "1", description = "seed of every stream (default: 1)")
  long seed;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      description = "at most so many repeats, for a quick look (default: those of the experiment)")
  int repeats = Integer.MAX_VALUE;

  ExperimentCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    if (repeats < 2) {
      throw new ParameterException(common.spec.commandLine(), "--repeats must be >= 2: " + repeats);
    }
    if (list || names.isEmpty()) {
      TextTable table = new TextTable();
      for (Experiment e : Experiments.all()) {
        table.row(e.id(), e.name(), e.title());
      }
      session.out().print(table);
      return DONE;
    }
    List<Experiment> chosen = chosen();
    OutputFiles files = OutputFiles.in(out);
    List<ExperimentReport> reports = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>();
    try (ConsoleProgress progress = progress()) {
      for (int k = 0; k < chosen.size(); k++) {
        Experiment e = chosen.get(k);
        Setting setting =
            Setting.published(
                seed,
                common.threads,
                repeats,
                progress.within("%d of %d, %s".formatted(k + 1, chosen.size(), e.name())));
        Outcome outcome = e.run(setting);
        ExperimentReport report = new ExperimentReport(e, outcome, seed);
        report.write(files);
        reports.add(report);
        outcomes.add(outcome);
      }
    }
    for (int k = 0; k < chosen.size() && !common.json; k++) {
      print(chosen.get(k), outcomes.get(k));
    }
    String index = ExperimentIndex.page(out);
    files.write("README.md", w -> w.append(index));
    if (common.json) {
      session.out().println(ExperimentReport.json(reports));
    }
    announce(files);
    return DONE;
  }

  private List<Experiment> chosen() {
    if (names.contains(ALL)) {
      return Experiments.all();
    }
    List<Experiment> chosen = new ArrayList<>();
    for (String name : names) {
      chosen.add(
          Experiments.find(name)
              .orElseThrow(
                  () ->
                      new BadInput(
                          "experiment: no \""
                              + name
                              + "\": must be all, "
                              + Experiments.all().stream()
                                  .map(Experiment::name)
                                  .collect(Collectors.joining(", ")))));
    }
    return chosen;
  }

  private void print(Experiment e, Outcome outcome) {
    session.out().println(e.id() + "  " + e.title());
    TextTable table = new TextTable().row("  quantity", "published", "ours");
    for (Row r : outcome.rows()) {
      table.row(
          "  " + r.quantity(), r.hasPublished() ? r.published() : "-", ExperimentReport.ours(r));
    }
    session.out().println(table);
  }
}
