package wfr.errorbars;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import wfr.errorbars.LineProblem.Average;
import wfr.errorbars.LineProblem.Ends;

/** A problem of the line while it is drawn, in its own unit of length; becomes a scenario and a {@link LineProblem}. */
final class Setting {
  /** What exp(-V) and rho_0 fall by, as logarithms, to where nothing is. */
  private static final double NOTHING = 50;

  /** Of the width between these places, over which log(rho_0/pi) goes to rest where rho_0 falls slower than pi. */
  private static final double REST = 0.06;

  Part potential;
  Part start;
  double[][] startMixture;
  double[][] targetMixture;
  String boundary = "line";
  double[] box;
  double rate = 1;
  double diffusivity = 1;
  double[] times;
  double unit = 1;
  final List<Average> observables = new ArrayList<>();

  /** Weights, means, variances of a Gaussian or mixture start. */
  void start(double[]... mixture) {
    startMixture = mixture;
    Part p = Part.mixture(mixture[0], mixture[1], mixture[2]);
    start = new Part(null, (x, s) -> -p.value().at(x, s), (x, s) -> -p.slope().at(x, s));
  }

  void startGaussian(double mean, double variance) {
    start(new double[] {1}, new double[] {mean}, new double[] {variance});
  }

  void target(double[]... mixture) {
    targetMixture = mixture;
    potential = Part.mixture(mixture[0], mixture[1], mixture[2]);
  }

  boolean isGaussian() {
    return startMixture != null
        && targetMixture != null
        && startMixture[0].length == 1
        && targetMixture[0].length == 1
        && boundary.equals("line");
  }

  void right(double c) {
    observables.add(new Average("right", "X > " + c, (x, s) -> s > c ? 1 : 0, new double[] {c}));
  }

  /** exp(-(X - c)^2/(2 w^2)). */
  void bell(String name, double c, double w) {
    double[] panels = new double[19];
    for (int k = 0; k < panels.length; k++) {
      panels[k] = c + (k - 9) * w;
    }
    observables.add(
        new Average(
            name,
            "exp(-((X-(" + c + "))/" + w + ")^2/2)",
            (x, s) -> Math.exp(-0.5 * (x - c) * (x - c) / (w * w)),
            panels));
  }

  /** max(0, 1 - |X - c|/w)/w. */
  void hat(String name, double c, double w) {
    observables.add(
        new Average(
            name,
            "max(0,1-abs(X-(" + c + "))/" + w + ")/" + w,
            (x, s) -> Math.abs(s - c) < w ? (1 - Math.abs(x - c) / w) / w : 0,
            new double[] {c - w, c, c + w}));
  }

  /** Where both laws have fallen by so much, from the middle of the target on. */
  double[] until(double fall) {
    double[] out = new double[2];
    double v = potential.value().at(0, 0);
    double s = start.value().at(0, 0);
    double reach = 200;
    int scan = 400_000;
    double at = 0;
    double best = 0;
    for (int i = 0; i <= scan; i++) {
      double x = -reach + 2 * reach * i / scan;
      if (potential.value().at(x, x) < v) {
        v = potential.value().at(x, x);
        at = x;
      }
      if (start.value().at(x, x) > s) {
        s = start.value().at(x, x);
        best = x;
      }
    }
    if (startMixture != null) {
      for (double m : startMixture[1]) {
        best = start.value().at(m, m) >= s ? m : best;
        s = Math.max(s, start.value().at(m, m));
      }
    }
    double step = 1.0 / 64;
    out[0] = Math.min(at, best);
    out[1] = Math.max(at, best);
    while (!fallen(out[0], v, s, fall)) {
      out[0] -= step;
    }
    while (!fallen(out[1], v, s, fall)) {
      out[1] += step;
    }
    return out;
  }

  private boolean fallen(double x, double v, double s, double fall) {
    return potential.value().at(x, x) - v >= fall && s - start.value().at(x, x) >= fall;
  }

