package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wfr feynman-kac} and paths of targets, end to end on scenarios that are not shipped. */
class FeynmanKacCommandTest {
  /** Published contract: the PDE's error at defaults. */
  private static final double PDE_ERROR = 1e-6;

  /** Rounding of a mass of size one carried through an exponential contour of error 1e-13 per piece. */
  private static final double MASS_ERROR = 1e-9;

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String command, String potential, String rest) throws IOException {
    out.reset();
    err.reset();
    Path file = directory.resolve("case.yaml");
    Files.writeString(
        file,
        "potential: \""
            + potential
            + "\"\ninitial: {gaussian: {mean: 0, variance: 0.5}}\ndomain: [-5, 5]\noutput-times: [1]\n"
            + "particles: {count: 16000, time-step: 0.01}\n"
            + rest);
    Session session =
        new Session(
            new Engine(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    return Main.run(
        new String[] {
          command, file.toString(), "--json", "--quiet", "--out", directory.resolve("o").toString()
        },
        session);
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
  }

  private static void assertWithin(double truth, JsonNode estimate, double factor) {
    double error = estimate.get("error").asDouble();
    assertTrue(
        Math.abs(estimate.get("value").asDouble() - truth) <= factor * error, estimate::toString);
  }

  /** Cut into pieces of a bounded decay, they were as many as an int holds. */
  @Test
  void killingBeyondMeasure_isToldAtOnce() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          String rest = "feynman-kac: {killing: \"1e300*(x^2 + 1e-4)\", start: 0, horizon: 0.1}\n";
          assertEquals(2, run("feynman-kac", "x^2/2", rest));
          assertTrue(err.toString(StandardCharsets.UTF_8).contains("the weights collapsed"));
        });
  }

  /** cosh of nu t = 2000 is no number: the closed form was NaN, exit code 3. Here u = e^{-2000} underflows and nu = sqrt(1 + 4e8). */
  @Test
  void strongKilling_underflows_andKeepsItsEigenvalue() throws IOException {
    String rest = "feynman-kac: {killing: \"1e8*(x^2 + 1e-4)\", start: 0, horizon: 0.1}\n";
    assertEquals(0, run("feynman-kac", "x^2/2", rest), err::toString);
    JsonNode f = json().get("feynman-kac");
    assertEquals(0, f.at("/closed-form/value").asDouble());
    assertEquals(0, f.at("/pde/value").asDouble());
    assertWithin(0.5 * (Math.sqrt(1 + 4e8) - 1) + 1e4, f.get("principal-eigenvalue"), 1);
  }

  @Test
  void quadraticKillingUnderOrnsteinUhlenbeck_agreesThreeWays() throws IOException {
    int code =
        run(
            "feynman-kac",
            "x^2/2",
            "feynman-kac: {killing: \"0.9*x^2 + 0.3*x\", functional: \"1\", start: 0.2, horizon: 0.8}\n");
    assertEquals(0, code, err::toString);
    JsonNode f = json().get("feynman-kac");
    assertTrue(f.get("agree").asBoolean());
    double closed = f.get("closed-form").get("value").asDouble();
    assertWithin(closed, f.get("pde"), 1);
    assertWithin(closed, f.get("particles"), 6);
    assertTrue(f.get("pde").get("error").asDouble() <= PDE_ERROR);
    assertTrue(Files.exists(directory.resolve("o/summary.json")));
  }

  @Test
  void smoothWellUnderATiltedQuartic_hasNoClosedForm() throws IOException {
    int code =
        run(
            "feynman-kac",
            "(x^2 - 1)^2 + 0.3*x",
            "feynman-kac: {killing: \"1.2*exp(-3*(x - 0.5)^2)\", functional: \"x > 0\", start: 0.2, horizon: 1.5}\n");
    assertEquals(0, code, err::toString);
    JsonNode f = json().get("feynman-kac");
    assertTrue(f.get("closed-form").isNull());
    assertTrue(f.get("pde").get("error").asDouble() <= PDE_ERROR);
    assertWithin(f.get("pde").get("value").asDouble(), f.get("particles"), 6);
  }

  @Test
  void infiniteExpectation_isBadInput_namingTheHorizon() throws IOException {
    int code =
        run(
            "feynman-kac",
            "x^2/2",
            "feynman-kac: {killing: \"-0.35*x^2\", start: 0.2, horizon: 30}\n");
    assertEquals(2, code);
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("infinite from 4.07562 on"));
    assertTrue(Files.notExists(directory.resolve("o")));
  }

  @Test
  void withoutTheKey_isBadInput() throws IOException {
    assertEquals(2, run("feynman-kac", "x^2/2", ""));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("feynman-kac: missing"));
  }

  @Test
  void annealedPathToABimodalTarget_reachesItsMoments() throws IOException {
    int code =
        run(
            "compare",
            "2*(x^2 - 1)^2 + 0.5*x",
            "observables: {right: \"x > 0\"}\ntarget-path: {from: \"x^2\"}\n");
    assertEquals(0, code, err::toString);
    double[] m = new double[3];
    for (int i = 0; i < 20000; i++) {
      double x = -5 + 10 * (i + 0.5) / 20000;
      double p = Math.exp(-2 * (x * x - 1) * (x * x - 1) - 0.5 * x) / 2000;
      m[0] += p;
      m[1] += p * x;
      m[2] += x > 0 ? p : 0;
    }
    JsonNode grid = json().get("times").get(0);
    JsonNode particles = json().get("particles").get("times").get(0);
    double mass = m[0] / Math.sqrt(Math.PI);
    // the midpoint rule of this test is good to 1e-7 where the observable jumps
    assertEquals(m[1] / m[0], grid.get("mean").get("value").asDouble(), PDE_ERROR);
    assertEquals(mass, grid.get("mass").get("value").asDouble(), MASS_ERROR);
    assertWithin(m[1] / m[0], particles.get("mean"), 6);
    assertWithin(mass, particles.get("mass"), 6);
    assertWithin(m[2] / m[0], particles.get("observables").get("right"), 6);
  }
}
