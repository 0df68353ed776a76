package wfr.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wfr.report.BenchCharts;
import wfr.report.BenchPage;
import wfr.report.BenchPage.Goal;

/**
 * Accuracy at T = 2 and what it costs: wall time of 2000 steps against the L1 distance of the node masses to the target's in 32 bins, medians over
 * one seed per round. Time to a given L1: first crossing of the polygon through these points, both axes logarithmic.
 */
final class BenchAccuracy {
  private static final int LARGEST = 1_000_000;
  private static final int[] COUNTS = {1_000, 3_000, 10_000, 30_000, 100_000, 300_000, LARGEST};
  private static final double[] LEVELS = {0.05, 0.02, 0.01};
  private static final double ACCURATE = 0.01;
  private static final double FRUGAL = 40;
  private static final String HASH = "state_hash";

  private final BenchPrograms programs;
  private final BenchPage page;
  private final int steps;

  BenchAccuracy(BenchPrograms programs, BenchPage page) {
    this.programs = programs;
    this.page = page;
    steps = programs.brief ? 100 : 2000;
  }

  /** Points of one program: seconds, L1. */
  private record Curve(List<Double> seconds, List<Double> l1) {
    Curve() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    void add(double time, double distance) {
      if (time > 0 && distance > 0) {
        seconds.add(time);
        l1.add(distance);
      }
    }
  }

  void run() {
    page.add(
        "## Accuracy, and what it costs",
        "",
        steps
            + " steps of 1e-3 on two threads; medians over the seeds 1 to "
            + programs.runs.rounds()
            + (programs.brief ? "; BRIEF: T = 0.1, far from the target" : "")
            + ".",
        "",
        BenchPage.row("N", "ours, s", "L1", "C++ anchor, s", "L1"),
        "|---|---|---|---|---|");
    Curve ours = new Curve();
    Curve anchor = new Curve();
    double[] last = {};
    for (int n : COUNTS) {
      programs.runs.say("accuracy: N = " + n);
      double[][] v = rounds(n);
      double[] m = {
        BenchPage.median(v[0]),
        BenchPage.median(v[1]),
        BenchPage.median(v[2]),
        BenchPage.median(v[3])
      };
      ours.add(m[0], m[1]);
      anchor.add(m[2], m[3]);
      page.add(
          BenchPage.row(
              "" + n, digits(m[0], 3), digits(m[1], 4), digits(m[2], 3), digits(m[3], 4)));
      last = v[1];
    }
    page.add("");
    levels(ours, anchor);
    chart(ours, anchor);
    goals(last);
  }

  /** Seconds and L1 of ours and of the anchor, one seed a round, in turn. */
  private double[][] rounds(int n) {
    double seconds = 1e-9 * n * steps;
    int rounds = programs.runs.rounds();
    double[][] v = new double[4][rounds];
    for (int r = 0; r < rounds; r++) {
      String seed = "" + (r + 1);
      Map<String, String> a = programs.particles(programs.jdk, n, steps, 2, "--seed", seed);
      Map<String, String> b = programs.anchor(n, steps, 2, "seed=" + seed);
      v[0][r] = BenchRuns.number(a, BenchPrograms.NANOS) * seconds;
      v[1][r] = BenchRuns.number(a, BenchPrograms.L1);
      v[2][r] = BenchRuns.number(b, BenchPrograms.NANOS) * seconds;
      v[3][r] = BenchRuns.number(b, BenchPrograms.L1);
    }
    return v;
  }

  private void levels(Curve ours, Curve anchor) {
    page.add(
        "Time to a given L1 (between the points of the table; a dash: not reached, or reached by the fewest particles already):",
        "",
        BenchPage.row("L1", "ours, s", "C++ anchor, s", "ratio"),
        "|---|---|---|---|");
    for (double level : LEVELS) {
      double a = timeTo(level, ours.seconds(), ours.l1());
      double b = timeTo(level, anchor.seconds(), anchor.l1());
      page.add(BenchPage.row("" + level, digits(a, 3), digits(b, 3), BenchPage.format(a / b)));
    }
    page.add("");
  }

  /** The first abscissa at which the polygon through (log seconds, log L1) comes down to a level; NaN if it starts below it or never does. */
  static double timeTo(double level, List<Double> seconds, List<Double> l1) {
    for (int k = 1; k < l1.size(); k++) {
      if (l1.get(k - 1) > level && l1.get(k) <= level) {
        double share = Math.log(l1.get(k - 1) / level) / Math.log(l1.get(k - 1) / l1.get(k));
        return seconds.get(k - 1) * Math.pow(seconds.get(k) / seconds.get(k - 1), share);
      }
    }
    return Double.NaN;
  }

  private void goals(double[] l1) {
    page.goal(
        Goal.bounded(
            "L1 to the target in 32 bins, N = 1e6, T = " + steps * 1e-3,
            BenchPage.median(l1),
            "",
            BenchPage.range(l1),
            ACCURATE,
            "at most " + ACCURATE));
    Map<String, String> one = programs.particles(programs.jdk, LARGEST, steps, 1);
    Map<String, String> two = programs.particles(programs.jdk, LARGEST, steps, 2);
    String hash = one.getOrDefault(HASH, "-");
    String same = two.getOrDefault(HASH, "-");
    page.goal(
        new Goal(
            "same bits on 1 and 2 threads, N = 1e6",
            hash,
            same,
            "-",
            "-",
            "equal",
            hash.equals("-") ? "not measured" : hash.equals(same) ? "met" : "NOT met"));
    page.goal(
        Goal.bounded(
            "memory, N = 1e6",
            BenchRuns.number(one, "bytes_per_particle"),
            " bytes per particle",
            "-",
            FRUGAL,
            "at most 40"));
  }

  private void chart(Curve ours, Curve anchor) {
    List<BenchCharts.Line> lines = new ArrayList<>();
    if (!ours.l1().isEmpty()) {
      lines.add(new BenchCharts.Line("ours", ours.seconds(), ours.l1()));
    }
    if (!anchor.l1().isEmpty()) {
      lines.add(new BenchCharts.Line("C++ anchor", anchor.seconds(), anchor.l1()));
    }
    if (!lines.isEmpty()) {
      String title = "Cost against accuracy: N = 1e3 to 1e6, two threads";
      page.chart(
          "accuracy.svg",
          title,
          BenchCharts.curves(title, "seconds (wall)", "L1 in 32 bins", lines));
    }
  }

  private static String digits(double v, int digits) {
    return Double.isNaN(v) ? "-" : ("%." + digits + "f").formatted(v);
  }
}
