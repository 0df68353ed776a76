package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wfr.report.Schemas;

/** All JSON of all commands follows the schema that {@code wfr reference schema NAME} prints, on standard output and in files alike. */
class SchemaTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String LINE =
      """
      potential: "2*(x^2 - 1)^2 + 0.3*x"
      initial: {gaussian: {mean: -0.5, variance: 0.3}}
      domain: [-3.5, 3.5]
      """;
  private static final String PLANE =
      """
      potential: {quadratic: {mean: [0, 0], covariance: [[0.3, 0], [0, 0.3]]}}
      initial: {gaussian: {mean: [0.5, 0], variance: 0.2}}
      domain: [[-3, 3], [-3, 3]]
      """;
  private static final String ALONE =
      """
      dimension: 4
      potential: {quadratic: {mean: [0, 0, 0, 0], variance: 1}}
      initial: {gaussian: {mean: [1, 0, 0, 0], variance: 1}}
      observables: {right: "x1 > 0"}
      """;
  private static final String CIRCLE =
      """
      potential: "cos(x)"
      initial: {log-density: "0.5*sin(x)"}
      domain: [-3.141592653589793, 3.141592653589793]
      boundary: periodic
      """;
  private static final String SETTINGS =
      """
      observables: {right: "x > 0"}
      output-times: [0.05, 0.1]
      particles: {count: 640, time-step: 0.05}
      """;
  private static final String GRID = "grid: {cells: 32, time-step: 0.05}\n";

  @TempDir Path directory;

  private String run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            arguments,
            new Session(
                new Engine(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false));
    assertTrue(code <= 1, () -> List.of(arguments) + ": " + err);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void assertFollows(String schema, JsonNode json) {
    assertEquals(Set.of(), violations(schema, json));
  }

  private static Set<?> violations(String schema, JsonNode json) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Schemas.text(schema))
        .validate(json);
  }

  private JsonNode json(String... arguments) throws Exception {
    return MAPPER.readTree(run(arguments));
  }

  private String scenario(String text) throws Exception {
    String observable =
        text.contains("dimension") ? text.replace("observables: {right: \"x > 0\"}\n", "") : text;
    return Files.writeString(directory.resolve("small.yaml"), "name: small\n" + observable)
        .toString();
  }

  private static String text(String name) {
    return switch (name) {
      case "line" -> LINE + SETTINGS + GRID;
      case "chosen" -> LINE + SETTINGS;
      case "plane" -> PLANE + SETTINGS + GRID;
      case "alone" -> ALONE + SETTINGS.replace("0.05}", "0.05, density: gaussian}");
      case "circle" -> CIRCLE + SETTINGS;
      case "path" -> LINE + SETTINGS + "target-path: {from: \"x^2/2\"}\n";
      case "kinetic" ->
          LINE + SETTINGS + "grid: {cells: 24}\ndynamics: {underdamped: {friction: 1}}\n";
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "solve, line, ",
    "solve, chosen, ",
    "solve, plane, ",
    "solve, line, --certify",
    "solve, circle, --certify=pde",
    "sample, line, ",
    "sample, plane, ",
    "sample, alone, ",
    "sample, path, ",
    "sample, kinetic, ",
    "compare, chosen, ",
    "compare, alone, "
  })
  void aSummary_followsItsSchema(String command, String problem, String option) throws Exception {
    Path out = directory.resolve("out");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                command, scenario(text(problem)), "--quiet", "--json", "--out", out.toString()));
    if (option != null) {
      arguments.add(option);
    }
    JsonNode printed = json(arguments.toArray(String[]::new));
    assertFollows("summary", printed);
    assertEquals(printed, MAPPER.readTree(out.resolve("summary.json").toFile()));
  }

  @Test
  void aFeynmanKacSummary_followsItsSchema() throws Exception {
    Path out = directory.resolve("out");
    String text = LINE + SETTINGS + "feynman-kac: {killing: \"x^2\", start: 0, horizon: 0.1}\n";
    JsonNode printed =
        json("feynman-kac", scenario(text), "--quiet", "--json", "--out", out.toString());
    assertFollows("summary", printed);
    assertEquals(printed, MAPPER.readTree(out.resolve("summary.json").toFile()));
  }

  @Test
  void aSpectrum_followsItsSchema() throws Exception {
    String file = scenario(text("line"));
    assertFollows("spectrum", json("spectrum", file, "--count", "2", "--json"));
    assertFollows("spectrum", json("spectrum", file, "--count", "2", "--friction", "1", "--json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x,mass\n0,1\n1,0.5\n", "x,y,mass\n0,0,1\n1,0,0.5\n0,1,1\n1,1,1\n"})
  void aDistance_followsItsSchema(String measure) throws Exception {
    String a = Files.writeString(directory.resolve("a.csv"), measure).toString();
    String b =
        Files.writeString(
                directory.resolve("b.csv"),
                measure.replace("1,0.5", "2,0.25").replace("1,0,0.5", "1,0,2"))
            .toString();
    assertFollows("distance", json("distance", a, b, "--json"));
    assertFollows("distance", json("distance", a, a, "--cells", "--json"));
  }

  @Test
  void theLedger_andEachOfItsEntries_followTheirSchema() throws Exception {
    JsonNode all = json("claims", "--json");
    assertFollows("claims", all);
    assertEquals(all.path("claims").get(0), json("claims", "A1", "--json"));
    ((ObjectNode) all.path("claims").get(0)).put("status", "likely");
    assertFalse(violations("claims", all).isEmpty());
  }

  @Test
  void evidence_followsItsSchema() throws Exception {
    Path out = directory.resolve("out");
    JsonNode printed =
        json("verify", "--claim", "A4", "--quiet", "--json", "--out", out.toString());
    assertFollows("evidence", printed);
    assertEquals(printed, MAPPER.readTree(out.resolve("evidence.json").toFile()));
  }

  @Test
  void referenceData_andATableOfImplementations_followTheirSchemas() throws Exception {
    Path data = directory.resolve("data");
    JsonNode printed =
        json(
            "reference",
            "export",
            "--problem",
            "gaussian-narrowing",
            "--quiet",
            "--json",
            "--out",
            data.toString());
    assertFollows("reference", printed);
    Path judged = directory.resolve("judged");
    assertFollows(
        "evidence",
        json("conform", data.toString(), "--quiet", "--json", "--out", judged.toString()));
    assertFollows(
        "implementations",
        json(
            "conform",
            "--merge",
            judged.toString(),
            "--quiet",
            "--json",
            "--out",
            directory.resolve("table").toString()));
  }

  @Test
  void publishedExperiments_followTheirSchema() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("reports", "experiments"))) {
      List<Path> all = files.filter(f -> f.toString().endsWith(".json")).toList();
      assertFalse(all.isEmpty());
      for (Path file : all) {
        assertFollows("experiment", MAPPER.readTree(file.toFile()));
      }
    }
  }

  @Test
  void anErrorThatIsMissingOrNegative_violatesTheSchemaOfSummaries() throws Exception {
    JsonNode summary =
        json(
            "sample",
            scenario(text("line")),
            "--quiet",
            "--json",
            "--out",
            directory.resolve("out").toString());
    ObjectNode kl = (ObjectNode) summary.at("/times/0/kl");
    kl.put("error", -1.0);
    assertFalse(violations("summary", summary).isEmpty());
    kl.remove("error");
    assertFalse(violations("summary", summary).isEmpty());
  }

  @Test
  void everySchema_isPrintedByItsName_andNoOther() {
    for (String name : Schemas.names()) {
      assertEquals(Schemas.text(name), run("reference", "schema", name));
    }
    assertEquals(Schemas.text("reference"), run("reference", "schema"));
    String[] files = Path.of("src", "main", "resources", "schema").toFile().list();
    assertEquals(
        Schemas.names().stream().map(n -> n + "-1.json").sorted().toList(),
        Arrays.stream(files).sorted().toList());
  }
}
