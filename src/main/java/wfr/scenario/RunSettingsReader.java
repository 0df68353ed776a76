package wfr.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import wfr.model.DensityEstimate;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.ParticleSettings;
import wfr.model.Potential;
import wfr.model.ResamplingScheme;
import wfr.model.SplittingScheme;
import wfr.model.WfrProblem;

/** The keys grid and particles, their defaults, and bounds from the memory at hand. */
final class RunSettingsReader {
  private static final String BAOAB = "baoab";
  private static final String AUTO = "auto";

  private RunSettingsReader() {}

  static GridRequest grid(
      Section root, Space space, double[] times, Map<String, Object> understood) {
    int dimension = space.dimension();
    Section s = root.optionalSection("grid").allow("cells", "time-step", "scheme", "transport");
    OptionalInt cells =
        fixed(s, "cells")
            ? OptionalInt.of(Ranges.cells(s, "cells", 8, dimension))
            : OptionalInt.empty();
    OptionalDouble step =
        fixed(s, "time-step")
            ? OptionalDouble.of(Ranges.rate(s, "time-step", true, Double.NaN))
            : OptionalDouble.empty();
    step.ifPresent(dt -> Ranges.steps(s, times[times.length - 1], dt));
    if (s.has("transport")) {
      throw s.bad(
          "transport",
          "is no longer a choice: steps are chosen for the accuracy; with time-step transport is implicit Euler");
    }
    boolean chosen = !fixed(s, "scheme");
    SplittingScheme scheme =
        chosen
            ? SplittingScheme.STRANG
            : s.choice("scheme", SplittingScheme.values(), SplittingScheme::key, null);
    if (!chosen && step.isEmpty()) {
      throw s.bad(
          "scheme",
          "needs time-step: without one, steps of an extrapolated scheme are chosen for the accuracy");
    }
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("cells", cells.isPresent() ? cells.getAsInt() : AUTO);
    m.put("time-step", step.isPresent() ? step.getAsDouble() : AUTO);
    m.put("scheme", step.isPresent() ? scheme.key() : AUTO);
    if (space.hasGrid()) {
      understood.put("grid", m);
    }
    return new GridRequest(cells, step, scheme);
  }

  static ParticleSettings particles(
      Section root,
      WfrProblem problem,
      Space space,
      double[] times,
      boolean kinetic,
      Map<String, Object> understood) {
    Section s =
        root.optionalSection("particles")
            .allow(
                "count",
                "time-step",
                "integrator",
                "density",
                "reaction",
                "resampling",
                "ess-threshold",
                "seed",
                "kernel");
    int count =
        s.has("count") ? Ranges.particles(s, "count", space.dimension(), times.length) : 100_000;
    double step = Ranges.rate(s, "time-step", true, 0.005);
    if (s.has("time-step")) { // of its own choice a grid run knows nothing
      Ranges.steps(s, times[times.length - 1], step);
    }
    Integrator integrator =
        kinetic ? kineticIntegrator(s) : integrator(s, problem.potential(), space.box());
    ParticleSettings.Reaction reaction =
        s.choice(
            "reaction",
            ParticleSettings.Reaction.values(),
            ParticleSettings.Reaction::key,
            ParticleSettings.Reaction.WEIGHTS);
    ResamplingScheme resampling =
        s.choice(
            "resampling",
            ResamplingScheme.values(),
            ResamplingScheme::key,
            ResamplingScheme.SYSTEMATIC);
    double ess = s.number("ess-threshold", 0.5);
    if (!(ess >= 0 && ess <= 1)) {
      throw s.bad("ess-threshold", "must be in [0, 1]");
    }
    long seed = s.has("seed") ? s.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE, "") : 1;
    ParticleSettings.Kernel kernel =
        s.choice(
            "kernel",
            ParticleSettings.Kernel.values(),
            ParticleSettings.Kernel::key,
            ParticleSettings.Kernel.AUTO);
    if (kernel == ParticleSettings.Kernel.SCALAR || kernel == ParticleSettings.Kernel.VECTOR) {
      for (String key : List.of("dynamics", "target-path", "feynman-kac")) {
        if (root.has(key)) {
          throw s.bad(
              "kernel",
              "must be readable or auto with " + key + ", whose walkers have their own loops");
        }
      }
    }
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("count", count);
    m.put("time-step", step);
    m.put("integrator", kinetic ? BAOAB : integrator.key());
    DensityReader densities = new DensityReader(problem, space.hasGrid(), integrator);
    DensityEstimate density = kinetic ? kineticDensity(s, m) : densities.read(s, m);
    m.put("reaction", reaction.key());
    m.put("resampling", resampling.key());
    m.put("ess-threshold", ess);
    m.put("seed", seed);
    m.put("kernel", kernel.key());
    understood.put("particles", m);
    return new ParticleSettings(
        count,
        step,
        integrator,
        density,
        reaction,
        new ParticleSettings.Resampling(resampling, ess),
        seed,
        kernel);
  }

  /** The kinetic stepper is no choice among those of the overdamped equation: {@link Integrator} stays at its default, unused. */
  private static Integrator kineticIntegrator(Section s) {
    s.choice("integrator", new String[] {BAOAB}, x -> x, BAOAB);
    return Integrator.EULER_MARUYAMA;
  }

  private static DensityEstimate kineticDensity(Section s, Map<String, Object> m) {
    s.choice("density", new String[] {"oracle"}, x -> x, "oracle");
    m.put("density", "oracle");
    return new DensityEstimate.Oracle();
  }

  private static Integrator integrator(Section s, Potential potential, Domain box) {
    if (s.has("integrator")
        && s.node("integrator") instanceof YamlNode.Scalar name
        && name.text().equals(BAOAB)) {
      throw s.bad("integrator", "needs dynamics: {underdamped: {friction: 1}}");
    }
    Integrator integrator =
        s.choice("integrator", Integrator.values(), Integrator::key, Integrator.EULER_MARUYAMA);
    if (integrator == Integrator.EXACT_OU && !(potential instanceof GaussianLaw)) {
      throw s.bad(
          "integrator", "needs a Gaussian target: potential: {quadratic: {mean, variance}}");
    }
    if (integrator == Integrator.EXACT_OU && box.dimension() != 1) {
      throw s.bad(
          "integrator", "is for one dimension; euler-maruyama and leimkuhler-matthews have any");
    }
    if (integrator == Integrator.EXACT_OU && !box.truncates()) {
      throw s.bad("integrator", "is exact on the line only: boundary: line");
    }
    return integrator;
  }

  /** Whether a key is given and not left to the solver by the word auto. */
  private static boolean fixed(Section s, String key) {
    return s.has(key) && !(s.node(key) instanceof YamlNode.Scalar v && AUTO.equals(v.text()));
  }
}
