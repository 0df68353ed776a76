package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

/** {@code wfr solve --certify}. */
class CertifyTest {
  /** Promised for 200 cells and 400 steps. */
  private static final double TIGHT = 1e-11;

  /** No double solution is better than a few roundings. */
  private static final double ROUNDING = 8 * Math.ulp(1.0);

  /** Promised for the equation on an interval. */
  private static final double EQUATION = 1e-8;

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

  private String scenario(String barrier) throws IOException {
    return Files.writeString(
            directory.resolve("well.yaml"),
            """
            potential: {double-well: {barrier: %s, tilt: 0.3}}
            initial: {gaussian: {mean: 0.2, variance: 0.1}}
            domain: [-2, 2]
            boundary: no-flux
            reaction-rate: 1
            output-times: [0.5, 2]
            grid: {cells: 200, time-step: 0.005, scheme: lie-wfr}
            """
                .formatted(barrier))
        .toString();
  }

  @Test
  void certificate_of200CellsAnd400Steps_isBelow1e11() throws IOException {
    String to = directory.resolve("out").toString();
    int code = run("solve", scenario("3"), "--certify=scheme", "--json", "--quiet", "--out", to);
    assertEquals(0, code, err::toString);
    JsonNode json = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    JsonNode certificate = json.get("certificate");
    assertEquals("scheme", certificate.get("kind").asText());
    assertEquals(400, certificate.get("steps").asInt());
    assertTrue(certificate.get("guaranteed").asText().startsWith("arithmetic"));
    assertTrue(certificate.get("estimated").asText().contains("Richardson"));
    for (JsonNode t : certificate.get("times")) {
      double bound = t.get("relative-bound").asDouble();
      assertTrue(bound > ROUNDING / 2 && bound < TIGHT, t::toString);
    }
    assertFalse(json.get("times").isEmpty(), "the solution itself is still there");
  }

  @Test
  void massesThatUnderflow_areRefused_withTheRangeCovered() throws IOException {
    String to = directory.resolve("out").toString();
    assertEquals(2, run("solve", scenario("100"), "--certify", "--out", to));
    String line = err.toString(StandardCharsets.UTF_8).strip();
    assertEquals(1, line.lines().count(), line);
    assertTrue(line.contains("--certify=scheme") && line.contains("above e^-600"), line);
  }

  private String polynomial(String initial, String boundary) throws IOException {
    return Files.writeString(
            directory.resolve("poly.yaml"),
            """
            potential: "(x^2 - 1)^2 + 0.2*x"
            initial: {log-density: "-(x^2 - 1)^2 - 0.2*x + %s"}
            domain: [-2, 2]
            boundary: %s
            reaction-rate: 1
            output-times: [0.5]
            observables: {right: "x > 0.1", cosine: "cos(x)", square: "x^2", size: "abs(x)"}
            """
                .formatted(initial, boundary))
        .toString();
  }

  @Test
  void equation_isEnclosed_andTheGridSolutionLiesWithin() throws IOException {
    String to = directory.resolve("out").toString();
    String file = polynomial("0.5*(x - x^3/4 + 3*x^5/80 - x^7/448)", "no-flux");
    assertEquals(
        0, run("solve", file, "--certify=pde", "--json", "--quiet", "--out", to), err::toString);
    JsonNode json = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    JsonNode certified = json.get("certificate").get("times").get(0);
    assertTrue(certified.get("relative-bound").asDouble() < EQUATION, certified::toString);
    for (String figure : new String[] {"mean", "variance", "kl"}) {
      JsonNode grid = json.get("times").get(0).get(figure);
      JsonNode exact = certified.get(figure);
      double error = grid.get("error").asDouble() + exact.get("error").asDouble();
      assertEquals(exact.get("value").asDouble(), grid.get("value").asDouble(), error, figure);
    }
    for (String name : new String[] {"right", "cosine", "square"}) {
      JsonNode grid = json.get("times").get(0).get("observables").get(name);
      JsonNode exact = certified.get("observables").get(name);
      double error = grid.get("error").asDouble() + exact.get("error").asDouble();
      assertEquals(exact.get("value").asDouble(), grid.get("value").asDouble(), error, name);
      assertTrue(exact.get("error").asDouble() < 4 * EQUATION, exact::toString);
    }
    assertFalse(certified.get("observables").has("size"), "abs(x) is not entire");
  }

  @Test
  void problemsWithoutACertificateOfTheEquation_areRefusedInOneLine() throws IOException {
    String to = directory.resolve("out").toString();
    assertEquals(2, run("solve", polynomial("x", "no-flux"), "--certify=pde", "--out", to));
    assertTrue(
        err.toString(StandardCharsets.UTF_8).contains("slope 0 at both ends"), err::toString);
    err.reset();
    assertEquals(2, run("solve", polynomial("exp(x)", "no-flux"), "--certify=pde", "--out", to));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("polynomials in x"), err::toString);
    err.reset();
    assertEquals(2, run("solve", "tilted-well", "--certify=pde", "--out", to));
    String line = err.toString(StandardCharsets.UTF_8).strip();
    assertTrue(line.contains("periodic or no-flux") && line.lines().count() == 1, line);
  }
}
