package wfr.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wfr.diagnostics.MeasureSummary;
import wfr.exact.StepFlow;
import wfr.math.Estimate;
import wfr.model.GaussianLaw;
import wfr.operation.ClosedFormOperations.GaussianFlow;
import wfr.operation.GridOperations.GradedEdges;
import wfr.scenario.BadInput;
import wfr.scenario.Scenario;
import wfr.scenario.ScenarioReader;

/** Problems that were answered wrongly or not at all: right values from programs that share nothing with this one, or closed forms. A stated error above the given one is no answer. */
class HardInputsTest {
  /** Digits of values from other programs, and largest stated errors that are an answer. */
  private static final double DIGITS = 1e-10;

  private static final double LAST_DIGITS = 1e-7;
  private static final double SIX_DIGITS = 1e-6;
  private static final double FOUR_DIGITS = 1e-4;
  private static final double THREE_DIGITS = 1e-3;
  private static final double USEFUL = 1e-6;
  private static final double USEFUL_WHERE_NARROW = 1e-5;

  /** Midpoint rule on the left well, 1e-3 of its deviation apart: exact to rounding. */
  private static final int WELL_POINTS = 100_000;

  private static final double WELL_WIDTH = 0.2;
  private static final double QUADRATURE = 1e-14;

  /** Half of what equal cells need. */
  private static final int MOST_CELLS = 8192;

  private static List<MeasureSummary> solve(String text) {
    return result(text).summaries();
  }

  private static GridResult result(String text) {
    return result(text, 1e-6);
  }

