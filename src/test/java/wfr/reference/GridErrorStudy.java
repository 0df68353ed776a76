package wfr.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import wfr.math.Estimate;
import wfr.scenario.Scenario;
import wfr.scenario.ScenarioReader;

/**
 * Prints reports/calibration/grid-errors.md: largest stated over largest true error of KL, mean and variance, over random problems of the line. The truth is the solution at 1e-10.
 */
public final class GridErrorStudy {
  private static final double[] ACCURACIES = {1e-4, 1e-5, 1e-6, 1e-7, 1e-8};
  private static final double TRUTH = 1e-10;
  private static final int FAMILIES = 6;
  private static final int SEED = 1000;
  private static final double LONG = 30;

  private GridErrorStudy() {}

  /** A number of problems, from one on. */
  public static void main(String[] arguments) {
    int count = arguments.length == 0 ? 300 : Integer.parseInt(arguments[0]);
    TreeMap<Double, List<Double>> ratios = new TreeMap<>(Collections.reverseOrder());
    List<String> rows = new ArrayList<>();
    int first = arguments.length < 2 ? 0 : Integer.parseInt(arguments[1]);
    for (int k = first; k < first + count; k++) {
      double accuracy = ACCURACIES[k % ACCURACIES.length];
      String text = text(new SplittableRandom(SEED + k), k % FAMILIES);
      Scenario s = ScenarioReader.read("p" + k, "p" + k, text);
      List<Estimate> found = figures(s, accuracy);
      List<Estimate> truth = figures(s, TRUTH);
      double stated = 0;
      double error = 0;
      for (int j = 0; j < found.size(); j++) {
        stated = Math.max(stated, found.get(j).error());
        error = Math.max(error, Math.abs(found.get(j).value() - truth.get(j).value()));
      }
      ratios.computeIfAbsent(accuracy, a -> new ArrayList<>()).add(stated / error);
      if (!(stated >= error)) {
        rows.add("| %d | %.0e | %.2e | %.2e |".formatted(k, accuracy, stated, error));
      }
    }
    System.out.println("| accuracy | problems | least ratio | median | above 30 | below 1 |");
    System.out.println("|---|---|---|---|---|---|");
    ratios.forEach((accuracy, all) -> System.out.println(row(String.valueOf(accuracy), all)));
    System.out.println(row("all", ratios.values().stream().flatMap(List::stream).toList()));
    if (!rows.isEmpty()) {
      System.out.println("\n| problem | accuracy | stated | true |\n|---|---|---|---|");
      rows.forEach(System.out::println);
    }
  }

  private static String row(String name, List<Double> ratios) {
    List<Double> sorted = ratios.stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.2f | %.1f | %d | %d |",
        name,
        sorted.size(),
        sorted.get(0),
        sorted.get(sorted.size() / 2),
        sorted.stream().filter(r -> r > LONG).count(),
        sorted.stream().filter(r -> !(r >= 1)).count());
  }

  private static List<Estimate> figures(Scenario s, double accuracy) {
    return SolveBench.solve(s.problem(), s.outputTimes(), accuracy).summaries().stream()
        .flatMap(at -> SolveBench.figures(at).stream())
        .toList();
  }

  /** A problem of a family: two wells, quartic, rippled, Gaussian, circle, mixture; walls carry a start that does not fit them in the first two. */
  private static String text(SplittableRandom r, int family) {
    String potential =
        switch (family) {
          case 0 -> line("%.3f*(x^2-1)^2 + %.3f*x", r.nextDouble(0.5, 12), r.nextDouble(-1, 1));
          case 1 ->
              line(
                  "%.3f*x^4 - %.3f*x^2 + %.3f*x",
                  r.nextDouble(0.3, 1.5), r.nextDouble(0, 2), r.nextDouble(-0.5, 0.5));
          case 2 -> line("x^2/2 + %.3f*cos(%.3f*x)", r.nextDouble(0.2, 1.5), r.nextDouble(2, 5));
          case 3 -> line("%.3f*x^2/2 + %.3f*x", r.nextDouble(0.4, 4), r.nextDouble(-1, 1));
          case 4 -> line("%.3f*cos(x) + %.3f*sin(2*x)", r.nextDouble(0.3, 2), r.nextDouble(-1, 1));
          default ->
              line(
                  "-log(exp(-%.3f*(x+1.5)^2) + %.3f*exp(-%.3f*(x-1.5)^2))",
                  r.nextDouble(0.7, 4), r.nextDouble(0.3, 2), r.nextDouble(0.7, 4));
        };
    double mean = r.nextDouble(-1.2, 1.2);
    double variance = Math.exp(r.nextDouble(Math.log(0.003), Math.log(0.5)));
    double lambda = r.nextInt(5) == 0 ? 0 : Math.exp(r.nextDouble(Math.log(0.2), Math.log(12)));
    double time = Math.exp(r.nextDouble(Math.log(0.02), Math.log(2)));
    String initial =
        family == 4
            ? line(
                "{log-density: \"%.3f*cos(x - %.3f)\"}", r.nextDouble(0.5, 8), r.nextDouble(0, 6))
            : line("{gaussian: {mean: %.4f, variance: %.5f}}", mean, variance);
    String box =
        switch (family) {
          case 0 -> "domain: [-3, 3]\nboundary: no-flux";
          case 2 -> "domain: [-9, 9]\nboundary: no-flux";
          case 3 -> "domain: [-12, 12]\nboundary: no-flux";
          case 4 -> "domain: [0, 6.283185307179586]\nboundary: periodic";
          default -> "domain: [-5, 5]\nboundary: no-flux";
        };
    return "potential: \"%s\"\ninitial: %s\n%s\nreaction-rate: %s\noutput-times: [%s, %s]\n"
        .formatted(potential, initial, box, lambda, time / 4, time);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
