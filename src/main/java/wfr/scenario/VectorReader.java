package wfr.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wfr.model.Coordinates;

/** Vectors and matrices of d dimensions as a scenario writes them: [a, b] and [[a, b], [b, c]]. */
final class VectorReader {
  private VectorReader() {}

  static double[] vector(Section s, String key, YamlNode node, int d) {
    if (!(node instanceof YamlNode.Sequence list) || list.items().size() != d) {
      throw s.problem(
          key,
          node.shown() + ": a list of " + d + " numbers is expected in " + Coordinates.count(d));
    }
    double[] v = new double[d];
    for (int k = 0; k < d; k++) {
      v[k] = s.number(key + "[" + k + "]", list.items().get(k));
    }
    return v;
  }

  static double[][] matrix(Section s, String key, YamlNode node, int d) {
    if (!(node instanceof YamlNode.Sequence rows) || rows.items().size() != d) {
      throw s.problem(
          key,
          node.shown()
              + ": a matrix "
              + (d == 2 ? "[[a, b], [b, c]]" : "of " + d + " rows")
              + " is expected in "
              + Coordinates.count(d));
    }
    double[][] m = new double[d][];
    for (int k = 0; k < d; k++) {
      m[k] = vector(s, key + "[" + k + "]", rows.items().get(k), d);
    }
    return m;
  }

  static List<Double> shown(double[] v) {
    return new ArrayList<>(Arrays.stream(v).boxed().toList());
  }

  static List<Object> shown(double[][] matrix) {
    List<Object> rows = new ArrayList<>();
    for (double[] row : matrix) {
      rows.add(shown(row));
    }
    return rows;
  }
}