  private static GridResult result(String text, double accuracy) {
    Scenario s = ScenarioReader.read("input", "input", text);
    GridTask task = GridTask.free(s.problem(), s.outputTimes(), s.observables(), accuracy);
    return new RichardsonSolver(task, Reference.IMPLEMENTATION, (what, fraction) -> {}).solve();
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

  /** A start that falls by 450: on equal cells fluxes are upwind on its way, unless there are very many. */
  @Test
  void farStart() {
    String text =
        "potential: x^2/2\ninitial: {gaussian: {mean: 30, variance: 0.5}}\ndomain: [-8, 40]\nreaction-rate: 1\noutput-times: [0.5]\n";
    GridResult result = result(text);
    MeasureSummary at = result.summaries().get(0);
    GaussianLaw exact =
        Reference.IMPLEMENTATION.apply(
            new GaussianFlow(GaussianLaw.of(0, 1), GaussianLaw.of(30, 0.5), 1, 1, 0.5));
    assertRight("mean", exact.mean()[0], 0, at.mean().get(0), USEFUL);
    assertRight("variance", exact.covariance()[0][0], 0, at.variance().get(0).get(0), USEFUL);
    assertTrue(result.scheme().cells() <= MOST_CELLS, () -> result.scheme().toString());
  }

  /** Where V rises by 1e5 and more over the start, quantiles had scales far below the panels of the map's integral, and edges did not ascend: exit code 3. */
  @Test
  void steepWalls_haveEdgesThatAscend() {
    String rest =
        "\ninitial: {gaussian: {mean: 0.9, variance: 0.09}}\ndomain: [-3.5, 3.5]\noutput-times: [0.5]\n";
    for (String potential :
        List.of(
            "{double-well: {barrier: 1e5, tilt: 1e5}}",
            "{mixture: {weights: [1], means: [0], variances: [1e-8]}}")) {
      Scenario s = ScenarioReader.read("input", "input", "potential: " + potential + rest);
      double[] edges = Reference.IMPLEMENTATION.apply(new GradedEdges(s.problem(), 4096));
      for (int k = 1; k < edges.length; k++) {
        assertTrue(edges[k] > edges[k - 1], potential + ": edge " + k);
      }
    }
  }

  /** Walls that no grid resolves and V that no grid follows: a line with advice. Rates against a slope of e^700 vanish in doubles, with them what flows down it: all mass was said to be in the last cell, to 1e-4. */
  @ParameterizedTest
  @CsvSource({
    "'{mixture: {weights: [1], means: [0], variances: [1e-6]}}', 'V changes by more than 700 from one cell to the next'",
    "'{double-well: {barrier: 1e5, tilt: 1e5}}', 'V changes by more than 700 from one cell to the next'",
    "'1e6*sin(1e5*x) + x^2', 'even the coarsest grid needs 131072 cells'",
  })
  void potentialsBeyondEveryGrid_areRefused(String potential, String why) {
    String text =
        "potential: "
            + potential
            + "\ninitial: {gaussian: {mean: 0.9, variance: 0.09}}\ndomain: [-4, 4]\noutput-times: [0.5]\n";
    RunStopped stopped =
        assertThrows(RunStopped.class, () -> RunStopped.guard("input", () -> solve(text)));
    assertTrue(stopped.getMessage().contains(why), stopped::getMessage);
    assertTrue(stopped.getMessage().contains("narrow the domain"), stopped::getMessage);
  }

  /** A start that does not fit a jump of V: what halving the steps leaves is seen where its layer is resolved (4.8e-8 was stated for 6.7e-8). Right: spectral elements, twice (`wfr.errorbars`). */
  @Test
  void startThatDoesNotFitAJump() {
    String text =
        "potential: \"0.04224*x + 0.8439*x^2 + 0.02189*x^3 + 0.4821*x^4 + 3.523*(x > -0.6584909999999999)*(x < 0.648709)\"\n"
            + "initial: {gaussian: {mean: 0.3961, variance: 0.1835}}\ndomain: [-2.702, 1.957]\nboundary: no-flux\nreaction-rate: 1.157\noutput-times: [0.028975, 0.1159]\n";
    List<MeasureSummary> all = result(text, 1e-5).summaries();
    assertRight("mean", 0.4093141620, DIGITS, all.get(0).mean().get(0), USEFUL_WHERE_NARROW);
    assertRight("mean", 0.4212620456, DIGITS, all.get(1).mean().get(0), USEFUL_WHERE_NARROW);
  }

  /** Wells so narrow that the start slides down walls of e^700 per cell of the first grids: all mass stays in its well, half of pi, as the law in it. */
  @Test
  void steepWells() {
    MeasureSummary at =
        solve(
                "potential: 1e5*(x^2-1)^2\ninitial: {gaussian: {mean: -1, variance: 0.001}}\ndomain: [-1.3, 1.3]\nboundary: no-flux\nreaction-rate: 1\noutput-times: [1]\n")
            .get(0);
    double mass = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < WELL_POINTS; i++) {
      double off = WELL_WIDTH * ((i + 0.5) / WELL_POINTS - 0.5);
      double w = Math.exp(-1e5 * off * off * (off - 2) * (off - 2));
      mass += w;
      first += w * off;
      second += w * off * off;
    }
    double mean = first / mass;
    assertRight("KL", Math.log(2), 0, at.kl(), USEFUL);
    assertRight("mean", mean - 1, QUADRATURE, at.mean().get(0), USEFUL);
    assertRight(
        "variance", second / mass - mean * mean, QUADRATURE, at.variance().get(0).get(0), USEFUL);
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
    assertThrows(BadInput.class, s::requireWalkers);
  }

  /** V jumps inside, on the line and between walls; values of the method of lines on meshes aligned with the jumps, whose last digits are uncertain. */
  @Test
  void jumps() {
    MeasureSummary line =
        solve(
                "potential: x^2/2 + 2*(x > 0.3)\ninitial: {gaussian: {mean: 1, variance: 0.5}}\ndomain: [-8, 8]\nreaction-rate: 1\noutput-times: [0.5]\nobservables: {right: x > 0.3}\n")
            .get(0);
    assertRight("mean", 0.00096181, LAST_DIGITS, line.mean().get(0), USEFUL);
    assertRight("KL", 0.20124928, LAST_DIGITS, line.kl(), USEFUL);
    assertRight("reverse KL", 0.17337583, LAST_DIGITS, line.reverseKl(), USEFUL);
    assertRight("Var h", 0.4751931, LAST_DIGITS, line.logRatioVariance(), USEFUL);
    assertRight("right", 0.24577886, LAST_DIGITS, line.observables().get("right"), USEFUL);
    MeasureSummary walls =
        solve(
                "potential: 10 - 10*(abs(x) < 1)\ninitial: {log-density: -(x-0.5)^2/0.1}\ndomain: [-3, 3]\nboundary: no-flux\nreaction-rate: 1\noutput-times: [0.1]\nobservables: {right: x > 0}\n")
            .get(0);
    assertRight("right", 0.8291974, LAST_DIGITS, walls.observables().get("right"), USEFUL);
    assertEquals(Estimate.UNKNOWN, line.fisherInformation());
    assertEquals(Estimate.UNKNOWN, walls.fisherInformation());
  }

