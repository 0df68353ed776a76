package wfr.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wfr.reference.GridResult;
import wfr.reference.Progress;
import wfr.report.DensityCsv;
import wfr.report.GuaranteedData;
import wfr.report.NpzFile;
import wfr.report.OutputFiles;
import wfr.report.ReferenceData;
import wfr.scenario.BadInput;
import wfr.scenario.ScenarioReader;

/** {@code wfr reference export}. */
@Command(
    name = "reference",
    description = {
      "Writes reference data with error bounds, for other implementations: reference.json (hexadecimal",
      "floats, content-hash ids), and the densities of each shipped scenario as CSV and NPZ; beside them",
      "constants.csv and certified.json, whose bounds are guaranteed (integrals of targets; solutions)."
    },
    footer = {"  wfr reference export --out reference-data"})
final class ReferenceCommand extends WfrCommand {
  @Parameters(index = "0", paramLabel = "export", description = "what to do")
  String action;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "output directory (default: out/reference)")
  Path out = Path.of("out", "reference");

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description = "only this shipped scenario; may be repeated")
  List<String> names = ScenarioReader.shippedNames();

  ReferenceCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    if (!action.equals("export")) {
      throw new BadInput("reference: no action \"" + action + "\": must be export");
    }
    OutputFiles files = OutputFiles.in(out);
    Map<String, GridResult> solutions = new LinkedHashMap<>();
    try (ConsoleProgress progress = progress()) {
      for (String name : names) {
        double done = solutions.size();
        Progress part = progress.part(done / names.size(), (done + 1) / names.size());
        solutions.put(
            name,
            session
                .engine()
                .solve(ScenarioReader.readShipped(name), SolveCommand.DEFAULT_ACCURACY, part));
      }
    }
    String json = ReferenceData.text(solutions);
    files.write("reference.json", w -> w.append(json).append('\n'));
    solutions.forEach(
        (name, grid) -> {
          files.write(name + ".csv", w -> DensityCsv.write(grid, w));
          files.writeBytes(name + ".npz", b -> NpzFile.density(grid, b));
        });
    GuaranteedData.files().forEach((name, text) -> files.write(name, w -> w.append(text)));
    if (common.json) {
      session.out().println(json);
    }
    announce(files);
    return DONE;
  }
}
