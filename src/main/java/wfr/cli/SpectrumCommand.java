package wfr.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import wfr.model.WfrProblem;
import wfr.reference.SpectrumResult;
import wfr.report.Decimal;
import wfr.report.SpectrumJson;
import wfr.scenario.BadInput;

/** {@code wfr spectrum}. */
@Command(
    name = "spectrum",
    description = {
      "Lowest eigenvalues of the generator -D L of a scenario and of its linearised WFR generator.",
      "Small ones keep their digits; every one comes with its error. The linearised rates are read off",
      "the Jacobian of the nonlinear solver at the target. K is the Bakry-Emery curvature min V''."
    },
    footer = {"  wfr spectrum double-well", "  wfr spectrum my-scenario.yaml --count 4 --json"})
final class SpectrumCommand extends WfrCommand {
  private static final int DEFAULT_COUNT = 6;
  private static final int MOST = 32;

  @Parameters(
      paramLabel = "SCENARIO",
      description = "a scenario file (YAML), or the name of a shipped scenario; a file wins")
  String scenario;

  private int count = DEFAULT_COUNT;

  SpectrumCommand(Session session) {
    super(session);
  }

  @Option(
      names = "--count",
      paramLabel = "K",
      description = "number of eigenvalues, zero included (default: 6)")
  void count(int value) {
    if (value < 1 || value > MOST) {
      throw new ParameterException(
          common.spec.commandLine(), "--count must be from 1 to " + MOST + ": " + value);
    }
    count = value;
  }

  @Override
  public Integer call() {
    WfrProblem problem = session.engine().scenario(scenario).problem();
    if (!(problem.diffusivity() > 0)) {
      throw new BadInput(
          scenario
              + ": diffusivity: "
              + Decimal.rounded(problem.diffusivity())
              + ": must be > 0 for a spectrum");
    }
    SpectrumResult result;
    try (ConsoleProgress progress = progress()) {
      result = session.engine().spectrum(problem, count, progress);
    }
    session.out().print(common.json ? SpectrumJson.text(result) + "\n" : table(result));
    return DONE;
  }

  private static String table(SpectrumResult result) {
    TextTable table = new TextTable().row("k", "mu_k of -D L", "+-", "linearised WFR", "+-");
    for (int k = 0; k < result.eigenvalues().size(); k++) {
      table.row(
          String.valueOf(k),
          Decimal.value(result.eigenvalues().get(k)),
          Decimal.rounded(result.eigenvalues().get(k).error(), 2),
          Decimal.value(result.linearisedWfr().get(k)),
          Decimal.rounded(result.linearisedWfr().get(k).error(), 2));
    }
    return table + "K = min V'' = " + Decimal.withError(result.curvature()) + "\n";
  }
}