  /** Observables as narrow as 1e-5, hats and bells. */
  @Test
  void narrowObservables() {
    MeasureSummary at =
        solve(
                """
                potential: "x^4 - x^2"
                initial: {gaussian: {mean: 0.3, variance: 0.2}}
                domain: [-3.5, 3.5]
                output-times: [0.5]
                observables:
                  hat5: "max(0,1-1e5*abs(x-0.123))*1e5"
                  hat3: "max(0,1-1e3*abs(x-0.123))*1e3"
                  g6: "exp(-1e6*(x-0.2222)^2)*1e3"
                """)
            .get(0);
    assertRight("hat5", 0.3859, FOUR_DIGITS, at.observables().get("hat5"), USEFUL);
    assertRight("hat3", 0.3859, FOUR_DIGITS, at.observables().get("hat3"), USEFUL);
    assertRight("g6", 0.722, THREE_DIGITS, at.observables().get("g6"), USEFUL);
  }

  private static SpectrumResult spectrum(String text, int count) {
    Scenario s = ScenarioReader.read("input", "input", text);
    return new SpectrumSolver(
            s.problem(), count, 0, Reference.IMPLEMENTATION, (what, fraction) -> {})
        .solve();
  }

  private static void assertRelative(String name, double right, double digits, Estimate e) {
    assertRight(name, right, digits * right, e, USEFUL * right);
  }

  /** The gap across a step in V, against a program on a mesh aligned with it and against the closed form; and no curvature, which V'' away from the step would promise. */
  @Test
  void spectrumOfJumps() {
    SpectrumResult outside =
        spectrum(
            "potential: x^2/2 + 8*(abs(x) < 0.5)\ninitial: {gaussian: {mean: 1, variance: 0.5}}\ndomain: [-8, 8]\noutput-times: [0.5]\n",
            3);
    assertRelative("mu_1", 8.31176e-4, SIX_DIGITS, outside.eigenvalues().get(1));
    assertFalse(outside.isCurved());
    assertTrue(outside.curvature().value() < 0);
    StepFlow step = new StepFlow(-1, 0.3, 2, 2);
    SpectrumResult exact =
        new SpectrumSolver(step.problem(), 2, 0, Reference.IMPLEMENTATION, (what, fraction) -> {})
            .solve();
    assertRelative("mu_1", step.gap(), 0, exact.eigenvalues().get(1));
  }

  /** The Laplacian on a circle: 0, 1, 1, 4, 4, 9, 9, ... */
  @Test
  void degenerateSpectrum() {
    SpectrumResult circle =
        spectrum(
            "potential: 0*x\ninitial: {log-density: cos(x)}\ndomain: [0, 6.283185307179586]\nboundary: periodic\noutput-times: [0.5]\n",
            6);
    double[] right = {0, 1, 1, 4, 4, 9};
    for (int k = 1; k < right.length; k++) {
      assertRelative("mu_" + k, right[k], 0, circle.eigenvalues().get(k));
      assertRelative("nu_" + k, 1 + right[k], 0, circle.linearisedWfr().get(k));
    }
  }

  /** Where V jumps Euler-Maruyama would settle in another law (right of .3 a share of .40 for .077): refused, as where a circle closes; a kink is none. */
  @Test
  void particlesInAPotentialThatJumps_areRefused() {
    String text =
        "potential: \"%s\"\ninitial: {log-density: -(x-1)^2}\ndomain: [-8, 8]\nboundary: %s\noutput-times: [6]\n";
    for (String[] jump :
        new String[][] {
          {"x^2/2 + 2*(x > 0.3)", "line", "V jumps by 2.0 at x = 0.3"},
          {"x", "periodic", "V jumps by -16.0 at x = 8.0, where the domain closes"}
        }) {
      Scenario s = ScenarioReader.read("input", "input", text.formatted(jump[0], jump[1]));
      BadInput e = assertThrows(BadInput.class, s::requireWalkers);
      assertTrue(e.getMessage().startsWith("input: potential: " + jump[2]), e.getMessage());
    }
    ScenarioReader.read("input", "input", text.formatted("abs(x)", "line")).requireWalkers();
    String plane =
        "potential: \"x^2 + y^2 + 2*(x + y > 0.3)\"\ninitial: {gaussian: {mean: [0, 0], covariance: [[1, 0], [0, 1]]}}\ndomain: [[-6, 6], [-6, 6]]\noutput-times: [1]\n";
    Scenario s = ScenarioReader.read("input", "input", plane);
    assertTrue(
        assertThrows(BadInput.class, s::requireWalkers)
            .getMessage()
            .contains("V jumps by 2.0 at ["));
  }

