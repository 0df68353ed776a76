package wfr.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.reference.GridResult;
import wfr.report.Decimal;
import wfr.report.OutputFiles;
import wfr.report.RunReport;
import wfr.report.RunResult;
import wfr.report.SummaryJson;
import wfr.scenario.BadInput;
import wfr.scenario.Scenario;

/** {@code wfr solve}. */
@Command(
    description = {
      "Solves the equation of a scenario by finite volumes.",
      "Writes summary.json, density.csv and report.html."
    },
    footer = {
      "  wfr solve my-scenario.yaml",
      "  wfr solve my-scenario.yaml --accuracy 1e-8 --json",
      "  wfr solve my-scenario.yaml --certify=scheme",
    })
final class SolveCommand extends WfrCommand {
  /** By dimension: each further digit costs ten to thirty times the work in the plane, a hundred in space. */
  private static final double[] DEFAULT_ACCURACY = {1e-6, 1e-4, 1e-3};

  @Mixin RunOptions run = new RunOptions();

  /** NaN where it is left to the dimension. */
  private double accuracy = Double.NaN;

  SolveCommand(Session session) {
    super(session);
  }

  @Option(
      names = "--accuracy",
      paramLabel = "A",
      description =
          "error aimed at for kl and observables, relative to these where they exceed 1, and for mean and variance in units of the standard deviation (default: 1e-6; in two dimensions 1e-4, in three 1e-3)")
  void accuracy(double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new ParameterException(
          common.spec.commandLine(), "--accuracy must be > 0 and finite: " + value);
    }
    accuracy = value;
  }

  @Option(
      names = "--certify",
      arity = "0..1",
      fallbackValue = "scheme",
      paramLabel = "scheme|pde",
      description = {
        "scheme: a guaranteed relative bound, in every cell, of the distance from the double solution of the",
        "implicit scheme to its exact one (cells and time-step from the file, else 200 cells and 400 steps);",
        "pde: a guaranteed relative bound, at every point, of the distance from a spectral trial solution to the",
        "solution of the equation itself: polynomial potential and start with boundary no-flux, or trigonometric",
        "ones with boundary periodic (default: scheme)"
      })
  Certificates.Kind certify;

  @Override
  public Integer call() {
    Scenario scenario = session.engine().scenario(run.scenario);
    Engine.requireGrid(scenario, "wfr solve");
    OutputFiles files = run.files(scenario);
    Optional<Certificates> certificate = certificate(scenario);
    GridResult grid = solved(scenario);
    refuseCoarseGrid(scenario, grid.scheme(), grid.summaries());
    RunResult result = new RunResult(scenario, Optional.of(grid), Optional.empty());
    warn(result.warnings());
    String json =
        certificate
            .map(c -> SummaryJson.text(result, "certificate", c.tree()))
            .orElseGet(() -> SummaryJson.text(result));
    files.together(
        () -> {
          run.density(files, grid);
          files.write("summary.json", w -> w.append(json).append('\n'));
          run.figures(files, result);
          files.write("report.html", w -> w.write(RunReport.html(result)));
        });
    session
        .out()
        .print(
            common.json
                ? json + "\n"
                : RunTable.of(result) + certificate.map(Certificates::table).orElse(""));
    announce(files);
    return DONE;
  }

  /** The accuracy that a problem is solved to where none is asked for; that of the largest grids where there is none. */
  static double defaultAccuracy(int dimension) {
    return DEFAULT_ACCURACY[Math.min(dimension, DEFAULT_ACCURACY.length) - 1];
  }

  private GridResult solved(Scenario scenario) {
    try (ConsoleProgress progress = progress()) {
      return session.engine().solve(scenario, accuracyFor(scenario), progress);
    }
  }

  private double accuracyFor(Scenario scenario) {
    return Double.isNaN(accuracy) ? defaultAccuracy(scenario.problem().dimension()) : accuracy;
  }

  private Optional<Certificates> certificate(Scenario scenario) {
    if (certify == null) {
      return Optional.empty();
    }
    try (ConsoleProgress progress = progress()) {
      return Optional.of(
          Certificates.of(certify, session.engine(), scenario, run.scenario, progress));
    }
  }

  /** A grid fixed by the file that cannot reach an accuracy stated on the command line is a contradiction, not a result. */
  private void refuseCoarseGrid(
      Scenario scenario, GridResult.Scheme settings, List<MeasureSummary> summaries) {
    boolean fixed = scenario.grid().cells().isPresent() || scenario.grid().timeStep().isPresent();
    if (Double.isNaN(accuracy) || !fixed) {
      return;
    }
    double worst = 0;
    for (MeasureSummary s : summaries) {
      worst = Math.max(worst, s.kl().error());
      for (int k = 0; k < s.mean().size(); k++) {
        worst = Math.max(worst, s.mean().get(k).error());
        for (Estimate v : s.variance().get(k)) {
          worst = Math.max(worst, v.error());
        }
      }
    }
    if (!(worst <= accuracy)) {
      throw new BadInput(
          run.scenario
              + ": grid: "
              + settings.cells()
              + " cells with time-step "
              + Decimal.rounded(settings.timeStep(), 3)
              + " reach "
              + Decimal.rounded(worst, 2)
              + " on kl, mean and variance: too large for --accuracy "
              + accuracy
              + "; refine them or leave grid out");
    }
  }
}
