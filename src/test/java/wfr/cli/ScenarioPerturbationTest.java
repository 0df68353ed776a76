package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.scenario.Scenario;
import wfr.scenario.ScenarioReader;

/** No key is read and then lost: whatever a scenario changes moves what it should move, and nothing that it should not. */
class ScenarioPerturbationTest {
  private static final String BASE =
      """
      name: base
      potential: "2*(x^2 - 1)^2 + 0.3*x"
      initial: {gaussian: {mean: -0.5, variance: 0.3}}
      domain: [-3, 3]
      boundary: no-flux
      reaction-rate: 1.0
      diffusivity: 1.0
      output-times: [0.2]
      observables: {right: "x > 0"}
      grid: {cells: 60, time-step: 0.02, scheme: strang}
      particles: {count: 3200, time-step: 0.02, integrator: euler-maruyama, density: grid, reaction: weights, resampling: systematic, ess-threshold: 0.99, seed: 1}
      """;

  private static String figures(List<MeasureSummary> summaries) {
    List<Object> out = new ArrayList<>();
    for (MeasureSummary s : summaries) {
      out.add(s.time());
      out.add(s.mass());
      out.add(s.mean());
      out.add(s.variance());
      out.add(s.kl());
      out.add(s.reverseKl());
      out.add(s.observables().values().stream().map(Estimate::value).toList());
    }
    return out.toString();
  }

  private static String[] run(String text) {
    Scenario s = ScenarioReader.read("base.yaml", "base", text);
    Engine engine = new Engine();
    return new String[] {
      figures(engine.solve(s, SolveCommand.defaultAccuracy(1), (what, done) -> {}).summaries()),
      figures(engine.sample(s, 1, (what, done) -> {}).summaries())
    };
  }

  private static String[] base;

  /** Key, its value, another value, and which solution moves: b(oth), g(rid), p(articles). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2*(x^2 - 1)^2 + 0.3*x | 2*(x^2 - 1)^2 + 0.2*x | b",
        "mean: -0.5 | mean: -0.4 | b",
        "variance: 0.3 | variance: 0.2 | b",
        "domain: [-3, 3] | domain: [-1.5, 2] | b",
        "boundary: no-flux | boundary: periodic | g",
        "reaction-rate: 1.0 | reaction-rate: 1.1 | b",
        "diffusivity: 1.0 | diffusivity: 0.9 | b",
        "output-times: [0.2] | output-times: [0.3] | b",
        "x > 0 | x > 0.1 | b",
        "cells: 60 | cells: 61 | g",
        "time-step: 0.02, scheme | time-step: 0.01, scheme | g",
        "scheme: strang | scheme: lie-wfr | g",
        "count: 3200 | count: 4800 | p",
        "time-step: 0.02, integrator | time-step: 0.01, integrator | p",
        "euler-maruyama | leimkuhler-matthews | p",
        "density: grid | density: {kernel: {bandwidth: 0.2}} | p",
        "density: grid | density: oracle | p",
        "reaction: weights | reaction: birth-death | p",
        "resampling: systematic | resampling: multinomial | p",
        "resampling: systematic | resampling: stratified | p",
        "resampling: systematic | resampling: residual | p",
        "resampling: systematic | resampling: none | p",
        "ess-threshold: 0.99 | ess-threshold: 0.2 | p",
        "seed: 1 | seed: 2 | p",
        "seed: 1 | seed: 1, kernel: scalar | p"
      })
  void everyKey_movesItsResult(String from, String to, String moves) {
    assertTrue(BASE.contains(from), from);
    if (base == null) {
      base = run(BASE);
    }
    String[] changed = run(BASE.replace(from, to));
    boolean grid = !changed[0].equals(base[0]);
    boolean particles = !changed[1].equals(base[1]);
    if (moves.equals("g") || moves.equals("b")) {
      assertTrue(grid, "the grid solution ignores " + to);
    }
    if (moves.equals("p") || moves.equals("b")) {
      assertTrue(particles, "the particles ignore " + to);
    }
    if (moves.equals("p")) {
      assertFalse(grid, "the grid solution depends on " + to);
    }
    if (moves.equals("g") && !from.startsWith("boundary")) {
      assertFalse(particles, "the particles depend on " + to);
    }
  }
}
