package wfr.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import wfr.reference.ExactSolution;
import wfr.reference.GridResult;
import wfr.reference.ParticleResult;
import wfr.report.Agreement;
import wfr.report.OutputFiles;
import wfr.report.RunReport;
import wfr.report.RunResult;
import wfr.report.SummaryJson;
import wfr.scenario.Scenario;

/** {@code wfr compare}. */
@Command(
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
  private static final String ALONE =
      "nothing to compare with: no grid in %d dimensions without a domain, and no exact solution (Gaussians, products in a frame): the particles stand alone";

  @Mixin RunOptions run = new RunOptions();

  CompareCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Scenario scenario = session.engine().scenario(run.scenario);
    scenario.requireWalkers();
    OutputFiles files = run.files(scenario);
    RunResult result = both(scenario);
    warn(result.warnings());
    if (result.standard().isEmpty()) {
      warn(List.of(ALONE.formatted(scenario.problem().dimension())));
    }
    String json = SummaryJson.text(result);
    files.together(
        () -> {
          result.grid().ifPresent(g -> run.density(files, g));
          result.particles().ifPresent(p -> run.particles(files, p));
          files.write("summary.json", w -> w.append(json).append('\n'));
          run.figures(files, result);
          files.write("report.html", w -> w.write(RunReport.html(result)));
        });
    session.out().print(common.json ? json + "\n" : RunTable.of(result));
    announce(files);
    return result.agreements().stream().allMatch(Agreement::agrees) ? DONE : NOT_SUPPORTED;
  }

  private RunResult both(Scenario scenario) {
    try (ConsoleProgress progress = progress()) {
      Optional<GridResult> grid = Optional.empty();
      Optional<ExactSolution> exact = Optional.empty();
      if (scenario.hasGrid()) {
        double accuracy = SolveCommand.defaultAccuracy(scenario.problem().dimension());
        grid = Optional.of(session.engine().solve(scenario, accuracy, progress));
      } else {
        exact = session.engine().exact(scenario, progress);
      }
      ParticleResult particles = session.engine().sample(scenario, common.threads, progress);
      return new RunResult(scenario, grid, exact, Optional.of(particles));
    }
  }
}