  /** The scenario. */
  String text() {
    String u = unit == 1 ? "x" : "(x/" + unit + ")";
    double square = unit * unit;
    StringBuilder out = new StringBuilder("potential: ");
    out.append(
        targetMixture != null
            ? mixture(targetMixture, "quadratic", unit)
            : "\"" + potential.text().replace("X", u) + "\"");
    out.append("\ninitial: ");
    out.append(
        startMixture != null
            ? mixture(startMixture, "gaussian", unit)
            : "{log-density: \"" + start.text().replace("X", u) + "\"}");
    out.append(
        "\ndomain: [%s, %s]\nboundary: %s".formatted(box[0] * unit, box[1] * unit, boundary));
    out.append("\nreaction-rate: %s\ndiffusivity: %s".formatted(rate, diffusivity * square));
    out.append("\noutput-times: ").append(Arrays.toString(times)).append("\n");
    if (!observables.isEmpty()) {
      out.append("observables:\n");
      for (Average f : observables) {
        out.append("  %s: \"%s\"\n".formatted(f.name(), f.text().replace("X", u)));
      }
    }
    return out.toString();
  }

  private static String mixture(double[][] m, String single, double unit) {
    double[] means = DoubleStream.of(m[1]).map(x -> x * unit).toArray();
    double[] variances = DoubleStream.of(m[2]).map(x -> x * unit * unit).toArray();
    return m[0].length == 1
        ? "{%s: {mean: %s, variance: %s}}".formatted(single, means[0], variances[0])
        : "{mixture: {weights: %s, means: %s, variances: %s}}"
            .formatted(Arrays.toString(m[0]), Arrays.toString(means), Arrays.toString(variances));
  }

  /** The same for the test tree; of the line as much as carries mass. */
  LineProblem problem() {
    double[] breaks =
        DoubleStream.concat(Arrays.stream(potential.breaks()), Arrays.stream(start.breaks()))
            .sorted()
            .distinct()
            .toArray();
    if (!boundary.equals("line")) {
      double[] inside = Arrays.stream(breaks).filter(b -> b > box[0] && b < box[1]).toArray();
      Ends ends = boundary.equals("periodic") ? Ends.PERIODIC : Ends.WALLS;
      return problem(start.value(), inside, box, ends);
    }
    double[] end = until(NOTHING);
    double width = end[1] - end[0];
    boolean[] slow = {isSlow(end[0], -1), isSlow(end[1], 1)};
    double soft = REST * width;
    LineProblem.Branch law =
        (x, side) -> {
          double from = slow[1] && x > end[1] ? end[1] : slow[0] && x < end[0] ? end[0] : x;
          double y = from == x ? x : from + soft * Math.tanh((x - from) / soft);
          double seen = from == x ? side : y;
          return start.value().at(y, seen)
              + potential.value().at(y, seen)
              - potential.value().at(x, side);
        };
    double[] wide = {end[0] - (slow[0] ? 3 * soft : 0), end[1] + (slow[1] ? 3 * soft : 0)};
    return problem(law, breaks, wide, Ends.OPEN);
  }

  /** Whether what is seen at an end comes from beyond: V' is less than 2 h' outwards. */
  private boolean isSlow(double x, int outwards) {
    double e = 1e-4; // of a difference of h
    double h0 = start.value().at(x, x) + potential.value().at(x, x);
    double y = x + outwards * e;
    double h1 = start.value().at(y, y) + potential.value().at(y, y);
    return outwards * potential.slope().at(x, x) - 2 * (h1 - h0) / e <= 0;
  }

  private LineProblem problem(
      LineProblem.Branch law, double[] breaks, double[] interval, Ends ends) {
    return new LineProblem(
        potential.value(),
        potential.slope(),
        law,
        breaks,
        interval[0],
        interval[1],
        ends,
        diffusivity,
        rate,
        times,
        observables);
  }

  /** Figures of the unit 1 in this one. */
  Truth inUnit(Truth t) {
    return new Truth(t.source(), scaled(t.values()), scaled(t.errors()));
  }

  private List<Map<String, Double>> scaled(List<Map<String, Double>> rows) {
    Map<String, Double> powers =
        Map.of("mean", unit, "variance", unit * unit, "fisher", 1 / (unit * unit));
    return rows.stream()
        .map(
            row ->
                row.entrySet().stream()
                    .collect(
                        Collectors.toMap(
                            Map.Entry::getKey,
                            e -> e.getValue() * powers.getOrDefault(e.getKey(), 1.0),
                            (a, b) -> a,
                            () -> (Map<String, Double>) new LinkedHashMap<String, Double>())))
        .toList();
  }
}