  /** x in nanometres, metres or a billion metres: the same digits, errors in that unit; against the Gaussian closed form. */
  @Test
  void unitsOfLength() {
    for (double unit : new double[] {1e-9, 1, 1e9}) {
      double square = unit * unit;
      String text =
          "potential: {quadratic: {mean: %s, variance: %s}}\ninitial: {gaussian: {mean: 0, variance: %s}}\ndomain: [%s, %s]\nreaction-rate: 0.7\ndiffusivity: %s\noutput-times: [0.8]\n"
              .formatted(2 * unit, 3 * square, 1.5 * square, -10 * unit, 14 * unit, square);
      MeasureSummary at = solve(text).get(0);
      GaussianFlow exact =
          new GaussianFlow(
              GaussianLaw.of(2 * unit, 3 * square),
              GaussianLaw.of(0, 1.5 * square),
              0.7,
              square,
              0.8);
      GaussianLaw law = Reference.IMPLEMENTATION.apply(exact);
      assertRight("mean", law.mean()[0], 0, at.mean().get(0), USEFUL * unit);
      assertRight(
          "variance", law.covariance()[0][0], 0, at.variance().get(0).get(0), USEFUL * square);
      assertRight(
          "Fisher",
          0.1406039335 / square,
          DIGITS / square,
          at.fisherInformation(),
          USEFUL / square);
    }
  }

  /** exp(-V) underflows in V's own expression, far outside of the box. */
  @Test
  void underflowingTail() {
    MeasureSummary at =
        solve(
                """
                potential: "-log(0.3*exp(-(x+2)^2/0.5)+0.7*exp(-(x-1)^2/1.4))"
                initial: {log-density: "-(x-0.2)^2/(2*1.2)"}
                domain: [-7, 7.5]
                reaction-rate: 1.2
                output-times: [0.5]
                """)
            .get(0);
    assertRight("KL", 0.0099, FOUR_DIGITS, at.kl(), USEFUL_WHERE_NARROW);
  }

  /** A Gamma target: V is infinite at the wall, where pi vanishes; beside a wall that is none it must be defined. */
  @Test
  void targetThatVanishesAtAWall() {
    String text =
        "potential: x - 2*log(x)\ninitial: {log-density: -(x-2)^2}\ndomain: [%s, 40]\nboundary: %s\noutput-times: [0.5]\n";
    MeasureSummary at = solve(text.formatted("0", "no-flux")).get(0);
    assertRight("mean", 2.237547843, LAST_DIGITS, at.mean().get(0), USEFUL);
    for (String[] refused : new String[][] {{"0", "line"}, {"-1", "no-flux"}}) {
      assertThrows(
          BadInput.class,
          () -> ScenarioReader.read("input", "input", text.formatted(refused[0], refused[1])));
    }
  }

  /** A box that cuts off a part of a start in 8,000; right values on a box of twice the width. */
  @Test
  void boxThatCuts() {
    MeasureSummary at =
        solve(
                """
                potential: {double-well: {barrier: 2.569, tilt: 0.726}}
                initial: {mixture: {weights: [0.678,0.322], means: [-1.045,0.92], variances: [0.365,0.159]}}
                domain: [-3.2, 3.2]
                reaction-rate: 0.0
                diffusivity: 2.0
                output-times: [0.123]
                """)
            .get(0);
    assertRight("Var h", 0.0865935, 0, at.logRatioVariance(), FOUR_DIGITS);
    assertRight("Fisher", 0.032395, LAST_DIGITS, at.fisherInformation(), FOUR_DIGITS);
  }
}
