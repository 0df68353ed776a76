package wfr.cli;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.reference.GridResult;
import wfr.report.Agreement;
import wfr.report.Decimal;
import wfr.report.RunResult;
import wfr.report.SummaryJson;

/** A run as the terminal shows it: one line per output time and figure. */
final class RunTable {
  private RunTable() {}

  static String of(RunResult run) {
    StringBuilder text = new StringBuilder(run.scenario().name()).append('\n');
    run.grid()
        .ifPresent(
            g ->
                text.append(
                    isPath(run)
                        ? "grid: integrals of the prescribed law over %d cells; error = Richardson + what the box cuts off%n"
                            .formatted(g.scheme().cells())
                        : heading(g)));
    run.exact().ifPresent(e -> text.append("exact: ").append(e.source()).append('\n'));
    run.particles()
        .ifPresent(
            p ->
                text.append(
                    "particles: %d in %d populations, step %s (half the size) and half of it; with the half %d resamplings; error = 1 standard error + bias of step and size + histogram%nkernel: %s (%s)%s%n"
                        .formatted(
                            p.samples().get(0).count(),
                            p.replicates(),
                            Decimal.rounded(p.settings().timeStep()),
                            p.resamplings(),
                            p.settings().kernel().key(),
                            p.kernelReason(),
                            p.settings()
                                .density()
                                .summedBy()
                                .map(how -> "; kernel sums: " + how.key())
                                .orElse(""))));
    boolean both = run.standard().isPresent() && run.particles().isPresent();
    return text.append(both ? sideBySide(run) : single(run)).toString();
  }

  private static String heading(GridResult grid) {
    String cells =
        String.join(
            " x ",
            Collections.nCopies(
                grid.problem().dimension(), Integer.toString(grid.scheme().cells())));
    return "grid: %s cells, step %s%s, %s, %d steps; error = Richardson + what the box cuts off%n"
        .formatted(
            cells,
            grid.scheme().name().equals(GridResult.Scheme.ADAPTIVE) ? "up to " : "",
            Decimal.rounded(grid.scheme().timeStep()),
            grid.scheme().name(),
            grid.ledger().steps());
  }

  private static TextTable single(RunResult run) {
    return table(run.summaries(), isPath(run));
  }

  private static TextTable table(List<MeasureSummary> summaries, boolean path) {
    TextTable table = new TextTable().row("time", "figure", "value +- error");
    for (MeasureSummary s : summaries) {
      String time = Decimal.rounded(s.time());
      for (Map.Entry<String, Estimate> figure : figures(s, path).entrySet()) {
        table.row(time, figure.getKey(), Decimal.withError(figure.getValue()));
        time = "";
      }
    }
    return table;
  }

  private static String sideBySide(RunResult run) {
    TextTable table =
        new TextTable()
            .row("time", "figure", run.standardName() + " +- error", "particles +- error", "agree");
    List<Agreement> agreements = run.agreements();
    Map<Double, Map<String, Agreement>> byTime = new HashMap<>();
    for (Agreement a : agreements) {
      byTime.computeIfAbsent(a.time(), t -> new LinkedHashMap<>()).putIfAbsent(a.figure(), a);
    }
    for (int k = 0; k < run.summaries().size(); k++) {
      MeasureSummary grid = run.summaries().get(k);
      Map<String, Agreement> here = byTime.getOrDefault(grid.time(), Map.of());
      Map<String, Estimate> particles =
          figures(run.particles().orElseThrow().summaries().get(k), isPath(run));
      String time = Decimal.rounded(grid.time());
      for (Map.Entry<String, Estimate> figure : figures(grid, isPath(run)).entrySet()) {
        Estimate other = particles.get(figure.getKey());
        table.row(
            time,
            figure.getKey(),
            Decimal.withError(figure.getValue()),
            other == null ? "" : Decimal.withError(other),
            verdict(here.get(figure.getKey())));
        time = "";
      }
      for (Map.Entry<String, Estimate> figure : particles.entrySet()) {
        if (!figures(grid, isPath(run)).containsKey(figure.getKey())) {
          table.row("", figure.getKey(), "", Decimal.withError(figure.getValue()), "");
        }
      }
      for (Agreement a : here.values()) {
        if (a.figure().endsWith(Agreement.WORST_BIN)) {
          table.row(
              "",
              a.figure(),
              Decimal.withError(a.grid()),
              Decimal.withError(a.particles()),
              verdict(a));
        }
      }
      if (run.scenario().targetPath().isEmpty()) { // on a path it is the mass, shown above
        table.row(
            "", "mean weight", "1", Decimal.rounded(run.particles().orElseThrow().meanWeight()[k]));
      }
    }
    long disagree = agreements.stream().filter(a -> !a.agrees()).count();
    return table
        + (disagree == 0
            ? "Feynman-Kac identity: all %d expectations agree within %s x the summed errors%n"
                .formatted(agreements.size(), Decimal.rounded(Estimate.AGREEMENT))
            : "Feynman-Kac identity: %d of %d expectations differ by more than %s x the summed errors%n"
                .formatted(disagree, agreements.size(), Decimal.rounded(Estimate.AGREEMENT)));
  }

  private static String verdict(Agreement a) {
    return a == null
        ? ""
        : (a.agrees() ? "yes" : "NO") + " (" + Decimal.rounded(a.ratio(), 2) + ")";
  }

  private static boolean isPath(RunResult run) {
    return run.scenario().targetPath().isPresent();
  }

  private static Map<String, Estimate> figures(MeasureSummary s, boolean path) {
    Map<String, Estimate> figures = new LinkedHashMap<>();
    figures.put("mass", s.mass());
    figures.putAll(s.moments());
    figures.put("kl", s.kl());
    figures.put("reverse kl", s.reverseKl());
    figures.put("Fisher information", s.fisherInformation());
    figures.put("log-ratio variance", s.logRatioVariance());
    figures.putAll(s.observables());
    if (path) {
      figures.put("free energy", SummaryJson.freeEnergy(s.mass()));
    }
    return figures;
  }
}
