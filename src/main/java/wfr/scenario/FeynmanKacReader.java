package wfr.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import wfr.model.Domain;
import wfr.model.FeynmanKacProblem;
import wfr.model.FeynmanKacTask;
import wfr.model.GaussianLaw;
import wfr.model.LinearQuadratic;
import wfr.model.ParticleSettings;
import wfr.model.PolynomialPotential;
import wfr.model.QuadratureRule;
import wfr.model.ScalarField;
import wfr.model.WfrProblem;

/** The key feynman-kac: {killing, functional, start, horizon} and optionally rule. */
final class FeynmanKacReader {
  private static final String KEY = "feynman-kac";

  private FeynmanKacReader() {}

  static Optional<FeynmanKacTask> read(
      Section root,
      WfrProblem problem,
      ParticleSettings particles,
      Map<String, Object> understood) {
    if (!root.has(KEY)) {
      return Optional.empty();
    }
    Section s = root.section(KEY).allow("killing", "functional", "start", "horizon", "rule");
    Domain box = problem.domain();
    ExpressionReader expressions = new ExpressionReader(box);
    ScalarField killing = expressions.field(s, "killing");
    ScalarField functional =
        s.has("functional") ? expressions.field(s, "functional") : constantOne();
    double start = s.number("start");
    s.node("horizon");
    double horizon = Ranges.rate(s, "horizon", false, Double.NaN);
    Ranges.steps(root.optionalSection("particles"), horizon, particles.timeStep());
    if (!(start >= box.left() && start <= box.right())) {
      throw s.bad("start", "must lie in the domain " + ExpressionReader.shown(box));
    }
    if (!(problem.diffusivity() > 0)) {
      throw root.bad("diffusivity", "must be > 0 for feynman-kac: without noise nothing is random");
    }
    requireWeights(root, particles, KEY);
    int fewest = 2 * ParticleSettings.POPULATIONS;
    if (particles.count() < fewest) {
      throw root.optionalSection("particles")
          .bad(
              "count",
              "at least "
                  + fewest
                  + " are needed for feynman-kac, two for each of "
                  + ParticleSettings.POPULATIONS
                  + " populations");
    }
    QuadratureRule rule =
        s.choice("rule", QuadratureRule.values(), QuadratureRule::key, QuadratureRule.TRAPEZOID);
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("killing", s.text("killing"));
    m.put("functional", s.has("functional") ? s.text("functional") : "1");
    m.put("start", start);
    m.put("horizon", horizon);
    m.put("rule", rule.key());
    understood.put(KEY, m);
    FeynmanKacProblem p =
        new FeynmanKacProblem(
            problem.potential(), problem.diffusivity(), killing, functional, start, horizon, box);
    return Optional.of(new FeynmanKacTask(p, rule, closed(root, s, expressions, problem)));
  }

  /** A prescribed killing or correction is carried by weights. */
  static void requireWeights(Section root, ParticleSettings particles, String key) {
    if (particles.reaction() != ParticleSettings.Reaction.WEIGHTS) {
      throw root.section("particles").bad("reaction", "must be weights with " + key);
    }
  }

  private static ScalarField constantOne() {
    return x -> 1;
  }

  /** On the line, with V and k polynomials of degree at most 2 by their form. */
  private static Optional<LinearQuadratic> closed(
      Section root, Section s, ExpressionReader expressions, WfrProblem problem) {
    if (!problem.domain().truncates()) {
      return Optional.empty();
    }
    Optional<double[]> v = potential(root, expressions, problem);
    Optional<double[]> k = expressions.polynomial(s, "killing");
    if (v.isEmpty() || k.isEmpty() || v.get().length != 3 || k.get().length > 3) {
      return Optional.empty();
    }
    double[] a = v.get();
    double[] c = java.util.Arrays.copyOf(k.get(), 3);
    double d = problem.diffusivity();
    return Optional.of(
        new LinearQuadratic(2 * d * a[2], -0.5 * a[1] / a[2], 2 * d, c[2], c[1], c[0]));
  }

  private static Optional<double[]> potential(
      Section root, ExpressionReader expressions, WfrProblem problem) {
    if (problem.potential() instanceof GaussianLaw g) {
      double p = 1 / g.covariance()[0][0];
      double m = g.mean()[0];
      return Optional.of(new double[] {0.5 * p * m * m, -p * m, 0.5 * p});
    }
    if (problem.potential() instanceof PolynomialPotential p) {
      return Optional.of(p.coefficients());
    }
    return root.node("potential") instanceof YamlNode.Scalar
        ? expressions.polynomial(root, "potential")
        : Optional.empty();
  }
}
