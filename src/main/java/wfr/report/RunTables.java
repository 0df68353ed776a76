package wfr.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.reference.ErrorPart;
import wfr.reference.GridResult;
import wfr.reference.PlaneResult;
import wfr.scenario.Scenario;

/** The tables of a run's report. */
final class RunTables {
  private static final int BAR_WIDTH = 640;
  private static final String DEFECT = "largest |mass − 1| after transport, before normalising";

  private RunTables() {}

  /** Both solutions side by side, or the one there is. */
  static String figures(RunResult run) {
    StringBuilder rows = new StringBuilder();
    if (!run.agreements().isEmpty()) {
      for (Agreement a : run.agreements()) {
        rows.append("<tr><th scope=\"row\">").append(Decimal.rounded(a.time()));
        rows.append("</th><td>").append(Html.escape(a.figure())).append("</td>");
        rows.append("<td class=\"n\">").append(plusMinus(a.grid())).append("</td>");
        rows.append("<td class=\"n\">").append(plusMinus(a.particles())).append("</td>");
        rows.append("<td class=\"n ").append(a.agrees() ? "good" : "bad").append("\">");
        rows.append(a.agrees() ? "agree, " : "DIFFER, ");
        rows.append(Decimal.rounded(a.ratio(), 2)).append("</td></tr>\n");
      }
      return "<h2>Feynman-Kac identity</h2>\n"
          + Html.table(
              "Weighted expectations over particles and integrals against the grid solution; the last column"
                  + " is the difference over the summed errors, admissible up to "
                  + Decimal.rounded(Estimate.AGREEMENT)
                  + ".",
              Html.head("time", "figure", "grid", "particles", "difference"),
              rows.toString());
    }
    for (MeasureSummary s : run.summaries()) {
      rows.append(
          Html.row(
              Decimal.rounded(s.time()),
              plusMinus(s.kl()),
              plusMinus(s.reverseKl()),
              plusMinus(s.mean().get(0)),
              plusMinus(s.variance().get(0).get(0)),
              plusMinus(s.mass())));
    }
    return "<h2>Figures</h2>\n"
        + Html.table(
            "Value ± error at the output times.",
            Html.head("time", "KL(ρ|π)", "KL(π|ρ)", "mean", "variance", "mass"),
            rows.toString());
  }

  /** Bookkeeping of a run in the plane. */
  static String massLedger(PlaneResult plane) {
    int cells = plane.settings().cells();
    return "<h2>Mass ledger</h2>\n"
        + Html.table(
            "Finite-volume run of "
                + cells
                + " × "
                + cells
                + " cells, step "
                + Decimal.rounded(plane.settings().timeStep())
                + ".",
            "",
            Html.row("time steps", plane.steps())
                + Html.row(DEFECT, Decimal.rounded(plane.massDefect(), 3))
                + Html.row(
                    "sweeps along an axis in which the flux limiter acted", plane.limitedSteps()));
  }

  /** Bookkeeping of the grid run. */
  static String massLedger(GridResult grid) {
    double flux = 0;
    for (double[] faces : grid.ledger().fluxes()) {
      for (double f : faces) {
        flux = Math.max(flux, Math.abs(f));
      }
    }
    return "<h2>Mass ledger</h2>\n"
        + Html.table(
            "Finite-volume run of "
                + grid.settings().cells()
                + " cells, step "
                + Decimal.rounded(grid.settings().timeStep())
                + ".",
            "",
            Html.row("time steps", grid.ledger().steps())
                + Html.row(DEFECT, Decimal.rounded(grid.ledger().massBeforeReaction(), 3))
                + Html.row("largest |flux| at output times", Decimal.rounded(flux, 3))
                + Html.row(
                    "transport steps in which the flux limiter acted",
                    grid.ledger().positivityFallbacks()));
  }

