package wfr.scenario;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import wfr.model.Coordinates;
import wfr.model.Domain;
import wfr.model.InitialLaw;
import wfr.model.Potential;

/** The keys potential and initial of a scenario in any dimension; what was understood goes to the given map. */
final class LawReader {
  private static final String QUADRATIC = "quadratic";
  private static final String GAUSSIAN = "gaussian";
  private static final String MIXTURE = "mixture";
  private static final String PRODUCT = "product";
  private static final String EXPRESSION = "log-density";

  private static final String[] POTENTIALS = {
    QUADRATIC,
    MIXTURE,
    "polynomial",
    "double-well",
    "banana",
    "mueller-brown",
    PRODUCT,
    TableReader.KEY,
    CommandReader.KEY
  };

  private static final String[] LAWS = {GAUSSIAN, MIXTURE, EXPRESSION, PRODUCT};

  /** What the factors of a product may be, besides expressions for potentials. */
  private static final String[] FACTOR_POTENTIALS = {
    QUADRATIC, MIXTURE, "polynomial", "double-well"
  };

  private static final String[] FACTOR_LAWS = {GAUSSIAN, MIXTURE};

  private final Space space;
  private final TargetSource programs;
  private final ExpressionReader expressions;
  private final NormalReader normals;

  LawReader(Space space) {
    this(space, TargetSource.NONE);
  }

  /** @param programs who starts the programs of commands */
  LawReader(Space space, TargetSource programs) {
    this.space = space;
    this.programs = programs;
    expressions = new ExpressionReader(space.box());
    normals = new NormalReader(space);
  }

  Potential potential(Section root, Map<String, Object> understood) {
    return potential(root, "potential", POTENTIALS, understood);
  }

  InitialLaw initial(Section root, Map<String, Object> understood) {
    return initial(root, "initial", LAWS, understood);
  }

  /** A factor of a product. */
  Potential factorPotential(Section s, String key, Map<String, Object> understood) {
    return potential(s, key, FACTOR_POTENTIALS, understood);
  }

  /** A factor of a product. */
  InitialLaw factorLaw(Section s, String key, Map<String, Object> understood) {
    return initial(s, key, FACTOR_LAWS, understood);
  }

  private Potential potential(
      Section s, String key, String[] kinds, Map<String, Object> understood) {
    Potential v;
    if (s.node(key) instanceof YamlNode.Scalar) {
      understood.put(key, s.text(key));
      v = expressions.potential(s, key);
    } else {
      Section of = s.section(key);
      Map<String, Object> m = new LinkedHashMap<>();
      v =
          of.has(CommandReader.KEY) && Arrays.asList(kinds).contains(CommandReader.KEY)
              ? CommandReader.read(of, programs, checked(s), m)
              : potentialOf(of, of.onlyKey(kinds), m);
      understood.put(key, m);
    }
    expressions.requireFinite(s, key, v);
    return v;
  }

  private Potential potentialOf(Section s, String kind, Map<String, Object> understood) {
    Map<String, Object> inner = new LinkedHashMap<>();
    understood.put(kind, inner);
    switch (kind) {
      case QUADRATIC:
        return normals.gaussian(s, kind, inner);
      case MIXTURE:
        return normals.mixture(s, inner);
      case PRODUCT:
        return new ProductReader(space).potential(s.section(kind), inner);
      case TableReader.KEY:
        return TableReader.read(s, space.box(), understood);
      default:
        return named(s, kind).read(s, understood);
    }
  }

  /** Where a program is checked: on the domain or, where there is none, about its start. */
  private Domain checked(Section root) {
    return space.hasGrid() ? space.box() : ParticleBox.about(initial(root, new LinkedHashMap<>()));
  }

  private NamedPotential named(Section s, String kind) {
    NamedPotential named =
        Arrays.stream(NamedPotential.values()).filter(n -> n.key().equals(kind)).findAny().get();
    if (named.dimension() == space.dimension()) {
      return named;
    }
    throw s.bad(
        kind,
        named.dimension() == 1
            ? "has one dimension, " + space.name() + " has " + Coordinates.number(space.dimension())
            : "needs two dimensions: domain: [[lower, upper], [lower, upper]]");
  }

  private InitialLaw initial(
      Section root, String key, String[] kinds, Map<String, Object> understood) {
    Section s = root.section(key);
    Map<String, Object> m = new LinkedHashMap<>();
    InitialLaw law = initialOf(s, s.onlyKey(kinds), m);
    understood.put(key, m);
    expressions.requireFinite(root, key, law);
    return law;
  }

  private InitialLaw initialOf(Section s, String kind, Map<String, Object> understood) {
    Map<String, Object> inner = new LinkedHashMap<>();
    understood.put(kind, inner);
    switch (kind) {
      case GAUSSIAN:
        return normals.gaussian(s, kind, inner);
      case MIXTURE:
        return normals.mixture(s, inner);
      case PRODUCT:
        return new ProductReader(space).law(s.section(kind), inner);
      default:
        understood.put(kind, s.text(kind));
        return expressions.law(s, kind);
    }
  }
}
