package wfr.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wfr.model.DensityEstimate;
import wfr.model.DensityEstimate.Evaluation;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.MixtureLaw;

/** Scenarios in space, and of particles alone in any dimension: what is read, and one line for what is not. */
class SpaceScenarioTest {
  private static final String SPACE =
      """
      potential: "(x^2 - 1)^2 + y^2 + x3^2/2 + x1*z/4"
      initial: {gaussian: {mean: [0, 0.1, 0.2], covariance: [[0.3, 0.1, 0], [0.1, 0.2, 0], [0, 0, 0.4]]}}
      domain: [[-4, 4], [-5, 5], [0, 2]]
      boundary: [line, no-flux, periodic]
      output-times: [0.1]
      observables: {up: "z + y > x", first: "x1"}
      """;

  private static final String TEN =
      """
      dimension: 10
      potential: {quadratic: {mean: [0, 0, 0, 0, 0, 0, 0, 0, 0, 1], variance: 4}}
      initial: {gaussian: {mean: [-3, 0, 0, 0, 0, 0, 0, 0, 0, 0], variance: 1}}
      output-times: [0.1]
      observables: {last: "x10^2 + x1"}
      """;

  static Scenario read(String text) {
    return ScenarioReader.read("s.yaml", "s", text);
  }

  private static String with(String scenario, String line) {
    String key = line.substring(0, line.indexOf(':'));
    return scenario.lines().filter(l -> !l.startsWith(key + ":")).reduce("", (a, b) -> a + b + "\n")
        + line
        + "\n";
  }

  static void assertRefused(String scenario, String line, String expected) {
    String text = with(scenario, line);
    String message = assertThrows(BadInput.class, () -> read(text)).getMessage();
    assertTrue(message.startsWith("s.yaml: "), message);
    assertTrue(message.contains(expected), "expected <" + expected + "> in <" + message + ">");
    assertTrue(message.lines().count() == 1 || message.endsWith("^"), message);
  }

  @Test
  void threeIntervals_haveXYAndZ_andABoundaryEach() {
    Scenario s = read(SPACE);
    Domain box = s.problem().domain();
    assertEquals(3, s.problem().dimension());
    assertTrue(s.hasGrid());
    assertEquals(
        List.of(Domain.Boundary.LINE, Domain.Boundary.NO_FLUX, Domain.Boundary.PERIODIC),
        box.boundary());
    double[] x = {0.5, -1, 2};
    assertEquals(0.5625 + 1 + 2 + 0.25, s.problem().potential().value(x));
    double[] g = new double[3];
    s.problem().potential().gradient(x, g);
    assertArrayEquals(new double[] {4 * 0.5 * (0.25 - 1) + 0.5, -2, 2.125}, g);
    assertEquals(1, s.observables().get(0).field().value(x));
    assertEquals(0.5, s.observables().get(1).field().value(x));
    assertEquals(new DensityEstimate.Grid(0), s.particles().density());
  }

  @Test
  void oneWordForAllAxes_isEveryAxis_andTheDefaultDensityIsTheTransition() {
    Scenario s = read(with(with(SPACE, "boundary: line"), "domain: [[-4, 4], [-5, 5], [-6, 6]]"));
    assertTrue(s.problem().domain().isWholeSpace());
    assertEquals(new DensityEstimate.Transition(Evaluation.AUTO), s.particles().density());
  }

  @Test
  void tenDimensions_haveVectorsAndABoxAroundTheirLaws() {
    Scenario s = read(TEN);
    assertEquals(10, s.problem().dimension());
    assertFalse(s.hasGrid());
    Domain box = s.problem().domain();
    assertEquals(Collections.nCopies(10, Domain.Boundary.LINE), box.boundary());
    assertEquals(
        -20, box.lower()[0]); // the target's deviation is 2 about 0, the start's 1 about -3
    assertEquals(20, box.upper()[0]);
    assertEquals(21, box.upper()[9]);
    assertTrue(s.problem().initial() instanceof GaussianLaw);
    double[] x = {3, 0, 0, 0, 0, 0, 0, 0, 0, 2};
    assertEquals(7, s.observables().get(0).field().value(x));
    assertEquals((9 + 1) / 8.0, s.problem().potential().value(x));
    assertEquals(10, s.asUnderstood().get("dimension"));
    assertFalse(s.asUnderstood().containsKey("domain") || s.asUnderstood().containsKey("grid"));
  }

