package wfr.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.reference.GridResult;
import wfr.reference.ParticleResult;

/**
 * summary.json. "times" holds the grid's figures where there is a grid solution, otherwise the particles'; a
 * comparison adds "particles" with the particles' own "times", and "agreement".
 */
public final class SummaryJson {
  private SummaryJson() {}

  /** The file's text. */
  public static String text(RunResult run) {
    return Json.text(tree(run));
  }

  /** The file's text with one more key. */
  public static String text(RunResult run, String key, Map<String, Object> value) {
    Map<String, Object> root = tree(run);
    root.put(key, value);
    return Json.text(root);
  }

  static Map<String, Object> tree(RunResult run) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("scenario", run.scenario().asUnderstood());
    root.put("version", BuildInfo.version());
    root.put("seed", run.scenario().particles().seed());
    root.put("environment", BuildInfo.environment());
    root.put("warnings", run.warnings());
    boolean path = run.scenario().targetPath().isPresent();
    root.put("times", times(run.summaries(), path));
    run.grid().ifPresent(g -> root.put("grid", gridRun(g, run.hasLedger(), path)));
    run.exact().ifPresent(e -> root.put("exact", Map.of("source", e.source())));
    run.particles()
        .ifPresent(p -> root.put("particles", particleRun(p, run.standard().isPresent(), path)));
    if (!run.agreements().isEmpty()) {
      root.put("agreement", run.agreements().stream().map(SummaryJson::agreement).toList());
    }
    return root;
  }

  private static List<Object> times(List<MeasureSummary> summaries, boolean path) {
    List<Object> times = new ArrayList<>();
    for (MeasureSummary s : summaries) {
      Map<String, Object> t = new LinkedHashMap<>();
      t.put("time", s.time());
      t.put("mass", Json.estimate(s.mass()));
      boolean line = s.mean().size() == 1;
      t.put("mean", line ? Json.estimate(s.mean().get(0)) : row(s.mean()));
      t.put(
          "variance",
          line
              ? Json.estimate(s.variance().get(0).get(0))
              : s.variance().stream().map(SummaryJson::row).toList());
      t.put("kl", Json.estimate(s.kl()));
      t.put("reverse_kl", Json.estimate(s.reverseKl()));
      t.put("fisher_information", Json.estimate(s.fisherInformation()));
      t.put("log_ratio_variance", Json.estimate(s.logRatioVariance()));
      Map<String, Object> observables = new LinkedHashMap<>();
      s.observables().forEach((name, value) -> observables.put(name, Json.estimate(value)));
      t.put("observables", observables);
      if (path) {
        t.put("free_energy_difference", Json.estimate(freeEnergy(s.mass())));
      }
      times.add(t);
    }
    return times;
  }

  /** -log(Z_t/Z_0) of a path of targets, the mass being Z_t/Z_0. */
  public static Estimate freeEnergy(Estimate mass) {
    return new Estimate(-Math.log(mass.value()), mass.error() / mass.value());
  }

  private static List<Object> row(List<Estimate> estimates) {
    return new ArrayList<>(estimates.stream().map(Json::estimate).toList());
  }

  private static Map<String, Object> gridRun(GridResult grid, boolean ledger, boolean path) {
    Map<String, Object> g = new LinkedHashMap<>();
    int axes = grid.problem().dimension();
    int cells = grid.scheme().cells();
    g.put("cells", axes == 1 ? cells : Collections.nCopies(axes, cells));
    g.put("time-step", path ? null : grid.scheme().timeStep());
    g.put("scheme", path ? null : grid.scheme().name());
    g.put("steps", grid.ledger().steps());
    g.put("mass_defect", ledger ? Json.number(grid.ledger().massBeforeReaction()) : null);
    g.put("initial_mass_outside", Json.number(grid.massOutsideInitial()));
    g.put("target_mass_outside", Json.number(grid.massOutsideTarget()));
    return g;
  }

  private static Map<String, Object> particleRun(
      ParticleResult particles, boolean withTimes, boolean path) {
    Map<String, Object> p = new LinkedHashMap<>();
    p.put("count", particles.samples().get(0).count());
    p.put("replicates", particles.replicates());
    p.put("kernel", particles.settings().kernel().key());
    p.put("kernel_reason", particles.kernelReason());
    particles
        .settings()
        .density()
        .summedBy()
        .ifPresent(how -> p.put("density_evaluation", how.key()));
    p.put("resamplings", particles.resamplings());
    p.put("mean_weight", particles.meanWeight());
    if (withTimes) {
      p.put("times", times(particles.summaries(), path));
    }
    return p;
  }

  private static Map<String, Object> agreement(Agreement a) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("time", a.time());
    tree.put("figure", a.figure());
    tree.put("grid", Json.estimate(a.grid()));
    tree.put("particles", Json.estimate(a.particles()));
    tree.put("ratio", Json.number(a.ratio()));
    tree.put("agree", a.agrees());
    return tree;
  }
}
