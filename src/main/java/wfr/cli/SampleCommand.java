package wfr.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import wfr.reference.ParticleResult;
import wfr.report.OutputFiles;
import wfr.report.RunResult;
import wfr.report.SummaryJson;
import wfr.scenario.Scenario;

/** {@code wfr sample}. */
@Command(
    description = {
      "Samples the flow of a scenario by weighted particles.",
      "An SDE carries the transport, Feynman-Kac weights the reaction. Writes summary.json and",
      "particles.csv."
    },
    footer = {
      "  wfr sample my-scenario.yaml",
      "  wfr sample my-scenario.yaml --threads 2 --out run-1"
    })
final class SampleCommand extends WfrCommand {
  @Mixin RunOptions run = new RunOptions();

  SampleCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Scenario scenario = session.engine().scenario(run.scenario);
    OutputFiles files = run.files(scenario);
    ParticleResult particles = sampled(scenario);
    RunResult result = new RunResult(scenario, Optional.empty(), Optional.of(particles));
    warn(result.warnings());
    String json = SummaryJson.text(result);
    files.together(
        () -> {
          run.particles(files, particles);
          files.write("summary.json", w -> w.append(json).append('\n'));
        });
    session.out().print(common.json ? json + "\n" : RunTable.of(result));
    announce(files);
    return DONE;
  }

  private ParticleResult sampled(Scenario scenario) {
    try (ConsoleProgress progress = progress()) {
      return session.engine().sample(scenario, common.threads, progress);
    }
  }
}
