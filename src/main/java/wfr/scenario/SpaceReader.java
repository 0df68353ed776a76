package wfr.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import wfr.measure.Grid;
import wfr.model.Domain;

/** The keys domain and boundary, one to three intervals with the meaning of their ends, or dimension, 2 to {@value #MOST}, for particles alone. */
final class SpaceReader {
  private static final String DIMENSION = "dimension";

  /** Largest dimension of particles alone. */
  private static final int MOST = 50;

  /** Beyond, a cell of any affordable grid is too coarse and shells of BoxMass run out. */
  private static final double FARTHEST = 1e12;

  private SpaceReader() {}

  /** The space of a file. */
  static Space read(Section root) {
    if (!root.has(DIMENSION)) {
      return Space.of(domain(root));
    }
    for (String key : List.of("domain", "boundary", "grid")) {
      if (root.has(key)) {
        throw root.bad(
            DIMENSION, "is for particles alone, which have no " + key + ": give one of the two");
      }
    }
    int d = (int) root.whole(DIMENSION, 2, MOST, ": particles alone; one dimension has a domain");
    return Space.ofParticles(ParticleBox.around(d));
  }

  static void understood(Space space, Map<String, Object> understood) {
    if (space.hasGrid()) {
      understood.put("domain", intervals(space.box()));
      understood.put("boundary", boundaryKeys(space.box()));
    } else {
      understood.put(DIMENSION, space.dimension());
    }
  }

  private static Domain domain(Section root) {
    double[][] ends = root.isNested("domain") ? box(root) : new double[][] {interval(root)};
    double[] lower = Arrays.stream(ends).mapToDouble(e -> e[0]).toArray();
    double[] upper = Arrays.stream(ends).mapToDouble(e -> e[1]).toArray();
    return new Domain(lower, upper, boundary(root, ends.length));
  }

  /** One for all axes, or a list of one per axis. */
  private static List<Domain.Boundary> boundary(Section root, int dimension) {
    if (!root.has("boundary") || !(root.node("boundary") instanceof YamlNode.Sequence list)) {
      Domain.Boundary one =
          root.choice(
              "boundary", Domain.Boundary.values(), SpaceReader::boundaryKey, Domain.Boundary.LINE);
      return Collections.nCopies(dimension, one);
    }
    if (list.items().size() != dimension) {
      throw root.bad("boundary", "one word, or one for each of " + dimension + " axes");
    }
    List<Domain.Boundary> each = new ArrayList<>();
    for (int k = 0; k < dimension; k++) {
      YamlNode item = list.items().get(k);
      each.add(
          Arrays.stream(Domain.Boundary.values())
              .filter(b -> boundaryKey(b).equals(item.shown()))
              .findFirst()
              .orElseThrow(
                  () ->
                      root.problem(
                          "boundary", item.shown() + ": line, no-flux or periodic is expected")));
    }
    return each;
  }

  private static double[] interval(Section root) {
    double[] ends = root.numbers("domain");
    checkEnds(root, "domain", ends);
    return ends;
  }

  private static double[][] box(Section root) {
    List<YamlNode> axes = ((YamlNode.Sequence) root.node("domain")).items();
    if (axes.size() > Grid.MOST_AXES) {
      throw root.bad(
          "domain",
          "one to three dimensions: [lower, upper] or a list of two or three such intervals; particles alone: dimension: d");
    }
    double[][] ends = new double[axes.size()][];
    for (int k = 0; k < ends.length; k++) {
      String key = "domain[" + k + "]";
      if (!(axes.get(k) instanceof YamlNode.Sequence pair) || pair.items().isEmpty()) {
        throw root.problem(key, axes.get(k).shown() + ": two numbers are expected: [lower, upper]");
      }
      ends[k] = new double[pair.items().size()];
      for (int i = 0; i < ends[k].length; i++) {
        ends[k][i] = root.number(key + "[" + i + "]", pair.items().get(i));
      }
      checkEnds(root, key, ends[k]);
    }
    return ends;
  }

  private static Object intervals(Domain domain) {
    if (domain.dimension() == 1) {
      return List.of(domain.left(), domain.right());
    }
    List<Object> all = new ArrayList<>();
    for (int k = 0; k < domain.dimension(); k++) {
      all.add(List.of(domain.lower()[k], domain.upper()[k]));
    }
    return all;
  }

  private static Object boundaryKeys(Domain domain) {
    List<String> keys = domain.boundary().stream().map(SpaceReader::boundaryKey).toList();
    return keys.stream().distinct().count() == 1 ? keys.get(0) : keys;
  }

  private static void checkEnds(Section root, String key, double[] ends) {
    if (ends.length != 2) {
      throw key.equals("domain")
          ? root.bad(key, "two numbers are expected: [lower, upper]")
          : root.problem(
              key, "a list of " + ends.length + ": two numbers are expected: [lower, upper]");
    }
    if (!(ends[0] < ends[1]) || Double.isInfinite(ends[1] - ends[0])) {
      throw root.problem(
          key,
          "["
              + Section.shown(ends[0])
              + ", "
              + Section.shown(ends[1])
              + "]: the lower end must be below the upper end");
    }
    if (!(Math.max(-ends[0], ends[1]) <= FARTHEST)) {
      throw root.problem(key, "ends between -1e12 and 1e12 are expected");
    }
  }

  private static String boundaryKey(Domain.Boundary boundary) {
    return switch (boundary) {
      case LINE -> "line";
      case NO_FLUX -> "no-flux";
      case PERIODIC -> "periodic";
    };
  }
}
