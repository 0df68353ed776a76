package wfr.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.InitialLaw;
import wfr.model.MixtureLaw;
import wfr.model.PolynomialPotential;
import wfr.model.Potential;

/** The keys potential and initial of a scenario; what was understood goes to the given map. */
final class LawReader {
  private final ExpressionReader expressions;
  private final boolean plane;

  LawReader(Domain box) {
    this.plane = box.dimension() == 2;
    this.expressions = new ExpressionReader(box);
  }

  Potential potential(Section root, Map<String, Object> understood) {
    Potential v = potentialOf(root, understood);
    expressions.requireFinite(root, "potential", v);
    return v;
  }

  InitialLaw initial(Section root, Map<String, Object> understood) {
    InitialLaw law = initialOf(root, understood);
    expressions.requireFinite(root, "initial", law);
    return law;
  }

  private Potential potentialOf(Section root, Map<String, Object> understood) {
    String key = "potential";
    if (root.node(key) instanceof YamlNode.Scalar) {
      understood.put(key, root.text(key));
      return expressions.potential(root, key);
    }
    Section s = root.section(key);
    String kind =
        s.onlyKey("quadratic", "mixture", "polynomial", "double-well", "banana", "mueller-brown");
    if (plane) {
      return switch (kind) {
        case "quadratic" -> PlaneLaws.gaussian(s, kind, key, understood);
        case "mixture" -> PlaneLaws.mixture(s, key, understood);
        case "banana" -> PlaneLaws.banana(s, key, understood);
        case "mueller-brown" -> PlaneLaws.muellerBrown(s, key, understood);
        default -> throw s.bad(kind, "has one dimension, the domain has two");
      };
    }
    switch (kind) {
      case "quadratic":
        return gaussian(s, kind, key, understood);
      case "mixture":
        return mixture(s, key, understood);
      case "polynomial":
        double[] c = s.numbers(kind);
        understood.put(key, Map.of(kind, list(c)));
        return s.checked(kind, () -> new PolynomialPotential(c));
      case "double-well":
        Section w = s.section(kind).allow("barrier", "tilt");
        w.node("barrier");
        double barrier = w.atLeast("barrier", 0, true, 0);
        double tilt = w.number("tilt", 0);
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("barrier", barrier);
        inner.put("tilt", tilt);
        understood.put(key, Map.of(kind, inner));
        return PolynomialPotential.doubleWell(barrier, tilt);
      default:
        throw s.bad(kind, "needs two dimensions: domain: [[lower, upper], [lower, upper]]");
    }
  }

  private InitialLaw initialOf(Section root, Map<String, Object> understood) {
    String key = "initial";
    Section s = root.section(key);
    switch (s.onlyKey("gaussian", "mixture", "log-density")) {
      case "gaussian":
        return plane
            ? PlaneLaws.gaussian(s, "gaussian", key, understood)
            : gaussian(s, "gaussian", key, understood);
      case "mixture":
        return plane ? PlaneLaws.mixture(s, key, understood) : mixture(s, key, understood);
      default:
        understood.put(key, Map.of("log-density", s.text("log-density")));
        return expressions.law(s, "log-density");
    }
  }

  private GaussianLaw gaussian(Section s, String kind, String key, Map<String, Object> understood) {
    Section g = s.section(kind).allow("mean", "variance", "covariance");
    double mean = scalar(g, "mean");
    String spread = oneOf(g, "variance", "covariance");
    double variance = positive(g, spread, scalar(g, spread));
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("mean", mean);
    inner.put("variance", variance);
    understood.put(key, Map.of(kind, inner));
    return g.checked("", () -> GaussianLaw.of(mean, variance));
  }

  private MixtureLaw mixture(Section s, String key, Map<String, Object> understood) {
    Section m = s.section("mixture").allow("weights", "means", "variances", "covariances");
    String spread = oneOf(m, "variances", "covariances");
    double[] weights = m.numbers("weights");
    for (double w : weights) {
      positive(m, "weights", w);
    }
    double[] means = scalars(m, "means", weights.length);
    double[] variances = scalars(m, spread, weights.length);
    for (double v : variances) {
      positive(m, spread, v);
    }
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("weights", list(weights));
    inner.put("means", list(means));
    inner.put("variances", list(variances));
    understood.put(key, Map.of("mixture", inner));
    return m.checked("", () -> MixtureLaw.of(weights, means, variances));
  }

  private static String oneOf(Section s, String first, String second) {
    if (s.has(first) && s.has(second)) {
      throw s.problem(second, "is the same as " + first + " in one dimension: give one of them");
    }
    return s.has(second) ? second : first;
  }

  private static double positive(Section s, String key, double v) {
    if (!(v > 0)) {
      throw s.problem(key, Section.shown(v) + ": must be > 0");
    }
    return v;
  }

  /** A number, [number] or [[number]]: what a vector or matrix of one dimension may look like. */
  private static double scalar(Section s, String key) {
    return unwrap(s, key, s.node(key), 2);
  }

  private static double[] scalars(Section s, String key, int count) {
    if (!(s.node(key) instanceof YamlNode.Sequence list)) {
      throw s.bad(key, "a list of " + count + " numbers is expected, one per weight");
    }
    if (list.items().size() != count) {
      throw s.bad(key, count + " entries are expected, one per weight");
    }
    double[] v = new double[count];
    for (int i = 0; i < count; i++) {
      v[i] = unwrap(s, key + "[" + i + "]", list.items().get(i), 2);
    }
    return v;
  }

  private static double unwrap(Section s, String key, YamlNode node, int levels) {
    if (levels > 0 && node instanceof YamlNode.Sequence list) {
      if (list.items().size() != 1) {
        throw s.problem(
            key, node.shown() + " numbers: one is expected, the domain has one dimension");
      }
      return unwrap(s, key, list.items().get(0), levels - 1);
    }
    return s.number(key, node);
  }

  static List<Double> list(double[] v) {
    return new ArrayList<>(Arrays.stream(v).boxed().toList());
  }
}
