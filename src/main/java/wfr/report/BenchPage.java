package wfr.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code reports/performance/README.md}, written anew after every section, so that a run that is broken off leaves what it measured. */
public final class BenchPage {
  private final Path directory;
  private final StringBuilder text = new StringBuilder();
  private final List<BenchCharts.Bar> bars = new ArrayList<>();

  /** A page in a directory. */
  public BenchPage(Path directory) {
    this.directory = directory;
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

    /** Ratios of the pairs, ascending, failed ones left out. */
    double[] ratios() {
      double[] r = new double[Math.min(ours.length, theirs.length)];
      for (int k = 0; k < r.length; k++) {
        r[k] = ours[k] / theirs[k];
      }
      return Arrays.stream(r).filter(v -> !Double.isNaN(v)).sorted().toArray();
    }
  }

  /** Median of what is not NaN, NaN of nothing. */
  public static double median(double[] values) {
    double[] v = Arrays.stream(values).filter(x -> !Double.isNaN(x)).sorted().toArray();
    int n = v.length;
    return n == 0 ? Double.NaN : (v[(n - 1) / 2] + v[n / 2]) / 2;
  }

  /** A number with so many significant digits as a table needs, a dash for NaN. */
  public static String format(double v) {
    return Double.isNaN(v) ? "-" : String.format(Locale.ROOT, v >= 100 ? "%.0f" : "%.2f", v);
  }

  /** Adds lines. */
  public BenchPage add(String... lines) {
    for (String l : lines) {
      text.append(l).append('\n');
    }
    return this;
  }

  /** Adds a table of comparisons and keeps their ratios for the chart. */
  public void pairs(String ours, String theirs, List<Pairs> all) {
    add(
        "| | unit | "
            + ours
            + ", median (min, max) | "
            + theirs
            + ", median (min, max) | ratio of"
            + " medians | pairs (min, max) | goal | |",
        "|---|---|---|---|---|---|---|---|");
    for (Pairs p : all) {
      double[] r = p.ratios();
      boolean known = r.length > 0;
      String range = known ? format(r[0]) + ", " + format(r[r.length - 1]) : "-";
      String verdict =
          !known || Double.isNaN(p.goal()) ? "" : p.ratio() <= p.goal() ? "met" : "not met";
      add(
          "| "
              + p.name()
              + " | "
              + p.unit()
              + " | "
              + range(p.ours())
              + " | "
              + range(p.theirs())
              + " | "
              + format(p.ratio())
              + " | "
              + range
              + " ("
              + r.length
              + ") | "
              + format(p.goal())
              + " | "
              + verdict
              + " |");
      if (known) {
        bars.add(new BenchCharts.Bar(p.name(), r[0], p.ratio(), r[r.length - 1], p.goal()));
      }
    }
    add("");
  }

  private static String range(double[] values) {
    double[] v = Arrays.stream(values).filter(x -> !Double.isNaN(x)).sorted().toArray();
    return v.length == 0
        ? "-"
        : format(median(v)) + " (" + format(v[0]) + ", " + format(v[v.length - 1]) + ")";
  }

  /** The ratios so far as a chart. */
  public void ratioChart(String name, String title) throws IOException {
    if (!bars.isEmpty()) {
      chart(name, title, BenchCharts.bars(title, bars));
    }
  }

  /** Writes a chart beside the page and shows it. */
  public void chart(String name, String title, String svg) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve(name), svg);
    add("![" + title + "](" + name + ")", "");
  }

  /** Writes what there is. */
  public void write() throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("README.md"), text);
  }
}
