package wfr.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.model.GridSettings;
import wfr.reference.GridResult;
import wfr.reference.PlaneResult;
import wfr.report.Decimal;
import wfr.report.DensityCsv;
import wfr.report.NpzFile;
import wfr.report.OutputFiles;
import wfr.report.RunReport;
import wfr.report.RunResult;
import wfr.report.SummaryJson;
import wfr.scenario.BadInput;
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
      "  wfr solve my-scenario.yaml --certify=scheme",
    })
final class SolveCommand extends WfrCommand {
  static final double DEFAULT_ACCURACY = 1e-6;

  /** Each further digit costs ten to thirty times the work in the plane. */
  static final double DEFAULT_PLANE_ACCURACY = 1e-4;

  @Mixin RunOptions run = new RunOptions();

  private double accuracy = DEFAULT_ACCURACY;
  private boolean accuracyStated;

  SolveCommand(Session session) {
    super(session);
  }

  @Option(
      names = "--accuracy",
      paramLabel = "A",
      description =
          "absolute error aimed at for kl, mean and variance (default: 1e-6; in two dimensions 1e-4)")
  void accuracy(double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new ParameterException(
          common.spec.commandLine(), "--accuracy must be > 0 and finite: " + value);
    }
    accuracy = value;
    accuracyStated = true;
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
    OutputFiles files = run.files(scenario);
    if (scenario.problem().dimension() == 2) {
      return plane(scenario, files);
    }
    Optional<Certificates> certificate = certificate(scenario);
    GridResult grid;
    try (ConsoleProgress progress = progress()) {
      grid = session.engine().solve(scenario, accuracy, progress);
    }
    refuseCoarseGrid(scenario, grid.settings(), grid.summaries());
    RunResult result = new RunResult(scenario, Optional.of(grid), Optional.empty());
    warn(result.warnings());
    String json =
        certificate
            .map(c -> SummaryJson.text(result, "certificate", c.tree()))
            .orElseGet(() -> SummaryJson.text(result));
    files.write("density.csv", w -> DensityCsv.write(grid, w));
    if (run.npz) {
      files.writeBytes("density.npz", b -> NpzFile.density(grid, b));
    }
    files.write("summary.json", w -> w.append(json).append('\n'));
    run.figures(files, result);
    files.write("report.html", w -> w.write(RunReport.html(result)));
    session
        .out()
        .print(
            common.json
                ? json + "\n"
                : RunTable.of(result) + certificate.map(Certificates::table).orElse(""));
    announce(files);
    return DONE;
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

  private int plane(Scenario scenario, OutputFiles files) {
    PlaneResult plane;
    try (ConsoleProgress progress = progress()) {
      plane =
          session
              .engine()
              .solvePlane(scenario, accuracyStated ? accuracy : DEFAULT_PLANE_ACCURACY, progress);
    }
    refuseCoarseGrid(scenario, plane.settings(), plane.summaries());
    RunResult result =
        new RunResult(scenario, Optional.empty(), Optional.of(plane), Optional.empty());
    warn(result.warnings());
    String json = SummaryJson.text(result);
    run.density(files, plane, scenario);
    files.write("summary.json", w -> w.append(json).append('\n'));
    run.figures(files, result);
    files.write("report.html", w -> w.write(RunReport.html(result)));
    session.out().print(common.json ? json + "\n" : RunTable.of(result));
    announce(files);
    return DONE;
  }

  /** A grid fixed by the file that cannot reach an accuracy stated on the command line is a contradiction, not a result. */
  private void refuseCoarseGrid(
      Scenario scenario, GridSettings settings, List<MeasureSummary> summaries) {
    boolean fixed = scenario.grid().cells().isPresent() || scenario.grid().timeStep().isPresent();
    if (!accuracyStated || !fixed) {
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
