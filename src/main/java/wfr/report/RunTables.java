package wfr.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.model.Coordinates;
import wfr.reference.ErrorPart;
import wfr.reference.GridResult;
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
              "Weighted expectations over particles and those of the other solution; the last column"
                  + " is the difference over the summed errors, admissible up to "
                  + Decimal.rounded(Estimate.AGREEMENT)
                  + ".",
              Html.head("time", "figure", run.standardName(), "particles", "difference"),
              rows.toString());
    }
    for (MeasureSummary s : run.summaries()) {
      List<Object> row = new ArrayList<>();
      row.add(plusMinus(s.kl()));
      row.add(plusMinus(s.reverseKl()));
      s.moments().values().forEach(e -> row.add(plusMinus(e)));
      row.add(plusMinus(s.mass()));
      rows.append(Html.row(Decimal.rounded(s.time()), row.toArray()));
    }
    MeasureSummary first = run.summaries().get(0);
    List<String> head = new ArrayList<>(List.of("time", "KL(ρ|π)", "KL(π|ρ)"));
    head.addAll(first.moments(Coordinates.names(first.mean().size())).keySet());
    head.add("mass");
    return "<h2>Figures</h2>\n"
        + Html.table(
            "Value ± error at the output times.",
            Html.head(head.toArray(String[]::new)),
            rows.toString());
  }

  /** Bookkeeping of the grid run. */
  static String massLedger(GridResult grid) {
    boolean line = grid.problem().dimension() == 1;
    String cells =
        String.join(
            " × ",
            Collections.nCopies(
                grid.problem().dimension(), Integer.toString(grid.scheme().cells())));
    double flux = 0;
    for (double[] faces : grid.ledger().fluxes()) {
      for (double f : faces) {
        flux = Math.max(flux, Math.abs(f));
      }
    }
    return "<h2>Mass ledger</h2>\n"
        + Html.table(
            "Finite-volume run of "
                + cells
                + " cells, step "
                + (grid.scheme().name().equals(GridResult.Scheme.ADAPTIVE) ? "up to " : "")
                + Decimal.rounded(grid.scheme().timeStep())
                + ".",
            "",
            Html.row("time steps", grid.ledger().steps())
                + Html.row(DEFECT, Decimal.rounded(grid.ledger().massBeforeReaction(), 3))
                + (line
                    ? Html.row("largest |flux| at output times", Decimal.rounded(flux, 3))
                    : ""));
  }

  /** Where the errors come from. */
  static String errorBudget(RunResult run) {
    StringBuilder rows = new StringBuilder();
    run.grid()
        .ifPresent(
            g -> {
              rows.append(errors("grid: space, time and box (Richardson)", g.summaries()));
              rows.append(Html.row("outside the box", outside(g, 2 * g.problem().dimension() - 1)));
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
            "Estimated absolute errors.", errorHead(run, "source", "time"), rows.toString())
        + parts(run);
  }

  private static Object[] outside(GridResult g, int rest) {
    List<Object> cells =
        new ArrayList<>(
            List.of(
                "",
                "initial mass " + Decimal.rounded(g.massOutsideInitial(), 2),
                "target mass " + Decimal.rounded(g.massOutsideTarget(), 2)));
    cells.addAll(Collections.nCopies(rest, ""));
    return cells.toArray();
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
            errorHead(run, "run", "time", "source"),
            rows.toString());
  }

  private static void parts(
      String name,
      List<ErrorPart> budget,
      StringBuilder rows,
      Map<String, Map<String, Double>> shares) {
    for (ErrorPart p : budget) {
      List<Object> row = new ArrayList<>(List.of(Decimal.rounded(p.time()), p.source()));
      row.addAll(errors(p.kl(), p.mean(), p.variance()));
      rows.append(Html.row(name, row.toArray()));
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
      double[] mean = s.mean().stream().mapToDouble(Estimate::error).toArray();
      double[] variance = new double[mean.length];
      Arrays.setAll(variance, k -> s.variance().get(k).get(k).error());
      List<Object> row = new ArrayList<>(List.of(Decimal.rounded(s.time())));
      row.addAll(errors(s.kl().error(), mean, variance));
      rows.append(Html.row(header, row.toArray()));
      header = "";
    }
    return rows.toString();
  }

  private static List<String> errors(double kl, double[] mean, double[] variance) {
    return DoubleStream.concat(
            DoubleStream.of(kl), DoubleStream.concat(Arrays.stream(mean), Arrays.stream(variance)))
        .mapToObj(e -> Decimal.rounded(e, 2))
        .toList();
  }

  /** Those columns' names, after leading ones. */
  private static String errorHead(RunResult run, String... leading) {
    List<String> head = new ArrayList<>(List.of(leading));
    head.add("KL");
    List<String> axes = Coordinates.names(run.summaries().get(0).mean().size());
    for (String figure : List.of("mean", "variance")) {
      axes.forEach(axis -> head.add(axes.size() == 1 ? figure : figure + " " + axis));
    }
    return Html.head(head.toArray(String[]::new));
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
