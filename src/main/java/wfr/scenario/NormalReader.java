package wfr.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wfr.model.GaussianLaw;
import wfr.model.MixtureLaw;

/**
 * Normal laws and their mixtures in d dimensions: means are vectors, and a spread is a covariance matrix C or a variance c, which is C = c I. On the line all of them may be
 * numbers, [number] or [[number]]. What was understood goes to the given map.
 */
final class NormalReader {
  private static final String VARIANCE = "variance";
  private static final String COVARIANCE = "covariance";

  private final Space space;
  private final int d;

  NormalReader(Space space) {
    this.space = space;
    d = space.dimension();
  }

  GaussianLaw gaussian(Section s, String kind, Map<String, Object> inner) {
    Section g = s.section(kind).allow("mean", VARIANCE, COVARIANCE);
    double[] mean = mean(g, "mean", g.node("mean"));
    String spread = spread(g, VARIANCE, COVARIANCE);
    boolean isotropic = spread.equals(VARIANCE);
    double[][] covariance = covariance(g, spread, spread, isotropic, g.node(spread));
    inner.put("mean", shown(mean));
    inner.put(d == 1 ? VARIANCE : spread, shown(covariance, isotropic));
    return g.checked(spread, () -> new GaussianLaw(mean, covariance));
  }

  MixtureLaw mixture(Section s, Map<String, Object> inner) {
    Section m = s.section("mixture").allow("weights", "means", "variances", "covariances");
    String spread = spread(m, "variances", "covariances");
    boolean isotropic = spread.equals("variances");
    double[] weights = m.numbers("weights");
    for (double w : weights) {
      positive(m, "weights", w);
    }
    List<YamlNode> means = items(m, "means", weights.length);
    List<YamlNode> spreads = items(m, spread, weights.length);
    List<GaussianLaw> components = new ArrayList<>();
    List<Object> shownMeans = new ArrayList<>();
    List<Object> shownSpreads = new ArrayList<>();
    for (int k = 0; k < weights.length; k++) {
      double[] mean = mean(m, "means[" + k + "]", means.get(k));
      String place = spread + "[" + k + "]";
      double[][] covariance = covariance(m, place, spread, isotropic, spreads.get(k));
      components.add(m.checked(place, () -> new GaussianLaw(mean, covariance)));
      shownMeans.add(shown(mean));
      shownSpreads.add(shown(covariance, isotropic));
    }
    inner.put("weights", VectorReader.shown(weights));
    inner.put("means", shownMeans);
    inner.put(d == 1 ? "variances" : spread, shownSpreads);
    return m.checked("", () -> new MixtureLaw(weights, components));
  }

  /** Which of two keys a file uses; the missing one is the scalar on the line and the matrix beyond. */
  private String spread(Section s, String scalar, String matrix) {
    if (s.has(scalar) && s.has(matrix)) {
      throw s.problem(
          matrix,
          d == 1
              ? "is the same as " + scalar + " in one dimension: give one of them"
              : "and " + scalar + " are both given: give one of them");
    }
    return s.has(scalar) || d == 1 && !s.has(matrix) ? scalar : matrix;
  }

  private double[] mean(Section s, String key, YamlNode node) {
    return d == 1 ? new double[] {unwrap(s, key, node, 2)} : VectorReader.vector(s, key, node, d);
  }

  private double[][] covariance(
      Section s, String place, String key, boolean isotropic, YamlNode node) {
    if (d > 1 && !isotropic) {
      return VectorReader.matrix(s, place, node, d);
    }
    double v = positive(s, key, d == 1 ? unwrap(s, place, node, 2) : s.number(place, node));
    double[][] c = new double[d][d];
    for (int k = 0; k < d; k++) {
      c[k][k] = v;
    }
    return c;
  }

  private Object shown(double[] mean) {
    return d == 1 ? (Object) mean[0] : VectorReader.shown(mean);
  }

  private Object shown(double[][] covariance, boolean isotropic) {
    return d == 1 || isotropic ? (Object) covariance[0][0] : VectorReader.shown(covariance);
  }

  private static double positive(Section s, String key, double v) {
    if (!(v > 0)) {
      throw s.problem(key, Section.shown(v) + ": must be > 0");
    }
    return v;
  }

  private List<YamlNode> items(Section s, String key, int count) {
    if (!(s.node(key) instanceof YamlNode.Sequence list)) {
      String of = d == 1 ? " numbers" : " entries";
      throw s.bad(key, "a list of " + count + of + " is expected, one per weight");
    }
    if (list.items().size() != count) {
      throw s.bad(key, count + " entries are expected, one per weight");
    }
    return list.items();
  }

  /** A number, [number] or [[number]]: what a vector or matrix of one dimension may look like. */
  private double unwrap(Section s, String key, YamlNode node, int levels) {
    if (levels > 0 && node instanceof YamlNode.Sequence list) {
      if (list.items().size() != 1) {
        throw s.problem(
            key,
            node.shown() + " numbers: one is expected, " + space.name() + " has one dimension");
      }
      return unwrap(s, key, list.items().get(0), levels - 1);
    }
    return s.number(key, node);
  }
}
