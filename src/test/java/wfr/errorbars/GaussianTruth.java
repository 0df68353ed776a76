package wfr.errorbars;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.errorbars.LineProblem.Average;

/**
 * N(m, c) under the flow to N(a, s): c' = (1 - c/s) (2 D + lambda c), m' = -(D + lambda c)(m - a)/s, so that q = (c - s)/(2 D + lambda c) and (m - a)/(2 D + lambda c) decay at lambda + 2 D/s and
 * lambda + D/s. Averages by panels between their breaks.
 */
final class GaussianTruth {
  private static final LobattoRule PANEL = new LobattoRule(24);
  private static final double ROUNDING = 1e-13;
  private static final double REACH = 10;

  private GaussianTruth() {}

  static Truth of(Setting p) {
    double a = p.targetMixture[1][0];
    double s = p.targetMixture[2][0];
    double m0 = p.startMixture[1][0];
    double c0 = p.startMixture[2][0];
    double d = p.diffusivity;
    double l = p.rate;
    List<Map<String, Double>> values = new ArrayList<>();
    List<Map<String, Double>> errors = new ArrayList<>();
    for (double t : p.times) {
      double c = c0;
      double m = m0;
      if (d > 0 || l > 0) {
        double q = (c0 - s) / (2 * d + l * c0) * Math.exp(-(l + 2 * d / s) * t);
        c = (s + 2 * d * q) / (1 - l * q);
        m = a + (m0 - a) * Math.exp(-(l + d / s) * t) * (2 * d + l * c) / (2 * d + l * c0);
      }
      double y = m - a;
      double e = (c - s) / s;
      Map<String, Double> v = new LinkedHashMap<>();
      v.put("mean", m);
      v.put("variance", c);
      v.put("kl", 0.5 * (e - Math.log1p(e)) + y * y / (2 * s));
      v.put("reverse_kl", 0.5 * (s / c - 1 + Math.log(c / s)) + y * y / (2 * c));
      v.put("fisher", c * (1 / s - 1 / c) * (1 / s - 1 / c) + y * y / (s * s));
      v.put("log_ratio_variance", 0.5 * e * e + c * y * y / (s * s));
      for (Average f : p.observables) {
        v.put(f.name(), average(f, m, Math.sqrt(c)));
      }
      Map<String, Double> error = new LinkedHashMap<>();
      v.forEach((name, x) -> error.put(name, ROUNDING * Math.abs(x)));
      // differences of numbers of these sizes
      error.merge("mean", ROUNDING * Math.sqrt(v.get("variance")), Math::max);
      error.merge("kl", ROUNDING * Math.min(1, Math.abs(e)), Math::max);
      error.merge("fisher", ROUNDING * (1 / s + 1 / c), Math::max);
      error.merge("reverse_kl", ROUNDING, Math::max);
      for (Average f : p.observables) {
        error.merge(f.name(), ROUNDING, Math::max);
      }
      values.add(v);
      errors.add(error);
    }
    return new Truth("closed form", values, errors);
  }

  private static double average(Average f, double m, double sd) {
    List<Double> cuts = new ArrayList<>();
    for (int k = (int) -REACH; k <= REACH; k++) {
      cuts.add(m + k * sd);
    }
    for (double b : f.breaks()) {
      if (Math.abs(b - m) < REACH * sd) {
        cuts.add(b);
      }
    }
    cuts.sort(null);
    double sum = 0;
    for (int k = 0; k + 1 < cuts.size(); k++) {
      double half = 0.5 * (cuts.get(k + 1) - cuts.get(k));
      double mid = 0.5 * (cuts.get(k + 1) + cuts.get(k));
      for (int i = 0; i <= PANEL.degree; i++) {
        double x = mid + half * PANEL.nodes[i];
        double z = (x - m) / sd;
        sum +=
            PANEL.weights[i]
                * half
                * Math.exp(-0.5 * z * z)
                * f.function().at(x, mid)
                / (sd * Math.sqrt(2 * Math.PI));
      }
    }
    return sum;
  }
}