  @Test
  void expressionsInManyVariables_areCompiledWithTheirGradients() {
    StringBuilder v = new StringBuilder("potential: \"x1*x50");
    for (int k = 1; k <= 50; k++) {
      v.append(" + x").append(k).append("^2");
    }
    Scenario s =
        read(
            "dimension: 50\n"
                + v
                + "\"\ninitial: {log-density: \"-(x1 - x2)^2\"}\noutput-times: [1]\n"
                + "particles: {density: gaussian}\n");
    double[] x = new double[50];
    x[0] = 2;
    x[49] = 3;
    assertEquals(6 + 4 + 9, s.problem().potential().value(x));
    double[] g = new double[50];
    s.problem().potential().gradient(x, g);
    assertEquals(3 + 4, g[0]);
    assertEquals(2 + 6, g[49]);
    assertEquals(-4, s.problem().initial().logDensity(x));
    assertEquals(-10, s.problem().domain().lower()[7]);
  }

  @Test
  void mixtures_haveVectorsWithVariancesOrCovariances() {
    String means = "weights: [1, 2], means: [[0, 0, 0], [1, 1, 1]]";
    String diagonal = "[[1, 0, 0], [0, 1, 0], [0, 0, 1]]";
    Scenario isotropic =
        read(with(SPACE, "initial: {mixture: {" + means + ", variances: [1, 1]}}"));
    Scenario full =
        read(
            with(
                SPACE,
                "initial: {mixture: {%s, covariances: [%s, %s]}}"
                    .formatted(means, diagonal, diagonal)));
    double[] x = {0.3, -0.2, 1};
    assertTrue(isotropic.problem().initial() instanceof MixtureLaw);
    assertEquals(
        full.problem().initial().logDensity(x), isotropic.problem().initial().logDensity(x));
  }

