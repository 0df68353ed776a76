package wfr.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * {@code reports/performance/README.md}: a head, a table of goals, then sections; written anew after every section, so that a run that is broken off leaves
 * what it measured.
 */
public final class BenchPage {
  private final OutputFiles files;
  private final StringBuilder head = new StringBuilder();
  private final StringBuilder text = new StringBuilder();
  private final List<Goal> goals = new ArrayList<>();
  private final List<BenchCharts.Bar> bars = new ArrayList<>();

  /** A page in a directory. */
  public BenchPage(OutputFiles files) {
    this.files = files;
  }

  /**
   * Figures of one comparison, in the order of the rounds; NaN where a run failed.
   *
   * @param name what was measured
   * @param unit of the figures
   * @param ours figures
   * @param theirs figures
   * @param goal ratio ours over theirs should not exceed; NaN without one
   */
  public record Pairs(String name, String unit, double[] ours, double[] theirs, double goal) {
    /** Ratio of medians. */
    public double ratio() {
      return median(ours) / median(theirs);
    }

    /** Ratios of the rounds, ascending, failed ones left out. */
    public double[] ratios() {
      double[] r = new double[Math.min(ours.length, theirs.length)];
      for (int k = 0; k < r.length; k++) {
        r[k] = ours[k] / theirs[k];
      }
      return known(r);
    }
  }

  /**
   * A row of the table of goals.
   *
   * @param name what is to be reached
   * @param figure ours, with its unit
   * @param against figure it is compared with, or a dash
   * @param ratio ratio of medians, or a dash
   * @param range least and largest of the rounds, or a dash
   * @param goal bound
   * @param verdict met, not met or not measured
   */
  public record Goal(
      String name,
      String figure,
      String against,
      String ratio,
      String range,
      String goal,
      String verdict) {
    /** A figure that is compared with nothing but its bound; NaN was not measured. */
    public static Goal bounded(
        String name, double value, String unit, String range, double bound, String stated) {
      return new Goal(
          name, format(value) + unit, "-", "-", range, stated, judged(value, value <= bound));
    }
  }

  /** Median of what is not NaN, NaN of nothing. */
  public static double median(double[] values) {
    double[] v = known(values);
    int n = v.length;
    return n == 0 ? Double.NaN : (v[(n - 1) / 2] + v[n / 2]) / 2;
  }

  /** What is not NaN, ascending. */
  public static double[] known(double[] values) {
    return Arrays.stream(values).filter(x -> !Double.isNaN(x)).sorted().toArray();
  }

  /** A number with so many digits as a table needs, a dash for NaN. */
  public static String format(double v) {
    return Double.isNaN(v)
        ? "-"
        : String.format(Locale.ROOT, v >= 100 ? "%.0f" : v < 0.1 && v != 0 ? "%.2g" : "%.2f", v);
  }

  /** Least and largest, a dash for nothing. */
  public static String range(double[] values) {
    double[] v = known(values);
    return v.length == 0 ? "-" : format(v[0]) + " to " + format(v[v.length - 1]);
  }

  private static String medianAndRange(double[] values) {
    return known(values).length == 0 ? "-" : format(median(values)) + " (" + range(values) + ")";
  }

  /** Met, not met, or not measured if the value is NaN. */
  public static String judged(double value, boolean met) {
    return Double.isNaN(value) ? "not measured" : met ? "met" : "NOT met";
  }

  /** Adds lines above the goals. */
  public BenchPage head(String... lines) {
    for (String l : lines) {
      head.append(l).append('\n');
    }
    return this;
  }

  /** Adds lines. */
  public BenchPage add(String... lines) {
    for (String l : lines) {
      text.append(l).append('\n');
    }
    return this;
  }

  /** Adds a row to the table of goals. */
  public void goal(Goal goal) {
    goals.add(goal);
  }

  /** Adds a table of comparisons and keeps those with a goal for the table of goals and the chart. */
  public void pairs(String ours, String theirs, List<Pairs> all) {
    add(
        row(
            "",
            "unit",
            ours + ", median (range)",
            theirs + ", median (range)",
            "ratio of medians",
            "ratios of the rounds"),
        "|---|---|---|---|---|---|");
    for (Pairs p : all) {
      double[] r = p.ratios();
      add(
          row(
              p.name(),
              p.unit(),
              medianAndRange(p.ours()),
              medianAndRange(p.theirs()),
              format(p.ratio()),
              range(r)));
      String name = p.name() + " against " + theirs;
      if (r.length > 0) {
        bars.add(new BenchCharts.Bar(name, r[0], p.ratio(), r[r.length - 1], p.goal()));
      }
      if (!Double.isNaN(p.goal())) {
        goal(
            new Goal(
                name,
                format(median(p.ours())) + " " + p.unit(),
                format(median(p.theirs())),
                format(p.ratio()),
                range(r),
                "at most " + format(p.goal()),
                judged(p.ratio(), p.ratio() <= p.goal())));
      }
    }
    add("");
  }

  /** A row of a table. */
  public static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  /** The ratios so far as a chart. */
  public void ratioChart(String name, String title) {
    if (!bars.isEmpty()) {
      chart(name, title, BenchCharts.bars(title, bars));
    }
  }

  /** Writes a chart beside the page and shows it. */
  public void chart(String name, String title, String svg) {
    files.write(name, w -> w.write(svg));
    add("![" + title + "](" + name + ")", "");
  }

  /** Writes another file beside the page. */
  public void file(String name, String content) {
    files.write(name, w -> w.write(content));
  }

  /** The whole page. */
  public String markdown() {
    StringBuilder s = new StringBuilder(head);
    if (!goals.isEmpty()) {
      s.append("\n## Goals\n\n");
      s.append(row("", "ours", "against", "ratio of medians", "range", "goal", ""));
      s.append("\n|---|---|---|---|---|---|---|\n");
      for (Goal g : goals) {
        s.append(
            row(g.name(), g.figure(), g.against(), g.ratio(), g.range(), g.goal(), g.verdict()));
        s.append('\n');
      }
    }
    return s.append('\n').append(text).toString();
  }

  /** Writes what there is. */
  public void write() {
    files.write("README.md", w -> w.write(markdown()));
  }
}
