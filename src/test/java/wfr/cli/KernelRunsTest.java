package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.reference.ParticleResult;
import wfr.scenario.Scenario;
import wfr.scenario.ScenarioReader;

/** Runs of a scenario by the fused kernel. */
class KernelRunsTest {
  /** Six times the summed errors, as for Feynman-Kac: a false alarm of 2e-9 per figure were they normal. */
  private static final double ERRORS = 6;

  private static Scenario scenario(String particles) {
    return ScenarioReader.read(
        "kernel.yaml",
        "kernel",
        """
        potential: "2*(x^2 - 1)^2 + 0.3*x"
        initial: {gaussian: {mean: -1, variance: 0.1}}
        domain: [-3, 3]
        reaction-rate: 2.0
        output-times: [0.2, 0.6]
        observables: {right: "x > 0"}
        particles: {count: 64000, time-step: 0.005, ess-threshold: 0.8, %s}
        """
            .formatted(particles));
  }

  private static ParticleResult sample(String particles) {
    return new Engine().sample(scenario(particles), 2, (what, done) -> {});
  }

  /** On the fused path and beside it (a kernel estimate is not fused) the grid's figures come out; resampling happens on the way, E[w] = 1. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "kernel: auto",
        "kernel: scalar",
        "kernel: scalar, integrator: leimkuhler-matthews"
      })
  void sample_agreesWithTheGrid(String particles) {
    ParticleResult run = sample(particles);
    assertTrue(run.resamplings() > 0, "the run must resample");
    var grid =
        new Engine().solve(scenario(particles), SolveCommand.defaultAccuracy(1), (w, d) -> {});
    for (int o = 0; o < run.summaries().size(); o++) {
      MeasureSummary a = run.summaries().get(o);
      MeasureSummary b = grid.summaries().get(o);
      agree(b.mean().get(0), a.mean().get(0), "mean");
      agree(b.variance().get(0).get(0), a.variance().get(0).get(0), "variance");
      agree(b.observables().get("right"), a.observables().get("right"), "right");
    }
    for (double w : run.meanWeight()) {
      assertEquals(1, w, MEAN_WEIGHT);
    }
  }

  /** A step multiplies the mean weight by 1 + (lambda dt)^2 Var h/2, so E[w] exceeds 1 by lambda^2 dt t Var h/2; Var h starts at 8 and falls. */
  private static final double MEAN_WEIGHT = 2 * 2 * 0.005 * 0.6 / 2 * 10;

  private static void agree(Estimate expected, Estimate found, String what) {
    double bound = ERRORS * (expected.error() + found.error());
    assertEquals(expected.value(), found.value(), bound, what);
  }

  /** The same seed gives the same sample for one thread and two. */
  @Test
  void sample_isTheSameBits_forEveryNumberOfThreads() {
    Scenario s = scenario("kernel: scalar");
    double[] one = positions(new Engine().sample(s, 1, (what, done) -> {}));
    double[] two = positions(new Engine().sample(s, 2, (what, done) -> {}));
    assertTrue(Arrays.equals(one, two));
  }

  private static double[] positions(ParticleResult r) {
    return r.samples().get(1).coordinate(0);
  }

  @Test
  void unknownKernel_isRefused() {
    var e = assertThrows(wfr.scenario.BadInput.class, () -> scenario("kernel: fast"));
    assertTrue(e.getMessage().contains("readable, auto, scalar, vector"), e.getMessage());
  }
}
