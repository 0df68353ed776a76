package wfr.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.experiment.Experiment;
import wfr.experiment.Outcome;
import wfr.experiment.Panel;
import wfr.experiment.Row;
import wfr.math.Estimate;

/** An experiment as Markdown, JSON and SVG, and the page that lists them. */
public final class ExperimentReport {
  private static final int MOST_POINTS = 400;

  private final Experiment experiment;
  private final Outcome outcome;
  private final long seed;

  /** A report of one experiment run with one seed. */
  public ExperimentReport(Experiment experiment, Outcome outcome, long seed) {
    this.experiment = experiment;
    this.outcome = outcome;
    this.seed = seed;
  }

  /** Name of its files without suffix. */
  public String stem() {
    return experiment.id() + "-" + experiment.name();
  }

  /** Writes the three files. */
  public void write(OutputFiles files) {
    String svg = ExperimentCharts.svg(outcome.panels(), outcome.caption());
    files.together(
        () -> {
          files.write(stem() + ".svg", w -> w.append(svg).append('\n'));
          files.write(stem() + ".json", w -> w.append(json()).append('\n'));
          files.write(stem() + ".md", w -> w.append(markdown()));
        });
  }

  /** The page of the experiment. */
  public String markdown() {
    StringBuilder t = new StringBuilder();
    t.append("# ").append(experiment.id()).append(". ").append(experiment.title()).append("\n\n");
    t.append(experiment.question()).append("\n\n");
    t.append("- Parameters: ").append(experiment.parameters()).append(".\n");
    t.append("- Published: ").append(experiment.source()).append('\n');
    t.append("- Here: `./wfr experiment ").append(experiment.name());
    t.append(" --seed ").append(seed).append('`');
    if (outcome.repeats() > 0) {
      t.append(", ").append(outcome.repeats()).append(" repeats; +- is one standard error");
    }
    t.append(".\n\n");
    t.append(table(outcome.rows()));
    t.append("\n![").append(experiment.title()).append("](").append(stem()).append(".svg)\n\n");
    t.append(outcome.caption()).append("\n\n## What follows, and why it differs\n\n");
    for (String remark : outcome.remarks()) {
      t.append("- ").append(remark).append('\n');
    }
    return t.toString();
  }

  private static String table(List<Row> rows) {
    StringBuilder t = new StringBuilder("| quantity | published | ours | |\n|---|---|---|---|\n");
    for (Row r : rows) {
      t.append("| ").append(r.quantity()).append(" | ");
      t.append(r.hasPublished() ? r.published() : "-").append(" | ");
      t.append(ours(r)).append(" | ").append(r.note()).append(" |\n");
    }
    return t.toString();
  }

  /** Our number as text: with its error, or with two digits more than were published. */
  public static String ours(Row r) {
    Estimate e = r.ours();
    if (e.error() > 0) {
      return Decimal.withError(e);
    }
    int digits = r.hasPublished() ? significant(r.published()) + 2 : 8;
    return Decimal.rounded(e.value(), Math.min(15, digits));
  }

  private static int significant(String number) {
    return Math.max(
        1, number.replaceAll("[eE].*", "").replaceAll("^[-+]?[0.]*", "").replace(".", "").length());
  }

  /** The data of the page. */
  public String json() {
    return Json.text(tree());
  }

  /** The data of the page as a tree of maps and lists. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", experiment.id());
    tree.put("name", experiment.name());
    tree.put("title", experiment.title());
    tree.put("question", experiment.question());
    tree.put("parameters", experiment.parameters());
    tree.put("source", experiment.source());
    tree.put("version", BuildInfo.version());
    tree.put("seed", seed);
    tree.put("repeats", outcome.repeats());
    List<Object> rows = new ArrayList<>();
    for (Row r : outcome.rows()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("quantity", r.quantity());
      row.put("published", Json.number(r.publishedValue()));
      row.put("published_as_printed", r.published());
      row.put("ours", Json.estimate(r.ours()));
      row.put("ours_rounded", ours(r));
      row.put("note", r.note());
      rows.add(row);
    }
    tree.put("rows", rows);
    List<Object> panels = new ArrayList<>();
    for (Panel p : outcome.panels()) {
      panels.add(panel(p));
    }
    tree.put("figure", panels);
    tree.put("remarks", outcome.remarks());
    return tree;
  }

  private static Map<String, Object> panel(Panel p) {
    Map<String, Object> panel = new LinkedHashMap<>();
    panel.put("title", p.title());
    panel.put("x", p.x().label());
    panel.put("y", p.y().label());
    List<Object> series = new ArrayList<>();
    for (Panel.Series s : p.series()) {
      Map<String, Object> curve = new LinkedHashMap<>();
      curve.put("name", s.name());
      if (s.x().length <= MOST_POINTS) { // a cloud of points is a picture, not data
        curve.put("x", s.x());
        curve.put("y", s.y());
        if (s.error().length > 0) {
          curve.put("error", s.error());
        }
      }
      series.add(curve);
    }
    panel.put("series", series);
    return panel;
  }

  /** Several results as one JSON object. */
  public static String json(List<ExperimentReport> reports) {
    Map<String, Object> tree = new LinkedHashMap<>();
    reports.forEach(r -> tree.put(r.experiment.id(), r.tree()));
    return Json.text(tree);
  }
}
