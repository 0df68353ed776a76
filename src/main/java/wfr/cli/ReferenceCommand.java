package wfr.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import wfr.reference.ReferenceEntry;
import wfr.report.GuaranteedData;
import wfr.report.NpzFile;
import wfr.report.OutputFiles;
import wfr.report.ReferenceCatalogue;
import wfr.report.ReferenceData;
import wfr.report.ReferenceTables;
import wfr.report.Schemas;
import wfr.scenario.BadInput;
import wfr.scenario.Scenario;

/** {@code wfr reference export}. */
@Command(
    description = {
      "Writes reference data with error bounds, for other implementations: reference.json (hexadecimal",
      "floats, content-hash ids), functionals.csv, and for each problem its scenario (NAME.yaml) and its",
      "densities (NAME.csv, NAME.npz); beside them constants.csv (integrals of targets, guaranteed).",
      "A scenario of your own is solved now, and written in the same way: as JSON, defaults filled in."
    },
    footer = {
      "  wfr reference export --out reference-data",
      "  wfr reference export --scenario my.yaml --out mine",
      "  wfr reference schema summary"
    })
final class ReferenceCommand extends WfrCommand {
  @Parameters(
      index = "0",
      paramLabel = "export|list|schema",
      description =
          "write the data; list the problems; print the JSON schema of reference.json, or of NAME")
  String action;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME",
      description =
          "of a schema: reference, evidence, summary (solve, sample, compare, feynman-kac), spectrum, distance, claims, experiment, implementations (conform --merge)")
  String of;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "output directory (default: out/reference)")
  Path out = Path.of("out", "reference");

  @Option(
      names = {"--problem", "--scenario"},
      paramLabel = "NAME",
      description =
          "only this problem (wfr reference list), or the scenario of this file; may be repeated")
  List<String> names = new ArrayList<>();

  ReferenceCommand(Session session) {
    super(session);
  }

  private String schema() {
    String name = of == null ? "reference" : of;
    if (!Schemas.names().contains(name)) {
      throw new BadInput(
          "reference schema: no schema \""
              + name
              + "\": must be "
              + String.join(", ", Schemas.names()));
    }
    return name;
  }

  @Override
  public Integer call() {
    if (action.equals("schema")) {
      session.out().print(Schemas.text(schema()));
      return DONE;
    }
    if (of != null) {
      throw new ParameterException(
          common.spec.commandLine(), "reference: " + action + ": no argument is expected: " + of);
    }
    ReferenceCatalogue catalogue = session.engine().reference();
    if (action.equals("list")) {
      TextTable table = new TextTable().row("problem", "profile");
      catalogue.profiles().forEach(table::row);
      session.out().print(table);
      return DONE;
    }
    if (!action.equals("export")) {
      throw new BadInput("reference: no action \"" + action + "\": must be export, list or schema");
    }
    Map<String, Scenario> own = own(catalogue);
    ReferenceCatalogue ours = session.engine().reference(own);
    List<String> asked = new ArrayList<>(names.isEmpty() ? catalogue.names() : names);
    asked.retainAll(catalogue.names());
    OutputFiles files = OutputFiles.in(out);
    List<ReferenceEntry> entries = new ArrayList<>();
    try (ConsoleProgress progress = progress()) {
      int all = asked.size() + own.size();
      for (String name : asked) {
        entries.add(catalogue.entry(name, progress.within(place(entries.size(), all, name))));
      }
      for (String name : own.keySet()) {
        entries.add(ours.entry(name, progress.within(place(entries.size(), all, name))));
      }
    }
    String json = ReferenceData.text(entries);
    files.together(() -> write(entries, json, files));
    if (common.json) {
      session.out().println(json);
    }
    announce(files);
    return DONE;
  }

  /** Scenarios of files, by the names that their own files get. */
  private Map<String, Scenario> own(ReferenceCatalogue catalogue) {
    Map<String, Scenario> own = new LinkedHashMap<>();
    for (String name : names) {
      if (catalogue.names().contains(name)) {
        continue;
      }
      if (!name.endsWith(".yaml") && !Files.exists(Path.of(name))) {
        throw new BadInput(
            "--problem: no problem "
                + name
                + ": known: "
                + String.join(", ", catalogue.names())
                + ", or the file of a scenario");
      }
      Scenario s = session.engine().scenario(name);
      String as = RunOptions.directoryName(s.name());
      if (own.put(as, s) != null || names.contains(as)) {
        throw new BadInput("--scenario: " + name + ": two problems have the name " + as);
      }
    }
    return own;
  }

  private static String place(int before, int all, String name) {
    return "%d of %d, %s".formatted(before + 1, all, name);
  }

  private static void write(List<ReferenceEntry> entries, String json, OutputFiles files) {
    files.write("reference.json", w -> w.append(json).append('\n'));
    files.write("constants.csv", w -> w.append(GuaranteedData.constants()));
    files.write("functionals.csv", w -> ReferenceTables.functionals(entries, w));
    for (ReferenceEntry e : entries) {
      files.write(e.name() + ".yaml", w -> w.write(ReferenceCatalogue.scenarioText(e)));
      if (e.states().stream().allMatch(s -> s.density().isPresent())) {
        files.write(e.name() + ".csv", w -> ReferenceTables.densities(e, w));
        files.writeBytes(e.name() + ".npz", b -> NpzFile.density(e.states(), b));
      }
    }
  }
}
