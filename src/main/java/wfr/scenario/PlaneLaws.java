package wfr.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.model.GaussianLaw;
import wfr.model.MixtureLaw;
import wfr.model.Potential;
import wfr.model.expression.ExpressionException;
import wfr.model.expression.ExpressionParser;

/**
 * Laws and potentials of the plane as a scenario writes them: vectors, covariance matrices, and
 *   banana          V = x^2/(2 s^2) + (y + b (x^2 - s^2))^2/2, scale s (1), curvature b (0.5): N(0, diag(s^2, 1)) bent, area-preserving
 *   mueller-brown   V = beta sum_k A_k exp(a_k (x - x_k)^2 + b_k (x - x_k)(y - y_k) + c_k (y - y_k)^2)
 * Source: Haario, Saksman and Tamminen 1999; Mueller and Brown 1979.
 */
final class PlaneLaws {
  private static final int D = 2;
  private static final String MUELLER_BROWN =
      "-200*exp(-(x-1)^2-10*y^2) - 100*exp(-x^2-10*(y-0.5)^2)"
          + " - 170*exp(-6.5*(x+0.5)^2+11*(x+0.5)*(y-1.5)-6.5*(y-1.5)^2)"
          + " + 15*exp(0.7*(x+1)^2+0.6*(x+1)*(y-1)+0.7*(y-1)^2)";

  private PlaneLaws() {}

  static GaussianLaw gaussian(Section s, String kind, String key, Map<String, Object> understood) {
    Section g = s.section(kind).allow("mean", "covariance", "variance");
    refuse(g, "variance", "covariance");
    double[] mean = vector(g, "mean", g.node("mean"));
    double[][] covariance = matrix(g, "covariance", g.node("covariance"));
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("mean", LawReader.list(mean));
    inner.put("covariance", shown(covariance));
    understood.put(key, Map.of(kind, inner));
    return g.checked("covariance", () -> new GaussianLaw(mean, covariance));
  }

  static MixtureLaw mixture(Section s, String key, Map<String, Object> understood) {
    Section m = s.section("mixture").allow("weights", "means", "covariances", "variances");
    refuse(m, "variances", "covariances");
    double[] weights = m.numbers("weights");
    List<YamlNode> means = items(m, "means", weights.length);
    List<YamlNode> covariances = items(m, "covariances", weights.length);
    List<GaussianLaw> components = new ArrayList<>();
    List<Object> shownMeans = new ArrayList<>();
    List<Object> shownCovariances = new ArrayList<>();
    for (int k = 0; k < weights.length; k++) {
      if (!(weights[k] > 0)) {
        throw m.problem("weights", Section.shown(weights[k]) + ": must be > 0");
      }
      double[] mean = vector(m, "means[" + k + "]", means.get(k));
      String place = "covariances[" + k + "]";
      double[][] covariance = matrix(m, place, covariances.get(k));
      components.add(m.checked(place, () -> new GaussianLaw(mean, covariance)));
      shownMeans.add(LawReader.list(mean));
      shownCovariances.add(shown(covariance));
    }
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("weights", LawReader.list(weights));
    inner.put("means", shownMeans);
    inner.put("covariances", shownCovariances);
    understood.put(key, Map.of("mixture", inner));
    return m.checked("", () -> new MixtureLaw(weights, components));
  }

  static Potential banana(Section s, String key, Map<String, Object> understood) {
    Section b = s.section("banana").allow("scale", "curvature");
    double scale = b.atLeast("scale", 0, true, 1);
    double curvature = b.number("curvature", 0.5);
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("scale", scale);
    inner.put("curvature", curvature);
    understood.put(key, Map.of("banana", inner));
    return compiled(
        "x^2/(2*(%s)^2) + (y + (%s)*(x^2 - (%s)^2))^2/2".formatted(scale, curvature, scale));
  }

  static Potential muellerBrown(Section s, String key, Map<String, Object> understood) {
    Section m = s.section("mueller-brown").allow("beta");
    m.node("beta");
    double beta = m.atLeast("beta", 0, true, Double.NaN);
    understood.put(key, Map.of("mueller-brown", Map.of("beta", beta)));
    return compiled("(%s)*(%s)".formatted(beta, MUELLER_BROWN));
  }

  private static Potential compiled(String formula) {
    try {
      return ExpressionCompiler.potential(ExpressionParser.parse(formula, D), D);
    } catch (ExpressionException e) {
      throw new IllegalStateException("a formula of our own does not parse: " + formula, e);
    }
  }

  private static void refuse(Section s, String scalar, String matrix) {
    if (s.has(scalar)) {
      throw s.problem(scalar, "is for one dimension: give " + matrix + " in two");
    }
  }

  private static List<YamlNode> items(Section s, String key, int count) {
    if (!(s.node(key) instanceof YamlNode.Sequence list) || list.items().size() != count) {
      throw s.bad(key, "a list of " + count + " entries is expected, one per weight");
    }
    return list.items();
  }

  private static double[] vector(Section s, String key, YamlNode node) {
    if (!(node instanceof YamlNode.Sequence list) || list.items().size() != D) {
      throw s.problem(key, node.shown() + ": a list of 2 numbers is expected in two dimensions");
    }
    double[] v = new double[D];
    for (int k = 0; k < D; k++) {
      v[k] = s.number(key + "[" + k + "]", list.items().get(k));
    }
    return v;
  }

  private static double[][] matrix(Section s, String key, YamlNode node) {
    if (!(node instanceof YamlNode.Sequence rows) || rows.items().size() != D) {
      throw s.problem(
          key, node.shown() + ": a matrix [[a, b], [b, c]] is expected in two dimensions");
    }
    double[][] m = new double[D][];
    for (int k = 0; k < D; k++) {
      m[k] = vector(s, key + "[" + k + "]", rows.items().get(k));
    }
    return m;
  }

  private static List<Object> shown(double[][] matrix) {
    List<Object> rows = new ArrayList<>();
    for (double[] row : matrix) {
      rows.add(LawReader.list(row));
    }
    return rows;
  }
}
