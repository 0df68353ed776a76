package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** Particles of the plane from the command line, beside the grid and alone. */
class PlaneRunsTest {
  private static final String GAUSSIAN =
      """
      potential: {quadratic: {mean: [0.3, 0], covariance: [[0.5, 0.2], [0.2, 0.4]]}}
      initial: {gaussian: {mean: [-0.4, 0.5], covariance: [[0.3, -0.1], [-0.1, 0.2]]}}
      domain: [[-4.5, 4.5], [-4, 4]]
      output-times: [0, 0.2]
      observables: {right: "x + 0.5*y > 0"}
      grid: {cells: 32, time-step: 0.02}
      particles: {count: 6400, time-step: 0.02, seed: 5}
      """;

  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String scenario, String... args) throws Exception {
    Path file = Files.writeString(directory.resolve("s.yaml"), scenario);
    String[] all = new String[args.length + 4];
    all[0] = args[0];
    all[1] = file.toString();
    all[2] = "--out";
    all[3] = directory.resolve("out").toString();
    System.arraycopy(args, 1, all, 4, args.length - 1);
    Session session =
        new Session(
            new Engine(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    return Main.run(java.util.Arrays.copyOf(all, args.length + 3), session);
  }

  /** Means, covariances, observables and the worst bin of each histogram agree, and every file is there. */
  @Test
  void compare_setsParticlesBesideTheGrid_inThePlane() throws Exception {
    assertEquals(0, run(GAUSSIAN, "compare", "--npz", "--svg"), out + "\n" + err);
    Path files = directory.resolve("out");
    for (String name :
        new String[] {
          "summary.json",
          "density.csv",
          "particles.csv",
          "report.html",
          "density.npz",
          "particles.npz",
          "density-1.svg"
        }) {
      assertTrue(Files.size(files.resolve(name)) > 0, name);
    }
    JsonNode json = new ObjectMapper().readTree(Files.readString(files.resolve("summary.json")));
    int perTime = 2 + 2 + 1 + 1 + 3; // means, variances, covariance, observable, tables of bins
    assertEquals(2 * perTime, json.get("agreement").size());
    assertEquals(2, json.get("particles").get("times").get(1).get("variance").get(0).size());
    byte[] html = Files.readAllBytes(files.resolve("report.html"));
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Document page = factory.newDocumentBuilder().parse(new ByteArrayInputStream(html));
    int figures =
        2 * 5
            + 6; // three maps and two marginals a time; KL, its reverse, dissipation, ESS, weights,
    // errors
    assertEquals(figures, page.getElementsByTagName("svg").getLength());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grid",
        "{grid: {cells: 20}}",
        "oracle",
        "gaussian",
        "transition",
        "{transition: {evaluation: tree}}",
        "{kernel: {bandwidth: 0.2}}",
        "{kernel: {bandwidth: 0.2, evaluation: blocked}}",
        "{kernel: {bandwidth: rule, factor: 0.8}}"
      })
  void everyDensity_samplesInThePlane(String density) throws Exception {
    String scenario =
        GAUSSIAN.replace(
            "count: 6400, time-step: 0.02", "count: 1600, time-step: 0.05, density: " + density);
    assertEquals(0, run(scenario, "sample"), out + "\n" + err);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dynamics: {underdamped: {friction: 1}}",
        "dynamics: {reverse-ou: {horizon: 1, start: exact}}",
        "target-path: {from: \"x^2/2\", schedule: linear}",
        "feynman-kac: {killing: \"x^2\", functional: \"x\", start: 0.2, horizon: 0.8}"
      })
  void keyOfTheLine_isRefusedInThePlane(String line) throws Exception {
    assertEquals(2, run(GAUSSIAN + line + "\n", "sample"), err::toString);
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("is for one dimension"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "density: transition, integrator: leimkuhler-matthews | needs integrator",
        "integrator: exact-ou | is for one dimension",
        "density: {kernel: {bandwidth: 0.2, factor: 2}} | is for bandwidth: rule",
        "density: {transition: {evaluation: dense}} | evaluation"
      })
  void densityThatDoesNotFit_isRefusedInOneLine(String line) throws Exception {
    String[] parts = line.split(" \\| ");
    String scenario =
        GAUSSIAN.replace("time-step: 0.02, seed", "time-step: 0.02, " + parts[0] + ", seed");
    assertEquals(2, run(scenario, "sample"));
    String message = err.toString(StandardCharsets.UTF_8);
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.contains(parts[1]), message);
  }
}