  /** Where the errors come from. */
  static String errorBudget(RunResult run) {
    StringBuilder rows = new StringBuilder();
    run.grid()
        .ifPresent(
            g -> {
              rows.append(errors("grid: space, time and box (Richardson)", g.summaries()));
              rows.append(
                  Html.row(
                      "outside the box",
                      "",
                      "initial mass " + Decimal.rounded(g.massOutsideInitial(), 2),
                      "target mass " + Decimal.rounded(g.massOutsideTarget(), 2),
                      ""));
            });
    run.plane()
        .ifPresent(
            g -> {
              rows.append(errors("grid: space, time and box (Richardson)", g.summaries()));
              rows.append(
                  Html.row(
                      "outside the box",
                      "",
                      "initial mass " + Decimal.rounded(g.massOutsideInitial(), 2),
                      "target mass " + Decimal.rounded(g.massOutsideTarget(), 2),
                      ""));
            });
    run.particles()
        .ifPresent(
            p ->
                rows.append(
                    errors(
                        "particles: finite N (1 standard error), time step and histogram",
                        p.summaries())));
    return "<h2>Error budget</h2>\n"
        + Html.table(
            "Estimated absolute errors.",
            Html.head("source", "time", "KL", "mean", "variance"),
            rows.toString())
        + parts(run);
  }

  /** The errors by source; empty where they were not told apart. */
  private static String parts(RunResult run) {
    Map<String, Map<String, Double>> shares = new LinkedHashMap<>();
    StringBuilder rows = new StringBuilder();
    run.grid().ifPresent(g -> parts("grid", g.errorBudget(), rows, shares));
    run.particles().ifPresent(p -> parts("particles", p.errorBudget(), rows, shares));
    if (rows.length() == 0) {
      return "";
    }
    String caption = "Where the error of KL comes from, at every output time.";
    int height = 110 + 34 * shares.size();
    return Html.figure(
            new SvgPages("bars").draw(Charts.shares(shares), BAR_WIDTH, height, caption), caption)
        + Html.table(
            "The same errors by source; the parts of a time sum to its error.",
            Html.head("run", "time", "source", "KL", "mean", "variance"),
            rows.toString());
  }

  private static void parts(
      String name,
      List<ErrorPart> budget,
      StringBuilder rows,
      Map<String, Map<String, Double>> shares) {
    for (ErrorPart p : budget) {
      rows.append(
          Html.row(
              name,
              Decimal.rounded(p.time()),
              p.source(),
              Decimal.rounded(p.kl(), 2),
              Decimal.rounded(p.mean(), 2),
              Decimal.rounded(p.variance(), 2)));
      if (Double.isFinite(p.kl())) {
        shares
            .computeIfAbsent(
                name + ", t = " + Decimal.rounded(p.time()), t -> new LinkedHashMap<>())
            .put(p.source(), p.kl());
      }
    }
  }

  private static String errors(String source, List<MeasureSummary> summaries) {
    StringBuilder rows = new StringBuilder();
    String header = source;
    for (MeasureSummary s : summaries) {
      rows.append(
          Html.row(
              header,
              Decimal.rounded(s.time()),
              Decimal.rounded(s.kl().error(), 2),
              Decimal.rounded(s.mean().get(0).error(), 2),
              Decimal.rounded(s.variance().get(0).get(0).error(), 2)));
      header = "";
    }
    return rows.toString();
  }

  /** The scenario as understood, defaults filled in. */
  static String scenario(Scenario scenario) {
    StringBuilder rows = new StringBuilder();
    for (Map.Entry<String, Object> e : scenario.asUnderstood().entrySet()) {
      rows.append("<tr><th scope=\"row\">")
          .append(Html.escape(e.getKey()))
          .append("</th><td><code>");
      rows.append(Html.escape(String.valueOf(e.getValue()))).append("</code></td></tr>\n");
    }
    return "<h2>Scenario</h2>\n"
        + Html.table("As understood, defaults filled in.", "", rows.toString());
  }

  private static String plusMinus(Estimate e) {
    return Decimal.value(e) + " ± " + Decimal.rounded(e.error(), 2);
  }
}
