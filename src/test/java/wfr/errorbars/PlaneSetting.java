package wfr.errorbars;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A product of two problems of the line in a rotated frame: x = R y, R = 1 - 2 v v'/|v|^2. */
final class PlaneSetting {
  private final Setting[] factors;
  private final double[] v;
  private final double unit;

  private PlaneSetting(Setting[] factors, double[] v, double unit) {
    this.factors = factors;
    this.v = v;
    this.unit = unit;
  }

  static PlaneSetting draw(Family family, Source r) {
    Setting[] factors = {new Setting(), new Setting()};
    for (Setting p : factors) {
      switch (family) {
        case POLYNOMIAL -> p.potential = Part.wells(r.in(0.5, 2), r.in(-0.6, 0.6));
        case MIXTURE -> p.target(r.several(2, 0.3, 1), r.several(2, -1, 1), r.several(2, 0.2, 0.6));
        default -> p.target(new double[] {1}, r.several(1, -1, 1), r.several(1, 0.3, 1));
      }
      p.startGaussian(r.in(-0.8, 0.8), r.log(0.15, 0.6));
    }
    double rate = r.once(4) ? 0 : r.log(0.2, 5);
    if (family == Family.RATES) {
      rate = r.once(2) ? r.log(30, 1000) : r.log(1e-8, 1e-2);
    }
    double t = rate > 5 ? Source.rounded(r.log(0.2, 4) / rate) : r.log(0.1, 1);
    for (Setting p : factors) {
      p.rate = rate;
      p.times = new double[] {t};
    }
    double unit =
        family == Family.UNITS
            ? Double.parseDouble("1e" + (r.once(2) ? 1 + r.below(9) : -1 - r.below(9)))
            : 1;
    return new PlaneSetting(factors, r.several(2, 0.2, 1), unit);
  }

  private double frame(int j, int k) {
    return (j == k ? 1 : 0) - 2 * v[j] * v[k] / (v[0] * v[0] + v[1] * v[1]);
  }

  /** The scenario, in a box around both factors. */
  String text() {
    double almost = 30; // exp(-30) lies outside
    double[][] box = new double[2][2];
    double[][] ends = {factors[0].until(almost), factors[1].until(almost)};
    for (int j = 0; j < 2; j++) {
      for (int k = 0; k < 2; k++) {
        double a = frame(j, k) * ends[k][0];
        double b = frame(j, k) * ends[k][1];
        box[j][0] += Math.min(a, b);
        box[j][1] += Math.max(a, b);
      }
    }
    String frame = "{householder: %s}".formatted(Arrays.toString(v));
    List<String> potentials = new ArrayList<>();
    List<String> starts = new ArrayList<>();
    for (Setting p : factors) {
      p.unit = unit;
      p.box = new double[] {0, 1};
      String[] lines = p.text().split("\n");
      potentials.add(lines[0].substring("potential: ".length()));
      starts.add(lines[1].substring("initial: ".length()));
      p.unit = 1;
    }
    return "potential: {product: {factors: %s, frame: %s}}\ninitial: {product: {factors: %s, frame: %s}}\n"
            .formatted(potentials, frame, starts, frame)
        + "domain: [[%s, %s], [%s, %s]]\n"
            .formatted(
                Source.rounded(box[0][0] * unit),
                Source.rounded(box[0][1] * unit),
                Source.rounded(box[1][0] * unit),
                Source.rounded(box[1][1] * unit))
        + "reaction-rate: %s\ndiffusivity: %s\noutput-times: %s\n"
            .formatted(factors[0].rate, unit * unit, Arrays.toString(factors[0].times));
  }

  /** Sums over the factors, turned. */
  Truth truth(double seconds) {
    Truth[] parts = new Truth[2];
    for (int k = 0; k < 2; k++) {
      parts[k] =
          factors[k].isGaussian()
              ? GaussianTruth.of(factors[k])
              : SpectralTruth.of(factors[k].problem(), seconds);
    }
    Map<String, Double> value = new LinkedHashMap<>();
    Map<String, Double> error = new LinkedHashMap<>();
    for (int j = 0; j < 2; j++) {
      put(
          parts,
          "mean",
          "mean " + (j + 1),
          new double[] {frame(j, 0), frame(j, 1)},
          unit,
          value,
          error);
      for (int k = j; k < 2; k++) {
        String name = j == k ? "variance " + (j + 1) : "covariance 1 2";
        double[] by = {frame(j, 0) * frame(k, 0), frame(j, 1) * frame(k, 1)};
        put(parts, "variance", name, by, unit * unit, value, error);
      }
    }
    for (String name : SpectralTruth.FIGURES.subList(2, SpectralTruth.FIGURES.size())) {
      double power = name.equals("fisher") ? 1 / (unit * unit) : 1;
      put(parts, name, name, new double[] {1, 1}, power, value, error);
    }
    return new Truth(parts[0].source() + ", rotated", List.of(value), List.of(error));
  }

  private static void put(
      Truth[] parts,
      String from,
      String name,
      double[] by,
      double power,
      Map<String, Double> value,
      Map<String, Double> error) {
    double v = 0;
    double e = 0;
    for (int k = 0; k < 2; k++) {
      v += by[k] * parts[k].values().get(0).get(from);
      e += Math.abs(by[k]) * parts[k].errors().get(0).get(from);
    }
    value.put(name, v * power);
    error.put(name, e * power);
  }
}
