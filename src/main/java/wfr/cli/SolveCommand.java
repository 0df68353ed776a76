package wfr.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import wfr.reference.GridResult;
import wfr.report.DensityCsv;
import wfr.report.NpzFile;
import wfr.report.OutputFiles;
import wfr.report.RunReport;
import wfr.report.RunResult;
import wfr.report.SummaryJson;
import wfr.scenario.Scenario;

/** {@code wfr solve}. */
@Command(
    name = "solve",
    description = {
      "Solves the equation of a scenario by finite volumes.",
      "Writes summary.json, density.csv and report.html."
    },
    footer = {
      "  wfr solve my-scenario.yaml",
      "  wfr solve my-scenario.yaml --accuracy 1e-8 --json",
    })
final class SolveCommand extends WfrCommand {
  static final double DEFAULT_ACCURACY = 1e-6;

  @Mixin RunOptions run = new RunOptions();

  private double accuracy = DEFAULT_ACCURACY;

  SolveCommand(Session session) {
    super(session);
  }

  @Option(
      names = "--accuracy",
      paramLabel = "A",
      description = "absolute error aimed at for kl, mean and variance (default: 1e-6)")
  void accuracy(double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new ParameterException(
          common.spec.commandLine(), "--accuracy must be > 0 and finite: " + value);
    }
    accuracy = value;
  }

  @Override
  public Integer call() {
    Scenario scenario = session.engine().scenario(run.scenario);
    OutputFiles files = run.files(scenario);
    GridResult grid;
    try (ConsoleProgress progress = progress()) {
      grid = session.engine().solve(scenario, accuracy, progress);
    }
    RunResult result = new RunResult(scenario, Optional.of(grid), Optional.empty());
    warn(result.warnings());
    String json = SummaryJson.text(result);
    files.write("density.csv", w -> DensityCsv.write(grid, w));
    if (run.npz) {
      files.writeBytes("density.npz", b -> NpzFile.density(grid, b));
    }
    files.write("summary.json", w -> w.append(json).append('\n'));
    files.write("report.html", w -> w.write(RunReport.html(result)));
    session.out().print(common.json ? json + "\n" : RunTable.of(result));
    announce(files);
    return DONE;
  }
}
