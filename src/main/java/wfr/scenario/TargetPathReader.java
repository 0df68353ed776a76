package wfr.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import wfr.model.AnnealedPath;
import wfr.model.BoxMass;
import wfr.model.Domain;
import wfr.model.Integrator;
import wfr.model.ParticleSettings;
import wfr.model.Potential;
import wfr.model.TargetPath;
import wfr.model.WfrProblem;

/** The key target-path: {from, schedule}. The path ends in the scenario's potential at the last output time. */
final class TargetPathReader {
  private static final String KEY = "target-path";
  private static final String LINEAR = "linear";

  private TargetPathReader() {}

  static Optional<TargetPath> read(
      Section root,
      WfrProblem problem,
      double[] times,
      ParticleSettings particles,
      Map<String, Object> understood) {
    if (!root.has(KEY)) {
      return Optional.empty();
    }
    Section s = root.section(KEY).allow("from", "schedule");
    s.choice("schedule", new String[] {LINEAR}, x -> x, LINEAR);
    Domain box = problem.domain();
    ExpressionReader expressions = new ExpressionReader(box);
    s.node("from");
    Potential from = expressions.potential(s, "from");
    expressions.requireFinite(s, "from", from);
    if (box.truncates() && !BoxMass.ofTarget(from, box).isIntegrable()) {
      throw s.bad("from", "exp(-from) is not integrable on the line: its tails must vanish");
    }
    if (!(problem.diffusivity() > 0)) {
      throw root.bad("diffusivity", "must be > 0 for target-path");
    }
    FeynmanKacReader.requireWeights(root, particles, KEY);
    if (particles.integrator() != Integrator.EULER_MARUYAMA) {
      throw root.section("particles").bad("integrator", "must be euler-maruyama with target-path");
    }
    double horizon = times[times.length - 1];
    if (!(horizon > 0)) {
      throw root.bad("output-times", "the last must be > 0 for target-path: the path ends there");
    }
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("from", s.text("from"));
    m.put("schedule", LINEAR);
    understood.put(KEY, m);
    return Optional.of(new AnnealedPath(from, problem.potential(), horizon));
  }
}
