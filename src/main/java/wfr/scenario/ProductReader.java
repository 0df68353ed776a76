package wfr.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.model.Coordinates;
import wfr.model.Domain;
import wfr.model.InitialLaw;
import wfr.model.OrthogonalFrame;
import wfr.model.Potential;
import wfr.model.ProductLaw;
import wfr.model.ProductPotential;

/**
 * {product: {factors: [F_1, .., F_d], frame: R}}: functions of the line along the axes of a frame, which are the columns of R; R is a list of rows,
 * {householder: v} for I - 2 v v'/|v|^2, or left out for the identity. A factor is read as a scenario of the line, over the range of its coordinate in the box.
 */
final class ProductReader {
  private static final String FACTORS = "factors";
  private static final String FRAME = "frame";
  private static final String HOUSEHOLDER = "householder";

  /** One factor under a key of a section. */
  private interface Factor<T> {
    T read(LawReader line, Section s, String key, Map<String, Object> understood);
  }

  private final Domain box;
  private final boolean hasGrid;

  ProductReader(Space space) {
    box = space.box();
    hasGrid = space.hasGrid();
  }

  Potential potential(Section p, Map<String, Object> inner) {
    OrthogonalFrame frame = frame(p.allow(FACTORS, FRAME));
    List<Potential> factors = factors(p, frame, inner, LawReader::factorPotential);
    return new ProductPotential(factors, frame);
  }

  InitialLaw law(Section p, Map<String, Object> inner) {
    OrthogonalFrame frame = frame(p.allow(FACTORS, FRAME));
    List<InitialLaw> factors = factors(p, frame, inner, LawReader::factorLaw);
    return new ProductLaw(factors, frame);
  }

  private <T> List<T> factors(
      Section p, OrthogonalFrame frame, Map<String, Object> inner, Factor<T> factor) {
    int d = box.dimension();
    if (!(p.node(FACTORS) instanceof YamlNode.Sequence list) || list.items().size() != d) {
      throw p.bad(FACTORS, "a list of " + d + " is expected in " + Coordinates.count(d));
    }
    Section entries = p.entries(FACTORS);
    Map<String, Object> understood = new LinkedHashMap<>();
    List<T> factors = new ArrayList<>();
    for (int k = 0; k < d; k++) {
      LawReader line = new LawReader(new Space(range(frame, k), hasGrid, "a factor"));
      factors.add(factor.read(line, entries, FACTORS + "[" + k + "]", understood));
    }
    inner.put(FACTORS, new ArrayList<>(understood.values()));
    if (p.has(FRAME)) {
      inner.put(FRAME, shown(p));
    }
    return factors;
  }

  /** What (R'x)_k takes on over the box. */
  private Domain range(OrthogonalFrame frame, int k) {
    double lower = 0;
    double upper = 0;
    for (int j = 0; j < box.dimension(); j++) {
      double a = frame.entry(j, k) * box.lower()[j];
      double b = frame.entry(j, k) * box.upper()[j];
      lower += Math.min(a, b);
      upper += Math.max(a, b);
    }
    return Domain.interval(lower, upper, Domain.Boundary.LINE);
  }

  private OrthogonalFrame frame(Section p) {
    int d = box.dimension();
    if (!p.has(FRAME)) {
      return OrthogonalFrame.identity(d);
    }
    if (p.node(FRAME) instanceof YamlNode.Mapping) {
      Section f = p.section(FRAME).allow(HOUSEHOLDER);
      double[] v = VectorReader.vector(f, HOUSEHOLDER, f.node(HOUSEHOLDER), d);
      return f.checked(HOUSEHOLDER, () -> OrthogonalFrame.householder(v));
    }
    double[][] rows = rows(p);
    return p.checked(FRAME, () -> new OrthogonalFrame(rows));
  }

  private double[][] rows(Section p) {
    int d = box.dimension();
    if (!(p.node(FRAME) instanceof YamlNode.Sequence list) || list.items().size() != d) {
      throw p.bad(
          FRAME,
          "an orthogonal matrix of "
              + d
              + " rows is expected in "
              + Coordinates.count(d)
              + ", or {householder: [v1, ...]}");
    }
    return VectorReader.matrix(p, FRAME, list, d);
  }

  private Object shown(Section p) {
    if (p.node(FRAME) instanceof YamlNode.Mapping) {
      return Map.of(HOUSEHOLDER, VectorReader.shown(p.section(FRAME).numbers(HOUSEHOLDER)));
    }
    return VectorReader.shown(rows(p));
  }
}
