package wfr.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import wfr.reference.GridResult;
import wfr.reference.ParticleResult;
import wfr.report.Agreement;
import wfr.report.NpzFile;
import wfr.report.OutputFiles;
import wfr.report.ParticlesCsv;
import wfr.report.RunReport;
import wfr.report.RunResult;
import wfr.report.SummaryJson;
import wfr.scenario.Scenario;

/** {@code wfr compare}. */
@Command(
    name = "compare",
    description = {
      "Runs both solvers on a scenario and sets them side by side.",
      "The Feynman-Kac identity says that weighted expectations over particles are integrals against",
      "the solution of the PDE. Writes summary.json, density.csv, particles.csv and report.html. Exit",
      "code 1 if an expectation differs by more than 6 x the summed errors."
    },
    footer = {
      "  wfr compare my-scenario.yaml",
      "  wfr compare my-scenario.yaml --out run-1 --quiet"
    })
final class CompareCommand extends WfrCommand {
  @Mixin RunOptions run = new RunOptions();

  CompareCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Scenario scenario = session.engine().scenario(run.scenario);
    Engine.requireGrid(scenario, "wfr compare");
    OutputFiles files = run.files(scenario);
    GridResult grid;
    ParticleResult particles;
    try (ConsoleProgress progress = progress()) {
      grid =
          session
              .engine()
              .solve(
                  scenario,
                  SolveCommand.defaultAccuracy(scenario.problem().dimension()),
                  progress.part(0, 0.4));
      particles = session.engine().sample(scenario, common.threads, progress.part(0.4, 1));
    }
    RunResult result = new RunResult(scenario, Optional.of(grid), Optional.of(particles));
    warn(result.warnings());
    String json = SummaryJson.text(result);
    run.density(files, grid);
    files.write("particles.csv", w -> ParticlesCsv.write(particles, w));
    if (run.npz) {
      files.writeBytes("particles.npz", b -> NpzFile.particles(particles, b));
    }
    files.write("summary.json", w -> w.append(json).append('\n'));
    run.figures(files, result);
    files.write("report.html", w -> w.write(RunReport.html(result)));
    session.out().print(common.json ? json + "\n" : RunTable.of(result));
    announce(files);
    return result.agreements().stream().allMatch(Agreement::agrees) ? DONE : NOT_SUPPORTED;
  }
}
