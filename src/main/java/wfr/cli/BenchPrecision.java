package wfr.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wfr.diagnostics.MeasureSummary;
import wfr.reference.SolveBench;
import wfr.report.BenchCharts;
import wfr.report.BenchPage;
import wfr.report.OutputFiles;
import wfr.scenario.Scenario;
import wfr.scenario.ScenarioReader;

/**
 * Work and precision of the finite volumes: seconds of a solution in a process that is warm against the largest true error of KL, means and covariance, over accuracies asked for, beside
 * SciPy's method of lines where a baseline has the problem. The truth is our own solution at a hundredth of the smallest accuracy.
 */
final class BenchPrecision {
  private static final List<String> PROBLEMS =
      List.of("tilted", "steep", "lam10", "torus", "narrow", "long", "rotated", "space");
  private static final List<String> BASELINES = List.of("tilted", "steep", "lam10");
  private static final double[][] ACCURACIES = {
    {1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8}, {1e-2, 1e-3, 1e-4}, {1e-2, 1e-3}
  };
  private static final double[] TARGETS = {1e-4, 1e-6, 1e-8};
  private static final Pattern LINE =
      Pattern.compile("(BDF|Radau)\\s.*?([0-9.]+) s .*Richardson ([0-9.e+-]+)");

  private final BenchRuns runs;
  private final Path home;
  private final Path baselines;
  private final OutputFiles files;
  private final List<String> page = new ArrayList<>();

  /**
   * A page to be written.
   *
   * @param runs processes
   * @param home of the sources
   * @param baselines directory with python/wfr_mol.py, or null
   * @param files where the page goes
   */
  BenchPrecision(BenchRuns runs, Path home, Path baselines, OutputFiles files) {
    this.runs = runs;
    this.home = home;
    this.baselines = baselines;
    this.files = files;
  }

  /** A solution: whose, seconds, true error, stated error (NaN of others). */
  private record Point(String program, double seconds, double error, double stated, String how) {}

  /** Runs everything; returns the page. */
  Path write(String commit) {
    page.add("# Work and precision of the finite volumes");
    page.add("");
    page.add(
        "Written by `wfr bench precision"
            + (baselines == null ? "" : " --baselines DIR")
            + "` at commit "
            + commit
            + ", JDK "
            + Runtime.version()
            + ", "
            + BenchMachine.processor().replaceFirst("^- ", "")
            + ". Seconds of one solution, median of "
            + runs.rounds()
            + " in a warm process, one thread; error: largest true error of KL, means and covariance over the output times. Problems:"
            + " [benchmarks/grid](../../benchmarks/grid).");
    Path written = null;
    for (String problem : PROBLEMS) {
      section(problem);
      files.write("work-precision.csv", out -> out.write(runs.csv()));
      written = files.write("work-precision.md", out -> out.write(String.join("\n", page) + "\n"));
    }
    return written;
  }

  private void section(String problem) {
    runs.section(problem);
    Path file = home.resolve("benchmarks").resolve("grid").resolve(problem + ".yaml");
    Scenario s = ScenarioReader.read(file);
    double[] accuracies = ACCURACIES[s.problem().dimension() - 1];
    List<MeasureSummary> truth =
        SolveBench.truth(s.problem(), s.outputTimes(), accuracies[accuracies.length - 1] / 100);
    List<Point> points = new ArrayList<>();
    for (double accuracy : accuracies) {
      SolveBench.Figure f =
          SolveBench.run(s.problem(), s.outputTimes(), accuracy, runs.rounds(), truth);
      String how = "accuracy %.0e, %d cells, %d steps".formatted(accuracy, f.cells(), f.steps());
      points.add(new Point("wfr", f.seconds(), f.error(), f.stated(), how));
      runs.keep(
          "wfr, in this process",
          new String[] {problem, "" + accuracy},
          Map.of("seconds", "" + f.seconds(), "error", "" + f.error(), "stated", "" + f.stated()));
    }
    if (baselines != null && BASELINES.contains(problem)) {
      points.addAll(scipy(problem, truth));
    }
    page.add("");
    page.add("## " + problem);
    page.add("");
    page.add(BenchPage.row("program", "", "seconds", "true error", "stated error"));
    page.add("|---|---|---|---|---|");
    for (Point p : points) {
      page.add(
          BenchPage.row(
              p.program(),
              p.how(),
              digits(p.seconds()),
              digits(p.error()),
              Double.isNaN(p.stated()) ? "-" : digits(p.stated())));
    }
    page.add("");
    if (baselines != null && BASELINES.contains(problem)) {
      targets(points);
    }
    chart(problem, points);
  }

  /** The lines that the script prints, each a solution. */
  private List<Point> scipy(String problem, List<MeasureSummary> truth) {
    StringBuilder reference = new StringBuilder("[");
    for (MeasureSummary s : truth) {
      reference.append(reference.length() > 1 ? ", " : "");
      reference.append(
          List.of(s.kl().value(), s.mean().get(0).value(), s.variance().get(0).get(0).value()));
    }
    Path scripts = baselines.resolve("python").toAbsolutePath();
    String interpreter = System.getenv().getOrDefault("PY", "/usr/bin/python3");
    List<String> command =
        List.of(interpreter, "wfr_mol.py", problem, reference.append("]").toString());
    List<Point> points = new ArrayList<>();
    Matcher m = LINE.matcher(runs.run(scripts, Map.of("OMP_NUM_THREADS", "1"), command));
    while (m.find()) {
      String how = m.group().replaceAll("\\s+", " ").replaceAll(" [0-9.]+ s .*", "");
      points.add(
          new Point(
              "SciPy " + m.group(1),
              Double.parseDouble(m.group(2)),
              Double.parseDouble(m.group(3)),
              Double.NaN,
              how));
    }
    return points;
  }

  /** Least seconds to a true error, ours over the better of SciPy's. */
  private void targets(List<Point> points) {
    page.add(BenchPage.row("true error at most", "wfr, s", "SciPy, s", "ratio"));
    page.add("|---|---|---|---|");
    for (double target : TARGETS) {
      double ours = least(points, target, true);
      double theirs = least(points, target, false);
      page.add(
          BenchPage.row(
              "%.0e".formatted(target), digits(ours), digits(theirs), digits(ours / theirs)));
    }
    page.add("");
  }

  private static double least(List<Point> points, double target, boolean ours) {
    return points.stream()
        .filter(p -> p.program().equals("wfr") == ours && p.error() <= target)
        .mapToDouble(Point::seconds)
        .min()
        .orElse(Double.NaN);
  }

  private void chart(String problem, List<Point> points) {
    List<BenchCharts.Line> lines = new ArrayList<>();
    for (String program : points.stream().map(Point::program).distinct().toList()) {
      List<Point> own =
          points.stream()
              .filter(p -> p.program().equals(program) && p.error() > 0)
              .sorted(Comparator.comparing(Point::seconds))
              .toList();
      if (own.size() > 1) {
        lines.add(
            new BenchCharts.Line(
                program,
                own.stream().map(Point::seconds).toList(),
                own.stream().map(Point::error).toList()));
      }
    }
    if (lines.isEmpty()) {
      return;
    }
    String name = "precision-" + problem + ".svg";
    String svg = BenchCharts.curves(problem, "seconds", "true error", lines);
    files.write(name, out -> out.write(svg));
    page.add("![" + problem + ": true error against seconds](" + name + ")");
  }

  private static String digits(double v) {
    return Double.isNaN(v) ? "-" : String.format(Locale.ROOT, "%.2g", v);
  }
}
