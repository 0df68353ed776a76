package wfr.reference;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.model.GaussianLaw;
import wfr.operation.ClosedFormOperations.GaussianFlow;
import wfr.scenario.BadInput;
import wfr.scenario.Scenario;
import wfr.scenario.ScenarioReader;

/** Problems that were answered wrongly or not at all: right values from programs that share nothing with this one, or closed forms. A stated error above the given one is no answer. */
class HardInputsTest {
  /** Digits of values from other programs, and largest stated errors that are an answer. */
  private static final double DIGITS = 1e-10;

  private static final double USEFUL = 1e-6;
  private static final double USEFUL_WHERE_NARROW = 1e-5;

  private static List<MeasureSummary> solve(String text) {
    Scenario s = ScenarioReader.read("input", "input", text);
    return SolveBench.solve(s.problem(), s.outputTimes(), 1e-6).summaries();
  }

  private static void assertRight(
      String name, double right, double digits, Estimate e, double useful) {
    double off = Math.abs(e.value() - right);
    assertTrue(off <= e.error() + digits, name + ": " + e + " for " + right);
    assertTrue(e.error() <= useful, name + ": stated " + e.error());
  }

  /** V jumps where the circle closes. */
  @Test
  void seam() {
    MeasureSummary at =
        solve(
                "potential: cos(x)\ninitial: {log-density: cos(x-1)}\ndomain: [0, 6]\nboundary: periodic\noutput-times: [0.5]\n")
            .get(0);
    assertRight("KL", 0.0771945929, DIGITS, at.kl(), USEFUL);
    assertRight("Var h", 0.1627027211, DIGITS, at.logRatioVariance(), USEFUL);
  }

  /** A start of variance 1e-8, against the Gaussian closed form. */
  @Test
  void narrowStart() {
    String text =
        "potential: x^2/2\ninitial: {gaussian: {mean: 1, variance: 1e-8}}\ndomain: [-8, 8]\nreaction-rate: 1\noutput-times: [0.001, 0.5]\n";
    for (MeasureSummary at : solve(text)) {
      GaussianLaw exact =
          Reference.IMPLEMENTATION.apply(
              new GaussianFlow(GaussianLaw.of(0, 1), GaussianLaw.of(1, 1e-8), 1, 1, at.time()));
      assertRight("mean", exact.mean()[0], 0, at.mean().get(0), USEFUL_WHERE_NARROW);
      assertRight(
          "variance",
          exact.covariance()[0][0],
          0,
          at.variance().get(0).get(0),
          USEFUL_WHERE_NARROW);
    }
  }

  /** Long after everything has become still; particles in steps of their own choice would need too many and are refused, the grid is not. */
  @Test
  void hugeTime() {
    String text =
        "potential: (x-1)^2/10\ninitial: {gaussian: {mean: 0, variance: 1}}\ndomain: [-14, 16]\nreaction-rate: 1\noutput-times: [1, 1000000]\n";
    List<MeasureSummary> all = solve(text);
    assertRight("mean", 1, DIGITS, all.get(1).mean().get(0), USEFUL);
    assertRight("KL", 0, 0, all.get(1).kl(), USEFUL);
    Scenario s = ScenarioReader.read("input", "input", text);
    assertThrows(BadInput.class, s::requireParticleSteps);
  }
}