  @ParameterizedTest
  @ValueSource(strings = {SPACE, TEN, ProductScenarioTest.ROTATED})
  void whatWasUnderstood_isAScenarioOfTheSameMeaning(String text) throws Exception {
    Scenario s = read(text);
    String yaml = new ObjectMapper(new YAMLFactory()).writeValueAsString(s.asUnderstood());
    assertEquals(s.asUnderstood(), read(yaml).asUnderstood());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "boundary: [line, no-flux] | boundary: a list of 2: one word, or one for each of 3 axes",
        "boundary: [line, wall, line] | boundary: wall: line, no-flux or periodic is expected",
        "potential: \"x4\" | the variable x4 needs 4 dimensions, this problem has three: use x y z",
        "potential: \"x0\" | unknown name 'x0': variables x y z, constants",
        "potential: \"x^2 + 1/z\" | division by zero: z vanishes near x = ",
        "potential: {banana: {}} | potential.banana: a mapping with keys : needs two dimensions",
        "potential: {double-well: {barrier: 1}} | has one dimension, the domain has three",
        "initial: {gaussian: {mean: [0, 0], variance: 1}} | initial.gaussian.mean: a list of 2: a list of 3 numbers is expected in three dimensions",
        "initial: {gaussian: {mean: [0, 0, 0]}} | initial.gaussian.covariance: missing",
        "initial: {gaussian: {mean: [0, 0, 0], variance: -1}} | initial.gaussian.variance: -1: must be > 0",
        "initial: {gaussian: {mean: [0, 0, 0], variance: 1, covariance: 2}} | covariance: and variance are both given",
        "initial: {gaussian: {mean: [0, 0, 0], covariance: [[1, 0], [0, 1]]}} | initial.gaussian.covariance: a list of 2: a matrix of 3 rows is expected in three dimensions",
        "initial: {gaussian: {mean: [0, 0, 0], covariance: [[1, 0, 0], [0, 1], [0, 0, 1]]}} | initial.gaussian.covariance[1]: a list of 2: a list of 3 numbers",
        "initial: {mixture: {weights: [1, 1], means: [[0, 0, 0]], variances: [1, 1]}} | means: a list of 1: 2 entries are expected, one per weight",
        "grid: {cells: 41} | grid.cells: 41: a whole number from 8 to 40 is expected (per axis;",
        "particles: {density: transition} | knows no boundary in three dimensions: boundary: line",
        "particles: {density: {kernel: {bandwidth: rule}}} | the rule knows no boundary in three dimensions",
        "particles: {density: {kernel: {bandwidth: 0.1}}} | a kernel knows no boundary in three dimensions",
        "particles: {integrator: exact-ou} | needs a Gaussian target",
        "feynman-kac: {killing: \"x\", start: 0, horizon: 1} | is for one dimension, the domain has 3",
        "dimension: 3 | dimension: 3: is for particles alone, which have no domain: give one of the two",
      })
  void badValueInSpace_isNamedWithWhatIsAdmissible(String line, String expected) {
    assertRefused(SPACE, line, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "dimension: 1 | dimension: 1: a whole number from 2 to 50 is expected",
        "dimension: 51 | dimension: 51: a whole number from 2 to 50 is expected",
        "boundary: periodic | dimension: 10: is for particles alone, which have no boundary",
        "grid: {cells: 16} | dimension: 10: is for particles alone, which have no grid",
        "potential: \"x1^2 + x11\" | the variable x11 needs 11 dimensions, this problem has 10: use x1 ... x10",
        "potential: \"x^2\" | unknown name 'x': variables x1 ... x10, constants",
        "potential: {polynomial: [0, 1]} | has one dimension, the scenario has 10",
        "potential: \"1/x1\" | it must be finite on the whole domain",
        "initial: {gaussian: {mean: [0, 0], variance: 1}} | a list of 10 numbers is expected in 10 dimensions",
        "dynamics: {underdamped: {friction: 1}} | is for one dimension, the scenario has 10",
        "particles: {density: grid} | particles.density: grid: needs a domain",
        "particles: {density: {grid: {cells: 10}}} | particles.density.grid: a mapping with keys cells: needs a domain",
        "particles: {integrator: leimkuhler-matthews} | particles.density: missing: transition needs integrator: euler-maruyama",
        "particles: {density: {kernel: {bandwidth: 1, evaluation: binned}}} | bins have at most two dimensions: auto, tree or blocked",
      })
  void badValueForParticlesAlone_isNamedWithWhatIsAdmissible(String line, String expected) {
    assertRefused(TEN, line, expected);
  }

  @Test
  void kernelsOfParticlesAlone_areNeverBinned() {
    String plane =
        """
        dimension: 2
        potential: "x^2 + y^2"
        initial: {gaussian: {mean: [0, 0], variance: 1}}
        output-times: [0.1]
        """;
    assertEquals(
        new DensityEstimate.Transition(Evaluation.TREE), read(plane).particles().density());
    assertEquals(
        new DensityEstimate.Kernel(0.1, Evaluation.TREE),
        read(plane + "particles: {density: {kernel: {bandwidth: 0.1}}}\n").particles().density());
    assertRefused(
        plane,
        "particles: {density: {kernel: {bandwidth: 1, evaluation: binned}}}",
        "bins need a domain");
    assertRefused(plane, "particles: {density: oracle}", "needs a Gaussian target and start");
    assertEquals(
        new DensityEstimate.Oracle(),
        read(TEN + "particles: {density: oracle}\n").particles().density());
  }
}
