package wfr.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import wfr.report.BenchCharts;
import wfr.report.BenchPage;
import wfr.report.BenchPage.Goal;

/**
 * Scaling of the particles in N and in threads. Efficiency of two threads: time on one over twice the time on two, each the median of the
 * rounds. Linear in N: the largest figure per particle-step on one thread is at most 1.2 of the least.
 */
final class BenchScaling {
  private static final int[] COUNTS = {10_000, 100_000, 1_000_000, 10_000_000};
  private static final int QUOTED = 2;
  private static final double LINEAR = 1.2;
  private static final double EFFICIENT = 0.9;
  private static final double WORK = 2e8;
  private static final double BRIEF_WORK = 2e7;
  private static final int FEWEST_STEPS = 10;

  private final BenchPrograms programs;
  private final BenchPage page;

  BenchScaling(BenchPrograms programs, BenchPage page) {
    this.programs = programs;
    this.page = page;
  }

  void run() {
    List<DoubleSupplier> all = new ArrayList<>();
    for (int n : COUNTS) {
      int steps = (int) Math.max(FEWEST_STEPS, (programs.brief ? BRIEF_WORK : WORK) / n);
      for (int threads = 1; threads <= 2; threads++) {
        int t = threads;
        all.add(() -> programs.nanos(programs.jdk, n, steps, t));
      }
    }
    double[][] v = programs.runs.inTurn(all.toArray(DoubleSupplier[]::new));
    page.add(
        "## Scaling in N and in threads",
        "",
        "Nanoseconds of wall time per particle-step, median (range); efficiency is time on one thread over twice that on two.",
        "",
        BenchPage.row("N", "1 thread", "2 threads", "efficiency"),
        "|---|---|---|---|");
    double[] one = new double[COUNTS.length];
    double[] two = new double[COUNTS.length];
    for (int k = 0; k < COUNTS.length; k++) {
      one[k] = BenchPage.median(v[2 * k]);
      two[k] = BenchPage.median(v[2 * k + 1]);
      page.add(
          BenchPage.row(
              "%.0e".formatted((double) COUNTS[k]).replace("e+0", "e"),
              BenchPage.format(one[k]) + " (" + BenchPage.range(v[2 * k]) + ")",
              BenchPage.format(two[k]) + " (" + BenchPage.range(v[2 * k + 1]) + ")",
              percent(efficiency(one[k], two[k]))));
    }
    page.add("");
    goals(one, v[2 * QUOTED], v[2 * QUOTED + 1]);
    chart(one, two);
  }

  private void goals(double[] one, double[] single, double[] pair) {
    double[] rounds = new double[single.length];
    for (int r = 0; r < rounds.length; r++) {
      rounds[r] = efficiency(single[r], pair[r]);
    }
    double e = efficiency(BenchPage.median(single), BenchPage.median(pair));
    double[] known = BenchPage.known(rounds);
    page.goal(
        new Goal(
            "efficiency of two threads, N = 1e6",
            percent(e),
            "-",
            "-",
            known.length == 0 ? "-" : percent(known[0]) + " to " + percent(known[known.length - 1]),
            "at least " + percent(EFFICIENT),
            BenchPage.judged(e, e >= EFFICIENT)));
    double[] v = BenchPage.known(one);
    double spread = v.length < 2 ? Double.NaN : v[v.length - 1] / v[0];
    page.goal(
        Goal.bounded(
            "linear in N from 1e4 to 1e7, 1 thread: largest over least",
            spread,
            "",
            BenchPage.range(one) + " ns",
            LINEAR,
            "at most 1.2"));
  }

  /** t_1/(2 t_2). */
  static double efficiency(double one, double two) {
    return one / (2 * two);
  }

  private static String percent(double v) {
    return Double.isNaN(v) ? "-" : Math.round(100 * v) + " %";
  }

  private void chart(double[] one, double[] two) {
    List<BenchCharts.Line> lines = new ArrayList<>();
    for (int t = 0; t < 2; t++) {
      List<Double> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      for (int k = 0; k < COUNTS.length; k++) {
        double v = (t == 0 ? one : two)[k];
        if (v > 0) {
          x.add((double) COUNTS[k]);
          y.add(v);
        }
      }
      if (!x.isEmpty()) {
        lines.add(new BenchCharts.Line(t == 0 ? "1 thread" : "2 threads", x, y));
      }
    }
    if (!lines.isEmpty()) {
      String title = "Time per particle-step by N and threads";
      page.chart(
          "scaling.svg",
          title,
          BenchCharts.curves(title, "N", "ns per particle-step (wall)", lines));
    }
  }
}
