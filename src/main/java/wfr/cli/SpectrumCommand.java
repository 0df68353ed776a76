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
import wfr.scenario.Scenario;

/** {@code wfr spectrum}. */
@Command(
    description = {
      "Lowest eigenvalues of the generator -D L of a scenario and of its linearised WFR generator.",
      "Small ones keep their digits; every one comes with its error. The linearised rates are read off",
      "the Jacobian of the nonlinear solver at the target. K is the Bakry-Emery curvature min V''.",
      "With --friction the kinetic generator as well."
    },
    footer = {"  wfr spectrum double-well", "  wfr spectrum my-scenario.yaml --count 4 --json"})
final class SpectrumCommand extends WfrCommand {
  private static final int DEFAULT_COUNT = 6;
  private static final int MOST = 32;
  private static final double MOST_FRICTION = 1e3;

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

  private double friction;

  @Option(
      names = "--friction",
      paramLabel = "G",
      description = {
        "also the slowest modes of the kinetic generator with reaction at friction G,",
        "dv = -V'(x) dt - G v dt + sqrt(2 G) dW, target pi x N(0, 1)"
      })
  void friction(double value) {
    if (!(value > 0 && value <= MOST_FRICTION)) {
      throw new ParameterException(
          common.spec.commandLine(),
          "--friction must be > 0 and at most " + MOST_FRICTION + ": " + value);
    }
    friction = value;
  }

  @Override
  public Integer call() {
    Scenario read = session.engine().scenario(scenario);
    Engine.requireGrid(read, "the spectrum");
    WfrProblem problem = read.problem();
    if (!(problem.diffusivity() > 0)) {
      throw new BadInput(
          scenario
              + ": diffusivity: "
              + Decimal.rounded(problem.diffusivity())
              + ": must be > 0 for a spectrum");
    }
    SpectrumResult result;
    try (ConsoleProgress progress = progress()) {
      result = session.engine().spectrum(problem, count, friction, progress);
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
    StringBuilder text = new StringBuilder(table.toString());
    boolean curved = Double.isFinite(result.curvature().value());
    text.append(
        curved
            ? "K = min V'' = " + Decimal.withError(result.curvature()) + "\n"
            : "K: there is none: V jumps, or has a kink that is not convex\n");
    if (result.eigenvalues().size() > 1) {
      text.append("Poincare constant of pi (mu_1/D): ")
          .append(Decimal.withError(result.poincare()))
          .append('\n');
    }
    text.append(
        result.isCurved()
            ? "log-Sobolev constant of pi: at least K (Bakry-Emery), at most the Poincare constant\n"
            : "log-Sobolev constant of pi: "
                + (curved ? "K <= 0 says nothing" : "no bound from below")
                + "; at most the Poincare constant\n");
    if (!result.kinetic().isEmpty()) {
      TextTable modes =
          new TextTable().row("k", "kinetic, real part", "+-", "imaginary part", "+-");
      for (int k = 0; k < result.kinetic().size(); k++) {
        SpectrumResult.Mode mode = result.kinetic().get(k);
        modes.row(
            String.valueOf(k),
            Decimal.value(mode.real()),
            Decimal.rounded(mode.real().error(), 2),
            Decimal.value(mode.imaginary()),
            Decimal.rounded(mode.imaginary().error(), 2));
      }
      text.append(modes);
    }
    return text.toString();
  }
}
