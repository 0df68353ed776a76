package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wfr.diagnostics.MeasureSummary;
import wfr.reference.GridResult;
import wfr.reference.ParticleResult;
import wfr.reference.RunStopped;
import wfr.report.Agreement;
import wfr.report.RunResult;
import wfr.scenario.Scenario;
import wfr.scenario.ScenarioReader;

/** The keys of kinetic and of reverse-time dynamics move what they should move, and nothing that they should not; both solvers agree. */
class DynamicsPerturbationTest {
  private static final String KINETIC =
      """
      potential: "(x^2 - 1)^2 + 0.3*x"
      initial: {gaussian: {mean: 0.7, variance: 0.1}}
      domain: [-3, 3.1]
      reaction-rate: 1.0
      output-times: [0.2]
      observables: {right: "x > 0"}
      grid: {cells: 36, time-step: 0.1}
      particles: {count: 3200, time-step: 0.05, resampling: systematic, ess-threshold: 0.99, seed: 1}
      dynamics: {underdamped: {friction: 0.8}}
      """;
  private static final String REVERSE =
      """
      potential: {mixture: {weights: [0.4, 0.6], means: [-1.2, 1.0], variances: [0.3, 0.2]}}
      domain: [-7, 7]
      output-times: [0.7]
      observables: {right: "x > 0"}
      particles: {count: 3200, time-step: 0.05, resampling: systematic, ess-threshold: 0.5, seed: 1}
      dynamics: {reverse-ou: {horizon: 1, start: weighted}}
      """;
  private static final Map<String, String[]> BASE = new HashMap<>();

  private static Scenario scenario(String text) {
    return ScenarioReader.read("base.yaml", "base", text);
  }

  private static GridResult grid(Scenario s) {
    return new Engine().solve(s, 1e-3, (what, done) -> {});
  }

  private static ParticleResult particles(Scenario s) {
    return new Engine().sample(s, 2, (what, done) -> {});
  }

  private static String figures(List<MeasureSummary> all) {
    MeasureSummary s = all.get(all.size() - 1);
    StringBuilder values = new StringBuilder().append(s.time());
    values.append(' ').append(s.mean().get(0).value());
    values.append(' ').append(s.variance().get(0).get(0).value());
    values.append(' ').append(s.kl().value());
    s.observables().values().forEach(e -> values.append(' ').append(e.value()));
    return values.toString();
  }

  private static String[] run(String text) {
    Scenario s = scenario(text);
    return new String[] {figures(grid(s).summaries()), figures(particles(s).summaries())};
  }

  /** Base, a piece of it, another, and which solution moves: b(oth), g(rid), p(articles). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kinetic | + 0.3*x | + 0.2*x | b",
        "kinetic | mean: 0.7 | mean: 0.6 | b",
        "kinetic | reaction-rate: 1.0 | reaction-rate: 1.1 | b",
        "kinetic | friction: 0.8 | friction: 0.9 | b",
        "kinetic | output-times: [0.2] | output-times: [0.3] | b",
        "kinetic | cells: 36 | cells: 48 | b",
        "kinetic | time-step: 0.1} | time-step: 0.05} | g",
        "kinetic | time-step: 0.05, res | time-step: 0.04, res | p",
        "kinetic | count: 3200 | count: 4800 | p",
        "kinetic | systematic | residual | p",
        "kinetic | ess-threshold: 0.99 | ess-threshold: 0.5 | p",
        "kinetic | seed: 1 | seed: 2 | p",
        "kinetic | {underdamped: {friction: 0.8}} | overdamped | b",
        "reverse | means: [-1.2, 1.0] | means: [-1.2, 1.1] | b",
        "reverse | horizon: 1 | horizon: 1.2 | b",
        "reverse | start: weighted | start: exact | p",
        "reverse | time-step: 0.05 | time-step: 0.04 | p",
        "reverse | output-times: [0.7] | output-times: [0.8] | b",
        "reverse | seed: 1 | seed: 2 | p"
      })
  void everyKey_movesItsResult(String which, String from, String to, String moves) {
    String text = which.equals("kinetic") ? KINETIC : REVERSE;
    assertTrue(text.contains(from), from);
    String[] base = BASE.computeIfAbsent(which, w -> run(text));
    String[] changed = run(text.replace(from, to));
    boolean grid = !changed[0].equals(base[0]);
    boolean particles = !changed[1].equals(base[1]);
    assertEquals(!moves.equals("p"), grid, "the grid solution and " + to);
    assertEquals(!moves.equals("g"), particles, "the particles and " + to);
  }

  /** The Feynman-Kac identity for positions and velocities. */
  @ParameterizedTest
  @CsvSource({"kinetic", "reverse"})
  void bothSolvers_agree(String which) {
    Scenario s =
        scenario(which.equals("kinetic") ? KINETIC.replace("cells: 36", "cells: 60") : REVERSE);
    RunResult run =
        new RunResult(s, java.util.Optional.of(grid(s)), java.util.Optional.of(particles(s)));
    assertFalse(run.agreements().isEmpty());
    for (Agreement a : run.agreements()) {
      assertTrue(a.agrees(), a::toString);
    }
  }

  @Test
  void reverseStart_withAComponentOfVarianceAboveTwo_hasNoErrorBar() {
    String wide =
        REVERSE
            .replace("variances: [0.3, 0.2]", "variances: [0.3, 4.5]")
            .replace("domain: [-7, 7]", "domain: [-16, 16]");
    ParticleResult p = particles(scenario(wide));
    assertEquals(Double.POSITIVE_INFINITY, p.summaries().get(0).mean().get(0).error());
    assertTrue(p.warnings().get(0).contains("E[w^2] is infinite"), p.warnings()::toString);
    ParticleResult exact = particles(scenario(wide.replace("weighted", "exact")));
    assertTrue(exact.summaries().get(0).mean().get(0).error() < 1);
  }

  /** What the phase plane cannot carry is refused in one line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "variance: 0.1 | variance: 0.00001 | too narrow for a grid of the phase plane",
        "(x^2 - 1)^2 + 0.3*x | exp(2*x^2) | Hamilton's flow is too stiff at x = "
      })
  void tooNarrowOrTooStiff_isRefused(String from, String to, String expected) {
    Scenario s = scenario(KINETIC.replace(from, to).replaceAll("grid: .*", ""));
    String line = assertThrows(RunStopped.class, () -> grid(s)).getMessage();
    assertTrue(line.contains(expected), line);
  }

  @Test
  void reactionRate_inReverseTime_isSaidToRest() {
    assertTrue(
        scenario(REVERSE + "reaction-rate: 2\n")
            .warnings()
            .get(0)
            .startsWith("reaction-rate: rests"));
    assertTrue(scenario(REVERSE).warnings().isEmpty());
  }
}
