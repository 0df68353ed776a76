package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code wfr distance} and {@code wfr spectrum}: their JSON, and one line for bad input. */
class GeometryCommandsTest {
  /** Six digits of a gap. */
  private static final double SIX_DIGITS = 5e-7;

  /** The linearised rate to be shown. */
  private static final double SHIFT = 1e-6;

  /** Some tens of roundings of numbers of size 5. */
  private static final double ROUNDING = 64 * Math.ulp(1.0);

  /** Gap promised, relative to the squared distance. */
  private static final double GAP = 1e-9;

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return Main.run(
        args,
        new Session(
            new Engine(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  @Test
  void distanceOfTwoAtoms_isTheFormula_withItsGap() throws IOException {
    String a = file("a.csv", "x,mass\n0,2\n");
    String b = file("b.csv", "x, mass\r\n1,3\r\n");
    assertEquals(0, run("distance", a, b, "--json", "--quiet"), err::toString);
    JsonNode json = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    assertEquals(5 - 2 * Math.sqrt(6) * Math.cos(1), json.get("squared").asDouble(), ROUNDING);
    assertEquals(0.5, json.get("delta").asDouble());
    assertTrue(json.get("gap").asDouble() <= GAP * json.get("squared").asDouble());
    assertTrue(json.get("w2").isNull());
  }

  @Test
  void distanceOfCells_statesWhatTheCellsBlur() throws IOException {
    String a = file("a.csv", "x,y,mass\n0,0,1\n1,0,1\n0,1,1\n1,1,1\n");
    assertEquals(0, run("distance", a, a, "--cells", "--json", "--quiet"), err::toString);
    JsonNode json = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    assertEquals(0, json.get("squared").asDouble(), ROUNDING);
    assertEquals(2 * Math.sqrt(4 * 2 / 12.0), json.get("cell-error").asDouble(), ROUNDING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"x,mass\n1,2\n2,abc\n\" | line 3: 'abc': a number is expected",
        "\"x,m\n1,2\n\" | a header is expected: x,mass",
        "\"x,mass\n1,-2\n\" | line 2: mass: -2: must be >= 0",
        "\"x,mass\n\" | no row below the header",
        "\"x,mass\n1,NaN\n\" | line 2: NaN: must be finite",
        "\"x,mass\n1,2,3\n\" | line 2: 3 fields: must be 2",
        "\"x,y,mass\n1,2,3\n\" | dimension 2: must be that of"
      })
  void badMeasures_getOneLine_andExitCode2(String text, String message) throws IOException {
    String good = file("good.csv", "x,mass\n0,1\n");
    assertEquals(2, run("distance", good, file("bad.csv", text)));
    String line = err.toString(StandardCharsets.UTF_8).strip();
    assertTrue(line.contains(message), line);
    assertEquals(1, line.lines().count());
    assertEquals(0, out.size());
  }

  @Test
  void spectrum_givesTheGapOfTheHighBarrier_andTheShiftByLambda() throws IOException {
    String scenario =
        file(
            "well.yaml",
            """
            potential: {double-well: {barrier: 18}}
            initial: {gaussian: {mean: -1, variance: 0.02}}
            domain: [-2.2, 2.2]
            reaction-rate: 1
            output-times: [1]
            """);
    assertEquals(0, run("spectrum", scenario, "--count", "3", "--json", "--quiet"), err::toString);
    JsonNode json = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    JsonNode gap = json.get("eigenvalues").get(1);
    double leading = 4 * Math.sqrt(2) * 18 / Math.PI * Math.exp(-18);
    assertEquals(1 - 3 / (8.0 * 18), gap.get("value").asDouble() / leading, 1.0 / (18 * 18));
    assertTrue(gap.get("error").asDouble() <= SIX_DIGITS * gap.get("value").asDouble());
    assertEquals(
        1 + gap.get("value").asDouble(),
        json.get("linearised-wfr").get(1).get("value").asDouble(),
        SHIFT);
    assertEquals(0, json.get("linearised-wfr").get(0).get("value").asDouble());
  }

  /** Underdamped oscillator of frequency 1: real part g/2 + lambda, imaginary part sqrt(1 - g^2/4). */
  @Test
  void spectrum_givesTheKineticModes() throws IOException {
    String scenario =
        file(
            "oscillator.yaml",
            """
            potential: "x^2/2"
            initial: {gaussian: {mean: 1, variance: 0.5}}
            domain: [-9, 9]
            reaction-rate: 0.3
            output-times: [1]
            """);
    assertEquals(
        0,
        run("spectrum", scenario, "--count", "3", "--friction", "1.2", "--json", "--quiet"),
        err::toString);
    JsonNode modes =
        new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8)).get("kinetic");
    assertEquals(3, modes.size());
    JsonNode real = modes.get(1).get("real");
    JsonNode imaginary = modes.get(1).get("imaginary");
    assertEquals(0.6 + 0.3, real.get("value").asDouble(), real.get("error").asDouble());
    assertEquals(
        Math.sqrt(1 - 0.36),
        Math.abs(imaginary.get("value").asDouble()),
        imaginary.get("error").asDouble());
    assertEquals(2, run("spectrum", scenario, "--friction", "0"));
  }
}
