package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wfr.report.MustReject;
import wfr.report.Schemas;

/** {@code wfr conform DIR}, and what {@code wfr reference export} writes. */
class ConformFilesTest {
  private static final String PROBLEM = "gaussian-narrowing";

  @TempDir Path directory;

  private Path data;
  private Path report;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    out.reset();
    err.reset();
    return Main.run(
        args,
        new Session(
            new Engine(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false));
  }

  private int conform() {
    return run("conform", "--quiet", data.toString(), "--out", report.toString());
  }

  @BeforeEach
  void export() throws Exception {
    data = directory.resolve("data");
    report = directory.resolve("report");
    assertEquals(
        0,
        run("reference", "export", "--quiet", "--problem", PROBLEM, "--out", data.toString()),
        err::toString);
  }

  private JsonNode row(String id) throws Exception {
    JsonNode evidence = new ObjectMapper().readTree(report.resolve("evidence.json").toFile());
    for (JsonNode c : evidence.path("claims")) {
      if (c.path("id").asText().equals(id)) {
        return c;
      }
    }
    throw new AssertionError("no row " + id + " in " + evidence);
  }

  @Test
  void ourOwnExport_isSupported_andNothingIsLost() throws Exception {
    assertEquals(0, conform(), err::toString);
    for (String time : List.of("0.1", "0.5", "1.0", "2.0")) {
      for (String f :
          List.of(
              "mean",
              "variance",
              "kl",
              "reverse_kl",
              "fisher_information",
              "log_ratio_variance",
              "density")) {
        assertEquals(
            "SUPPORTED", row(PROBLEM + "/t=" + time + "/" + f).path("verdict").asText(), f);
      }
    }
    JsonNode evidence = new ObjectMapper().readTree(report.resolve("evidence.json").toFile());
    assertEquals(
        Set.of(),
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Schemas.text("evidence"))
            .validate(evidence));
    assertEquals("no file", evidence.path("notExercised").path("double-well").asText());
    var xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(report.resolve("junit.xml").toFile());
    assertEquals(
        evidence.path("claims").size() + evidence.path("notExercised").size(),
        xml.getElementsByTagName("testcase").getLength());
    assertTrue(Files.readString(report.resolve("index.html")).contains(PROBLEM));
  }

  /** One number wrong by a hundred of its errors: that one is refuted, and no other. */
  @Test
  void oneWrongNumber_isTheOneThatIsRefuted() throws Exception {
    Path file = data.resolve("functionals.csv");
    Files.delete(data.resolve("reference.json"));
    String wrong =
        Files.readString(file)
            .replaceFirst("(" + PROBLEM + ",0.5,kl),([^,]*),([^,]*)", "$1,0.31,1e-6");
    Files.writeString(file, wrong);
    assertEquals(1, conform(), err::toString);
    assertEquals("REFUTED", row(PROBLEM + "/t=0.5/kl").path("verdict").asText());
    assertTrue(row(PROBLEM + "/t=0.5/kl").path("detail").asText().startsWith("reported 0.31 +- "));
    assertEquals("SUPPORTED", row(PROBLEM + "/t=0.5/mean").path("verdict").asText());
    assertEquals("SUPPORTED", row(PROBLEM + "/t=1.0/kl").path("verdict").asText());
  }

  /** Every problem but those whose enclosures take long (the shorter circle is in): a wrong number is refuted, whatever the problem's potential. */
  @Test
  void aWrongNumberOfAnyProblem_isRefuted() throws Exception {
    Path wrong = Files.createDirectory(directory.resolve("wrong"));
    List<String> names = new java.util.ArrayList<>();
    StringBuilder rows = new StringBuilder("problem,time,functional,value,error\n");
    new Engine()
        .reference()
        .profiles()
        .forEach(
            (name, profile) -> {
              if (!profile.equals("walls") && !name.equals("three-well-circle")) {
                names.add(name);
                for (double time : new double[] {0.05, 0.1, 0.2, 0.25, 0.5, 1, 2}) {
                  rows.append("%s,%s,kl,77,1e-6\n".formatted(name, time));
                }
              }
            });
    Files.writeString(wrong.resolve("functionals.csv"), rows);
    data = wrong;
    assertEquals(1, conform(), err::toString);
    JsonNode claims =
        new ObjectMapper().readTree(report.resolve("evidence.json").toFile()).path("claims");
    for (String name : names) {
      int refuted = 0;
      for (JsonNode c : claims) {
        boolean of = c.path("id").asText().startsWith(name + "/t=");
        refuted += of && c.path("verdict").asText().equals("REFUTED") ? 1 : 0;
      }
      assertTrue(refuted > 0, name);
    }
  }

  @Test
  void errorTooLargeToTellRightFromWrong_isInconclusive() throws Exception {
    Path file = data.resolve("functionals.csv");
    Files.delete(data.resolve("reference.json"));
    Files.writeString(
        file, Files.readString(file).replaceFirst("(" + PROBLEM + ",0.5,kl,[^,]*),[^,]*", "$1,10"));
    assertEquals(1, conform(), err::toString);
    assertEquals("INCONCLUSIVE", row(PROBLEM + "/t=0.5/kl").path("verdict").asText());
  }

  private void refused(String file, String text, String message) throws Exception {
    Path path = data.resolve(file);
    String before = Files.exists(path) ? Files.readString(path, StandardCharsets.ISO_8859_1) : null;
    Files.writeString(path, text);
    assertEquals(2, conform(), () -> file + ": " + text);
    String line = err.toString(StandardCharsets.UTF_8).strip();
    assertEquals(1, line.lines().count(), line);
    assertTrue(line.contains(message), line + "\nexpected: " + message);
    assertTrue(line.contains(file), line);
    assertTrue(Files.notExists(report), "nothing is written");
    Files.delete(path);
    if (before != null) {
      Files.writeString(path, before, StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void malformedFiles_areOneLineThatNamesThePlace() throws Exception {
    String header = "problem,time,functional,value,error\n";
    refused("functionals.csv", "", "empty: a CSV file is expected");
    refused("functionals.csv", header, "no row below the header");
    refused("functionals.csv", header + PROBLEM + ",0.5,kl,0.3\n", "line 2: 4 fields: must be 5");
    refused(
        "functionals.csv", header + PROBLEM + ",0.5,kl,nan,1\n", "line 2: value: nan: a finite");
    refused(
        "functionals.csv", header + PROBLEM + ",0.5,kl,1,-1\n", "line 2: error -1.0: must be >= 0");
    refused(
        "functionals.csv", header + "no-such,0.5,kl,1,1\n", "line 2: no reference problem no-such");
    refused("functionals.csv", header + (PROBLEM + ",0.5,kl,1,1\n").repeat(2), "given twice");
    refused("double-well.csv", "time,x,density\n1,2,3\n", "line 1: 'time,x,density': the header");
    refused(
        "double-well.csv",
        "time,x,density,error\n1,2,3,0\n1,1,3,0\n",
        "x = 1.0 after 2.0: must ascend");
    refused("double-well.csv", "time,x,density,error\n1,2,3,0\n", "at least two places");
    refused(
        "dobule-well.csv", "time,x,density,error\n1,2,3,0\n", "no reference problem dobule-well");
    refused("double-well.npz", "PK nonsense", "no NumPy archive");
    refused(
        "double-well.json", "{\"times\": [{\"time\": 1, \"mena\": 3}]}", "unknown key \"mena\"");
    refused("double-well.json", "{\"times\": [", "not JSON");
    refused("double-well.json", "{\"times\": []}", "at least one time");
    refused("about.json", "{\"errors\": \"small\"}", "must be \"bound\" or \"standard error\"");
  }

  @Test
  void twoFilesThatDisagree_areRefused() throws Exception {
    Path file = data.resolve(PROBLEM + ".csv");
    List<String> lines = new java.util.ArrayList<>(Files.readAllLines(file));
    lines.set(1, lines.get(1).replaceFirst("[^,]*$", "0.5"));
    Files.write(file, lines);
    assertEquals(2, conform());
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("and not the same"), err::toString);
  }

  @Test
  void emptyDirectory_missingDirectory_andNeitherNorBoth_areBadInput() throws Exception {
    data = Files.createDirectory(directory.resolve("empty"));
    assertEquals(2, conform());
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("no results: functionals.csv"));
    data = directory.resolve("missing");
    assertEquals(2, conform());
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("no such directory"));
    assertEquals(2, run("conform"));
    assertEquals(2, run("conform", "x", "--command", "y"));
  }

  @Test
  void everyScenarioToRefuse_isRefusedByUs() throws Exception {
    for (MustReject m : MustReject.all()) {
      Path file = directory.resolve("s.yaml");
      Files.writeString(file, m.text());
      assertEquals(2, run("solve", file.toString(), "--out", report.toString()), m.line());
      assertTrue(Files.notExists(report), m.line());
    }
  }
}
