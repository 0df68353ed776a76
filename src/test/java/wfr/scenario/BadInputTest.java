package wfr.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every bad input gets one line that names the file, the key, the value and what is admissible. */
class BadInputTest {
  private static final String GOOD =
      """
      potential: "4*(x^2 - 1)^2"
      initial: {gaussian: {mean: -1, variance: 0.04}}
      domain: [-3, 3]
      output-times: [0.1, 0.5]
      """;

  @TempDir Path directory;

  /** The message for a file of this text: one line unless an expression shows its caret. */
  private String message(String yaml) throws Exception {
    Path file = directory.resolve("s.yaml");
    Files.writeString(file, yaml);
    String m = assertThrows(BadInput.class, () -> ScenarioReader.read(file)).getMessage();
    assertTrue(m.startsWith(file.toString() + ": "), m);
    m = m.substring(file.toString().length() + 2);
    assertTrue(m.lines().count() == 1 || m.lines().count() == 3 && m.endsWith("^"), m);
    return m;
  }

  private static String with(String key, String value) {
    String others =
        GOOD.lines()
            .filter(l -> !l.startsWith(key + ":"))
            .reduce("", (a, b) -> a + b + System.lineSeparator());
    return others + key + ": " + value + System.lineSeparator();
  }

  private void assertMessage(String yaml, String expected) throws Exception {
    String m = message(yaml);
    assertTrue(m.contains(expected), "expected <" + expected + "> in <" + m + ">");
  }

  @Test
  void goodScenario_isReadWithItsDefaults() throws Exception {
    Path file = directory.resolve("my run.yaml");
    Files.writeString(file, GOOD);
    Scenario s = ScenarioReader.read(file);
    assertEquals("my run", s.name());
    assertEquals(1, s.problem().reactionRate());
    assertEquals(1, s.problem().diffusivity());
    assertEquals(100_000, s.particles().count());
    assertEquals(0.005, s.particles().timeStep());
    assertEquals(0.5, s.particles().resampling().essThreshold());
    assertTrue(s.grid().cells().isEmpty() && s.grid().timeStep().isEmpty());
    assertEquals(
        "[name, potential, initial, domain, boundary, reaction-rate, diffusivity, output-times,"
            + " observables, grid, particles, dynamics]",
        s.asUnderstood().keySet().toString());
  }

  @Test
  void fileThatIsNoText_isRefused() throws Exception {
    Path missing = directory.resolve("none.yaml");
    String m = assertThrows(BadInput.class, () -> ScenarioReader.read(missing)).getMessage();
    assertTrue(m.endsWith("none.yaml: no such file: a scenario file (YAML) is expected"), m);
    m = assertThrows(BadInput.class, () -> ScenarioReader.read(directory)).getMessage();
    assertTrue(m.contains(": is a directory"), m);
    Path binary = Files.write(directory.resolve("b.yaml"), new byte[] {'a', 0, 'b'});
    m = assertThrows(BadInput.class, () -> ScenarioReader.read(binary)).getMessage();
    assertTrue(m.contains(": binary (byte 0 at offset 1)"), m);
    Path latin = Files.write(directory.resolve("l.yaml"), new byte[] {'a', (byte) 0xff});
    m = assertThrows(BadInput.class, () -> ScenarioReader.read(latin)).getMessage();
    assertTrue(m.contains(": binary (not UTF-8)"), m);
    Path large = Files.writeString(directory.resolve("g.yaml"), "#".repeat(1 << 21));
    m = assertThrows(BadInput.class, () -> ScenarioReader.read(large)).getMessage();
    assertTrue(m.contains(": too large: a scenario file has at most 1048576 bytes"), m);
  }

  @Test
  void emptyFile_isRefused() throws Exception {
    assertMessage("", "empty: the keys potential");
    assertMessage("# only a comment\n", "empty: ");
    assertMessage("just words\n", "just words: a scenario is a mapping");
  }

  @Test
  void brokenYaml_isRefusedWithItsLine() throws Exception {
    assertMessage("potential: \"x^2\"\ninitial: {gaussian: [\n", "line ");
    assertMessage("a: b: c\n", "line 1, column 5: not YAML: mapping values are not allowed here");
    assertMessage(GOOD + "potential: x\n", "'potential'");
    assertMessage(GOOD + "---\nname: second\n", "line 6: a second document");
  }

