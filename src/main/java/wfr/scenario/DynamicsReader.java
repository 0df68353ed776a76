package wfr.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.InitialLaw;
import wfr.model.Integrator;
import wfr.model.MixtureLaw;
import wfr.model.ParticleSettings;
import wfr.model.Potential;
import wfr.model.ReverseOu;
import wfr.model.SplittingScheme;

/** The key dynamics: overdamped | {underdamped: {friction}} | {reverse-ou: {horizon, start}}, and what else of a scenario it fixes. */
final class DynamicsReader {
  private static final String KEY = "dynamics";
  private static final String OVERDAMPED = "overdamped";
  private static final String UNDERDAMPED = "underdamped";
  private static final String REVERSE = "reverse-ou";
  private static final String EXACT = "exact";
  private static final String WEIGHTED = "weighted";

  /** D of dX = -X/2 dt + dW. */
  private static final double NOISING = 0.5;

  /** Cells in each direction of the phase plane: enough for the stencils, and what a few hundred megabytes hold. */
  private static final int FEWEST_CELLS = 24;

  private static final int MOST_CELLS = 600;

  private final Section root;
  private final String kind;
  private final Section settings;

  DynamicsReader(Section root) {
    this.root = root;
    if (!root.has(KEY) || root.node(KEY) instanceof YamlNode.Scalar) {
      root.choice(KEY, new String[] {OVERDAMPED}, x -> x, OVERDAMPED);
      kind = OVERDAMPED;
      settings = null;
      return;
    }
    Section s = root.section(KEY);
    kind = s.onlyKey(UNDERDAMPED, REVERSE);
    settings =
        kind.equals(UNDERDAMPED)
            ? s.section(kind).allow("friction")
            : s.section(kind).allow("horizon", "start");
  }

  boolean isKinetic() {
    return kind.equals(UNDERDAMPED);
  }

  boolean isReverse() {
    return kind.equals(REVERSE);
  }

  /** g of the underdamped dynamics. */
  Optional<Double> friction() {
    return isKinetic()
        ? Optional.of(Ranges.rate(settings, "friction", false, 1))
        : Optional.empty();
  }

  /** The path of reverse time; its potential is the data. */
  Optional<ReverseOu> reverse(Potential potential) {
    if (!isReverse()) {
      return Optional.empty();
    }
    MixtureLaw data;
    if (potential instanceof MixtureLaw m) {
      data = m;
    } else if (potential instanceof GaussianLaw g) {
      data = new MixtureLaw(new double[] {1}, java.util.List.of(g));
    } else {
      throw root.bad("potential", "must be {mixture: ...} or {quadratic: ...} with reverse-ou");
    }
    double horizon = Ranges.rate(settings, "horizon", true, 1);
    String start = settings.choice("start", new String[] {EXACT, WEIGHTED}, x -> x, EXACT);
    return Optional.of(new ReverseOu(data, horizon, 1, start.equals(EXACT)));
  }

  /** The start that reverse time prescribes. */
  InitialLaw initial(ReverseOu path) {
    if (root.has("initial")) {
      throw root.bad("initial", "is given by dynamics.reverse-ou.start: leave it out");
    }
    return path.start();
  }

  double diffusivity() {
    double fixed = isReverse() ? NOISING : 1;
    double d = Ranges.rate(root, "diffusivity", false, fixed);
    if (!kind.equals(OVERDAMPED) && d != fixed) {
      throw root.bad(
          "diffusivity", "must be " + fixed + " with dynamics." + kind + ": leave it out");
    }
    return d;
  }

  /** Refuses what these dynamics would ignore or cannot do. */
  void check(Domain box, double[] times, GridRequest grid, ParticleSettings particles) {
    if (kind.equals(OVERDAMPED)) {
      return;
    }
    String with = "with dynamics." + kind;
    for (String key : new String[] {"feynman-kac", "target-path"}) {
      if (root.has(key)) {
        throw root.problem(key, "not available " + with);
      }
    }
    if (!box.truncates()) {
      throw root.bad("boundary", "must be line " + with);
    }
    FeynmanKacReader.requireWeights(root, particles, "dynamics." + kind);
    Section g = root.optionalSection("grid");
    if (g.has("scheme") && grid.splitting() != SplittingScheme.STRANG) {
      throw g.bad("scheme", "not available " + with + ": leave it out");
    }
    if (isKinetic() && grid.cells().isPresent()) {
      int cells = grid.cells().getAsInt();
      if (cells < FEWEST_CELLS || cells > MOST_CELLS) {
        throw g.bad(
            "cells", "from " + FEWEST_CELLS + " to " + MOST_CELLS + " in each direction " + with);
      }
    }
    if (isReverse()) {
      double horizon = Ranges.rate(settings, "horizon", true, 1);
      if (times[times.length - 1] > horizon) {
        throw root.problem(
            "output-times",
            Section.shown(times[times.length - 1])
                + ": reverse time ends at dynamics.reverse-ou.horizon "
                + Section.shown(horizon));
      }
      if (grid.cells().isPresent() || grid.timeStep().isPresent()) {
        throw root.problem("grid", "cells and time-step are chosen " + with + ": leave them out");
      }
      if (particles.integrator() != Integrator.EULER_MARUYAMA) {
        throw root.section("particles").bad("integrator", "must be euler-maruyama " + with);
      }
    }
  }

  void understood(Map<String, Object> understood) {
    if (kind.equals(OVERDAMPED)) {
      understood.put(KEY, OVERDAMPED);
      return;
    }
    Map<String, Object> m = new LinkedHashMap<>();
    if (isKinetic()) {
      m.put("friction", Ranges.rate(settings, "friction", false, 1));
    } else {
      m.put("horizon", Ranges.rate(settings, "horizon", true, 1));
      m.put("start", settings.choice("start", new String[] {EXACT, WEIGHTED}, x -> x, EXACT));
    }
    understood.put(KEY, Map.of(kind, m));
  }
}
