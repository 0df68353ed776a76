package wfr.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wfr.math.Estimate;
import wfr.reference.FeynmanKacResult;
import wfr.report.Decimal;
import wfr.report.FeynmanKacChart;
import wfr.report.FeynmanKacJson;
import wfr.report.OutputFiles;
import wfr.scenario.BadInput;
import wfr.scenario.Scenario;

/** {@code wfr feynman-kac}. */
@Command(
    description = {
      "Computes E_x[f(X_T) exp(-int k)] by particles, by PDE, and in closed form where one exists.",
      "The scenario's key feynman-kac gives killing k, functional f, start x and horizon T. Writes",
      "summary.json, and u over the start as feynman-kac.svg. Exit code 1 if two figures differ by more than 6 x the summed errors."
    },
    footer = {"  wfr feynman-kac quadratic-killing", "  wfr feynman-kac my-scenario.yaml --json"})
final class FeynmanKacCommand extends WfrCommand {
  @Parameters(
      paramLabel = "SCENARIO",
      description = "a scenario file (YAML), or the name of a shipped scenario; a file wins")
  String scenario;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "output directory (default: out/<scenario name>)")
  Path out;

  FeynmanKacCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Scenario s = session.engine().scenario(scenario);
    if (s.feynmanKac().isEmpty()) {
      throw new BadInput(
          scenario
              + ": feynman-kac: missing: this key is required here: {killing: \"x^2\", functional: \"1\", start: 0, horizon: 1}");
    }
    double blowUp = session.engine().blowUp(s);
    double horizon = s.feynmanKac().get().problem().horizon();
    if (!(horizon < blowUp)) {
      throw new BadInput(
          scenario
              + ": feynman-kac.horizon: "
              + Decimal.rounded(horizon)
              + ": the expectation is infinite from "
              + Decimal.rounded(blowUp)
              + " on: a shorter horizon or less branching is needed");
    }
    OutputFiles files =
        OutputFiles.in(out != null ? out : Path.of("out", RunOptions.directoryName(s.name())));
    FeynmanKacResult result;
    try (ConsoleProgress progress = progress()) {
      result = session.engine().feynmanKac(s, common.threads, progress);
    }
    List<String> warnings = new ArrayList<>(s.warnings());
    warnings.addAll(result.warnings());
    warn(warnings);
    String json = FeynmanKacJson.text(s, result, warnings);
    String figure =
        FeynmanKacChart.svg(
            s.name(),
            session.engine().feynmanKacProfile(s),
            s.feynmanKac().get().problem().start(),
            result.particles());
    files.together(
        () -> {
          files.write("summary.json", w -> w.append(json).append('\n'));
          files.write("feynman-kac.svg", w -> w.append(figure).append('\n'));
        });
    session.out().print(common.json ? json + "\n" : table(s, result));
    announce(files);
    return result.agree() ? DONE : NOT_SUPPORTED;
  }

  private static String table(Scenario s, FeynmanKacResult r) {
    TextTable table = new TextTable().row("E_x[f(X_T) exp(-int k)]", "value +- error");
    r.closedForm().ifPresent(c -> table.row("closed form", Decimal.withError(c)));
    table.row("PDE", Decimal.withError(r.pde()));
    table.row("particles", Decimal.withError(r.particles()));
    table.row("E_x[f^2 exp(-2 int k)]", Decimal.rounded(r.secondMoment()));
    table.row("PDE, forward - backward", Decimal.rounded(r.adjoint(), 2));
    r.principalEigenvalue().ifPresent(e -> table.row("principal eigenvalue", shown(e)));
    return s.name()
        + '\n'
        + "PDE: %d cells on [%s, %s], exact in time; error = Richardson + rounding + box%n"
            .formatted(r.cells(), Decimal.rounded(r.box()[0]), Decimal.rounded(r.box()[1]))
        + "particles: %d in %d populations, step %s and half of it; with the half %d resamplings; error = 1 standard error + step bias%n"
            .formatted(
                s.particles().count(),
                r.replicates(),
                Decimal.rounded(s.particles().timeStep()),
                r.resamplings())
        + table
        + (r.agree()
                ? "all pairs agree within %s x the summed errors%n"
                : "a pair differs by more than %s x the summed errors%n")
            .formatted(Decimal.rounded(Estimate.AGREEMENT));
  }

  private static String shown(Estimate e) {
    return Decimal.withError(e);
  }
}
