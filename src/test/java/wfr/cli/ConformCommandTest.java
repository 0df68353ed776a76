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
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wfr.report.EvidenceJson;

/** {@code wfr conform} on the single-file Java adapter; the Python ones are judged by src/examples/check. */
class ConformCommandTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int conform(String command, String... more) {
    String[] args = {
      "conform", "--quiet", "--out", directory.toString(), "--claim", "B1", "--command", command
    };
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return Main.run(
        all,
        new Session(
            new Engine(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false));
  }

  private static String adapter(String arguments) {
    return "\"" + JAVA + "\" src/examples/java/WfrAdapter.java " + arguments;
  }

  @Test
  void aRightProgramIsSupported() throws Exception {
    assertEquals(0, conform(adapter("")), err::toString);
    JsonNode evidence = new ObjectMapper().readTree(directory.resolve("evidence.json").toFile());
    assertEquals("WFR in Java", evidence.path("implementation").asText());
    assertEquals("SUPPORTED", evidence.path("claims").path(0).path("verdict").asText());
    assertEquals(0, evidence.path("defects").size());
  }

  @Test
  void aReactionOfTheWrongSignIsRefutedAndNamed() {
    assertEquals(1, conform(adapter("sign")), err::toString);
    assertTrue(
        out.toString(StandardCharsets.UTF_8)
            .contains(
                "defect: reaction reproduces the known defect fr-sign: reaction with the wrong sign; refuted by the same claims"),
        out::toString);
  }

  @Test
  void aProgramThatDoesNotSpeakTheProtocolIsOneLineThatNamesTheRequest() {
    assertEquals(2, conform("\"" + JAVA + "\" --version"));
    String line = err.toString(StandardCharsets.UTF_8);
    assertTrue(line.contains("wfr: request 1 (start): not JSON"), line);
    assertEquals(0, directory.toFile().list().length, "nothing is written");
  }

  @Test
  void aMissingProgramIsBadInput() {
    assertEquals(2, conform("no-such-program-here"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("cannot start no-such-program-here"));
  }

  @Test
  void theEvidenceFollowsItsPublishedSchema() throws Exception {
    assertEquals(1, conform(adapter("sign")), err::toString);
    assertEquals(
        Set.of(),
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(EvidenceJson.schema())
            .validate(new ObjectMapper().readTree(directory.resolve("evidence.json").toFile())));
  }
}
