package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import wfr.model.ParticleSettings;
import wfr.operation.CorrectionOperations;
import wfr.operation.Implementation;
import wfr.operation.KineticOperations;
import wfr.operation.ParticleOperations;
import wfr.reference.Progress;
import wfr.reference.Reference;
import wfr.scenario.ScenarioReader;

/** Which populations a figure of particles is compared with: every run of particles has sixteen in half the step, and sixteen of half the size in the step. */
class TwoRunsTest {
  private static final String LINE =
      """
      potential: "x^2/2"
      initial: {gaussian: {mean: 0.3, variance: 0.8}}
      domain: [-6, 6]
      reaction-rate: 1
      output-times: [0.1]
      particles: {count: 656, time-step: 0.05}
      """;

  private static Map<String, Integer> populations(String more) {
    List<ParticleSettings> seen = new ArrayList<>();
    Implementation ops =
        Reference.IMPLEMENTATION
            .with(
                ParticleOperations.PARTICLE_RUN,
                (c, next) -> {
                  add(seen, c.settings());
                  return next.apply(c);
                })
            .with(
                CorrectionOperations.REWEIGHTED_RUN,
                (c, next) -> {
                  add(seen, c.settings());
                  return next.apply(c);
                })
            .with(
                KineticOperations.KINETIC_WALK,
                (c, next) -> {
                  add(seen, c.settings());
                  return next.apply(c);
                });
    new Engine(ops).sample(ScenarioReader.read("file", "two", LINE + more), 1, Progress.NONE);
    Map<String, Integer> count = new TreeMap<>();
    seen.forEach(s -> count.merge(s.count() + " in steps of " + s.timeStep(), 1, Integer::sum));
    return count;
  }

  private static synchronized void add(List<ParticleSettings> seen, ParticleSettings settings) {
    seen.add(settings);
  }

  @Test
  void theCoarseOnes_haveTwiceTheStepAndHalfTheSize() {
    Map<String, Integer> expected = Map.of("20 in steps of 0.05", 16, "41 in steps of 0.025", 16);
    for (String more :
        List.of(
            "",
            "target-path: {from: \"x^2/2\"}\n",
            "grid: {cells: 24}\ndynamics: {underdamped: {friction: 1}}\n")) {
      assertEquals(expected, populations(more), more);
    }
  }
}