  @Test
  void aliasBomb_isRefused() throws Exception {
    StringBuilder bomb = new StringBuilder("a: &a [x, x]\n");
    for (char c = 'b'; c < 'k'; c++) {
      bomb.append(c + ": &" + c + " [*" + (char) (c - 1) + ", *" + (char) (c - 1) + "]\n");
    }
    assertMessage(bomb.toString(), "aliases are not admissible");
    assertMessage("name: " + "[".repeat(30000) + "\n", "nested deeper than 20 levels");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "reaction_rate | 1 | unknown key 'reaction_rate': did you mean 'reaction-rate'?",
        "grid | {cels: 3} | grid: unknown key 'cels': did you mean 'cells'? Admissible: cells, time-step",
        "particles | {zzzzzzzz: 3} | particles: unknown key 'zzzzzzzz' Admissible: count",
        "initial | {gauss: 3} | initial: unknown key 'gauss': did you mean 'gaussian'?",
        "initial | {gaussian: {mean: 0, varience: 3}} | did you mean 'variance'?",
        "initial | {gaussian: {mean: 0}} | initial.gaussian.variance: missing",
        "initial | {gaussian: {mean: 0, variance: -1}} | initial.gaussian.variance: -1: must be > 0",
        "initial | {gaussian: {mean: 0, variance: .nan}} | .nan: a finite number is expected",
        "initial | {gaussian: {mean: 1e999, variance: 1}} | 1e999: a finite number is expected",
        "initial | {gaussian: {mean: 0, covariance: [[1, 0], [0, 1]]}} | one is expected, the domain has one dimension",
        "initial | 3 | initial: 3: a mapping of keys to values is expected",
        "initial | {mixture: {weights: [1, -1], means: [0, 1], variances: [1, 1]}} | initial.mixture.weights: -1: must be > 0",
        "initial | {mixture: {weights: [1, 1], means: [0], variances: [1, 1]}} | initial.mixture.means: a list of 1: 2 entries are expected",
        "initial | {gaussian: {mean: 50, variance: 1}} | domain: 1.00 of the initial law's mass lies outside the domain [-3, 3]",
        "initial | {log-density: \"x\"} | initial: the initial law is not integrable",
        "reaction-rate | -0.5 | reaction-rate: -0.5: must be >= 0",
        "reaction-rate | fast | reaction-rate: fast: a number is expected",
        "reaction-rate | [1] | reaction-rate: a list of 1: a number is expected",
        "reaction-rate | .inf | reaction-rate: .inf: a finite number is expected",
        "reaction-rate |  | reaction-rate: (nothing): a value is expected",
        "diffusivity | -1 | diffusivity: -1: must be >= 0",
        "domain | [3, -3] | domain: [3, -3]: the lower end must be below the upper end",
        "domain | [1, 1] | domain: [1, 1]: the lower end must be below the upper end",
        "domain | [1, 2, 3] | two numbers are expected",
        "domain | [[-3, 3], [-2, 2]] | initial.gaussian.mean: -1: a list of 2 numbers is expected in two dimensions",
        "potential | \"x^2 + x2\" | the variable x2 needs two dimensions, this problem has one: use x",
        "boundary | [line, line] | boundary: a list of 2: one word, or one for each of 1 axes",
        "dimension | 2 | dimension: 2: is for particles alone, which have no domain: give one of the two",
        "initial | {product: {factors: [x]}} | initial.product.factors[0]: x: a mapping of keys to values is expected",
        "domain | [-3, .inf] | domain[1]: .inf: a finite number is expected",
        "boundary | wall | boundary: wall: must be one of line, no-flux, periodic",
        "output-times | [] | output-times: a list of 0: a list of numbers is expected",
        "output-times | [0.5, 0.1] | output-times: 0.1 after 0.5: must ascend",
        "output-times | [0.5, 0.5] | output-times: 0.5 appears twice",
        "output-times | [-1, 0.5] | output-times: -1: must be >= 0",
        "output-times | [0.1, soon] | output-times[1]: soon: a number is expected",
        "potential | \"1/(x - 0.123456)\" | division by zero: x - 0.123456 vanishes near x = 0.123456",
        "potential | \"x^2 + log(x + 2)\" | log of a number that is not positive: x + 2 is zero or negative",
        "potential | \"sqrt(x)\" | sqrt of a negative number: x is negative",
        "potential | \"x^2 + sqrt(abs(x))\" | the derivative has division by zero",
        "potential | \"exp(exp(x^2))\" | it must be finite on the whole domain",
        "potential | \"x\" | potential: the target is not integrable on the line",
        "potential | \"-x^2\" | potential: the target is not integrable on the line",
        "potential | 0 | potential: the target is not integrable on the line",
        "potential | \"log(1 + abs(x))\" | potential: the target is not integrable on the line",
        "potential | \"2*log(1 + x^2)\" | of the target's mass lies outside the domain [-3, 3]: at most 0.01 may",
        "potential | \"x^2 - 4*log(4 + x)\" | the target is not a number near x = ",
        "potential | {banana: {scale: 1}} | potential.banana: a mapping with keys scale: needs two dimensions: domain: [[lower, upper], [lower, upper]]",
        "potential | {mueller-brown: {beta: 1}} | needs two dimensions: domain: [[lower, upper], [lower, upper]]",
        "potential | {double-well: {barrier: 0}} | potential.double-well.barrier: 0: must be > 0",
        "potential | {polynomial: [0, 1, two]} | potential.polynomial[2]: two: a number is expected",
        "potential | {polynomial: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1e300]} | at x = -3.0: it must be finite on the whole domain",
        "domain | [-3, 1e13] | domain: ends between -1e12 and 1e12 are expected",
        "potential | {} | one key is expected, of quadratic",
        "feynman-kac | {killing: \"x\"} | feynman-kac.start: missing: this key is required",
        "feynman-kac | {killing: \"x\", start: 9, horizon: 1} | feynman-kac.start: 9: must lie in the domain [-3, 3]",
        "feynman-kac | {killing: \"x\", start: 0, horizon: -1} | feynman-kac.horizon: -1: must be >= 0",
        "feynman-kac | {killing: \"1/x\", start: 0, horizon: 1} | feynman-kac.killing: 1/x: division by zero",
        "feynman-kac | {killing: \"x\", functional: \"log(x)\", start: 0, horizon: 1} | feynman-kac.functional: log(x): log of",
        "feynman-kac | {killing: \"x\", start: 0, horizont: 1} | did you mean 'horizon'?",
        "feynman-kac | {killing: \"x\", start: 0, horizon: 1, rule: simpson} | must be one of left, right, trapezoid",
        "feynman-kac | {killing: \"x\", start: .nan, horizon: 1} | feynman-kac.start: .nan: a finite number is expected",
        "feynman-kac | 3 | feynman-kac: 3: a mapping of keys to values is expected",
        "dynamics | {underdamped: {friction: -1}} | dynamics.underdamped.friction: -1: must be >= 0",
        "dynamics | {underdamped: {mass: 1}} | dynamics.underdamped: unknown key 'mass'",
        "dynamics | langevin | dynamics: langevin: must be one of overdamped",
        "dynamics | {underdamped: {}, reverse-ou: {}} | one key is expected, of underdamped, reverse-ou",
        "dynamics | {reverse-ou: {horizon: 1}} | must be {mixture: ...} or {quadratic: ...} with reverse-ou",
        "target-path | {from: \"x\"} | target-path.from: x: exp(-from) is not integrable on the line",
        "target-path | {schedule: linear} | target-path.from: missing",
        "target-path | {from: \"x^2\", schedule: cubic} | target-path.schedule: cubic: must be one of linear",
        "grid | {cells: 0} | grid.cells: 0: a whole number from 8 to",
        "grid | {cells: 99999999999} | grid.cells: 99999999999: a whole number from 8 to",
        "grid | {cells: 1048577} | grid.cells: 1048577: a whole number from 8 to 1048576 is expected (per axis; the error is told by grids of up to four times as many",
        "particles | {density: {grid: {cells: 1e8}}} | particles.density.grid.cells: 1e8: a whole number from 2 to 1048576",
        "grid | {cells: 10.5} | grid.cells: 10.5: a whole number",
        "grid | {time-step: 0} | grid.time-step: 0: must be > 0",
        "grid | {scheme: euler} | must be one of lie-wfr, lie-frw, strang",
        "grid | {transport: tr-bdf2} | grid.transport: tr-bdf2: is no longer a choice: steps are chosen for the accuracy; with time-step transport is implicit Euler",
        "grid | {scheme: strang} | grid.scheme: strang: needs time-step",
        "particles | {count: 0} | particles.count: 0: a whole number from 16 to",
        "particles | {count: 1e12} | particles.count: 1e12: a whole number from 16 to",
        "particles | {count: 2e9} | bytes each,",
        "particles | {time-step: -1} | particles.time-step: -1: must be > 0",
        "particles | {integrator: exact-ou} | particles.integrator: exact-ou: needs a Gaussian target",
        "particles | {integrator: baoab} | particles.integrator: baoab: needs dynamics: {underdamped: {friction: 1}}",
        "particles | {density: exact} | must be oracle, grid, transition, gaussian, {grid: {cells: N}} or {kernel: {bandwidth: B}}",
        "particles | {density: {kernel: {bandwidth: 0}}} | particles.density.kernel.bandwidth: 0: must be > 0",
        "particles | {density: {grid: {cells: 1}}} | particles.density.grid.cells: 1: a whole number from 2",
        "particles | {resampling: all} | must be one of none, multinomial, stratified, systematic, residual",
        "particles | {ess-threshold: 2} | particles.ess-threshold: 2: must be in [0, 1]",
        "particles | {seed: 1.5} | particles.seed: 1.5: a whole number",
        "name | a/b | name: a/b: 1 to 100 characters",
        "observables | {o: \"1/x\"} | observables.o: 1/x: division by zero: x vanishes near x = 0",
        "observables | {o: \"sqrt(x + 3)\"} | on the line it must be defined outside the domain too",
        "particles | {count: 15} | particles.count: 15: a whole number from 16 to",
        "particles | {time-step: 1e-9} | particles.time-step: 1.0E-9: 5.00e+08 steps up to time 0.5: at most",
        "particles | {time-step: 1e-200} | particles.time-step: 1e-200: must be from 1e-100 to 1e100",
        "grid | {time-step: 1e-12} | grid.time-step: 1.0E-12: 5.00e+11 steps up to time 0.5: at most",
        "feynman-kac | {killing: \"x\", start: 0, horizon: 1e9} | particles.time-step: 0.005: 2.00e+11 steps up to time 1000000000: at most",
        "output-times | [4.9e-324] | output-times[0]: 4.9e-324: 0, or from 1.0E-300 to 1.0E300 in absolute value, is expected",
        "output-times | [1e200] | output-times: 1.0E200: must be 0 or from 1e-100 to 1e100",
        "reaction-rate | 1e300 | reaction-rate: 1e300: must be 0 or from 1e-100 to 1e100",
        "potential | {polynomial: [0, 0, 1e300]} | it rises by 9.00e+300 on the domain: at most 1e12 can be resolved",
        "potential | \"x^2 + 1e20\" | its least value on the domain is 1.00e+20: at most 1e9",
        "initial | {gaussian: {mean: 0, variance: 1e-20}} | on the domain: at most 1e12 can be resolved",
        "observables | [1] | a mapping of keys to values is expected",
      })
  void badValue_isNamedWithWhatIsAdmissible(String key, String value, String expected)
      throws Exception {
    assertMessage(with(key, value == null ? "" : value), expected);
  }

  /** Some keys fix others: what they would ignore or cannot do is refused. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "branching-well | particles: {count: 31} | particles.count: 31: at least 32 are needed for feynman-kac",
        "kinetic-well | boundary: periodic | boundary: periodic: must be line with dynamics.underdamped",
        "kinetic-well | diffusivity: 2 | diffusivity: 2: must be 1.0 with dynamics.underdamped: leave it out",
        "kinetic-well | grid: {scheme: lie-wfr, time-step: 0.01} | grid.scheme: lie-wfr: not available with dynamics.underdamped",
        "kinetic-well | grid: {cells: 5000} | grid.cells: 5000: from 24 to 600 in each direction",
        "kinetic-well | target-path: {from: \"x^2\"} | target-path: not available with dynamics.underdamped",
        "kinetic-well | particles: {integrator: euler-maruyama} | particles.integrator: euler-maruyama: must be one of baoab",
        "kinetic-well | particles: {density: grid} | particles.density: grid: must be one of oracle",
        "kinetic-well | particles: {reaction: birth-death} | must be weights with dynamics.underdamped",
        "reverse-mixture | initial: {gaussian: {mean: 0, variance: 1}} | is given by dynamics.reverse-ou.start: leave it out",
        "reverse-mixture | diffusivity: 1 | diffusivity: 1: must be 0.5 with dynamics.reverse-ou",
        "reverse-mixture | output-times: [0.5, 1.5] | output-times: 1.5: reverse time ends at dynamics.reverse-ou.horizon 1",
        "reverse-mixture | grid: {cells: 100} | grid: cells and time-step are chosen with dynamics.reverse-ou",
        "reverse-mixture | particles: {integrator: leimkuhler-matthews} | must be euler-maruyama with dynamics.reverse-ou",
      })
  void keyThatAnotherOneFixes_isRefused(String shipped, String line, String expected) {
    String key = line.substring(0, line.indexOf(':'));
    String text =
        ScenarioReader.shippedText(shipped)
                .lines()
                .filter(l -> !l.startsWith(key + ":"))
                .reduce("", (a, b) -> a + b + "\n")
            + line
            + "\n";
    String message =
        assertThrows(BadInput.class, () -> ScenarioReader.read("s.yaml", "s", text)).getMessage();
    assertTrue(message.contains(expected), message);
  }

  @Test
  void missingKeys_areNamed() throws Exception {
    for (String key : new String[] {"potential", "initial", "domain", "output-times"}) {
      String rest =
          GOOD.lines()
              .filter(l -> !l.startsWith(key + ":"))
              .reduce("", (a, b) -> a + b + System.lineSeparator());
      assertMessage(rest, key + ": missing: this key is required");
    }
  }

  @Test
  void expressionError_showsACaretUnderThePosition() throws Exception {
    String[] lines = message(with("potential", "\"8*(x^2 - 1)^2 + z\"")).split("\\R");
    assertTrue(lines[0].startsWith("potential: 8*(x^2 - 1)^2 + z: unknown name 'z'"), lines[0]);
    assertEquals("  8*(x^2 - 1)^2 + z", lines[1]);
    assertEquals("                  ^", lines[2]);
    assertMessage(with("potential", "\"x^2 + y\""), "the variable y needs two dimensions");
    assertMessage(with("observables", "{o: \"x >\"}"), "observables.o: x >: the expression ends");
    assertMessage(with("potential", "\"" + "(".repeat(3000) + "\""), "nests at most 100 deep");
    assertMessage(with("potential", "\"" + "(".repeat(10000) + "\""), "at most 4000 characters");
  }

  @Test
  void unreadableFile_isRefused() throws Exception {
    Path file = Files.writeString(directory.resolve("u.yaml"), GOOD, StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(file, java.util.Set.of());
    if (Files.isReadable(file)) {
      return; // root reads everything: nothing to observe
    }
    String m = assertThrows(BadInput.class, () -> ScenarioReader.read(file)).getMessage();
    assertTrue(m.contains(": not readable"), m);
  }

  @Test
  void poleBetweenSamplePoints_isFound() throws Exception {
    assertMessage(with("potential", "\"x^2 + 1/(x - sqrt(2))^2\""), "division by zero");
    assertMessage(with("potential", "\"x^2 + 1/(x^2 - 1e-13)\""), "division by zero");
    Path file = directory.resolve("ok.yaml");
    Files.writeString(file, with("potential", "\"4*x^2 + 1/(x^2 + 1e-9) - 1/(x^2 + 1)\""));
    ScenarioReader.read(file);
  }
}
