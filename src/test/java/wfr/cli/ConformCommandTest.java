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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wfr.report.Schemas;

/** {@code wfr conform} on the single-file Java adapter; the Python ones are judged by src/examples/check. */
class ConformCommandTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int conform(String command, String... more) {
    String[] claim = {"--claim", "B1"};
    String[] all = java.util.Arrays.copyOf(claim, claim.length + more.length);
    System.arraycopy(more, 0, all, claim.length, more.length);
    return judged(command, all);
  }

  private int judged(String command, String... more) {
    String[] args = {"conform", "--quiet", "--out", directory.toString(), "--command", command};
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
            .getSchema(Schemas.text("evidence"))
            .validate(new ObjectMapper().readTree(directory.resolve("evidence.json").toFile())));
  }

  /** Answers every run, a bad scenario too, with the same number: an error message is a refusal, a NaN is none. */
  private String answering(String answer) throws Exception {
    Path script =
        Files.writeString(
            directory.resolve("answer.sh"),
            """
            read -r line; echo '{"seq":1,"protocol":1}'
            read -r line; echo '{"seq":2,"operations":["solve"],"rejectsBadInput":true}'
            n=2
            while read -r line; do
              n=$((n + 1))
              echo '{"seq":'$n',%s}'
            done
            """
                .formatted(answer));
    return "sh " + script;
  }

  private List<String> verdictsOnBadInput(String answer) throws Exception {
    assertEquals(1, judged(answering(answer), "--problem", "gaussian-narrowing"), err::toString);
    List<String> all = new ArrayList<>();
    for (JsonNode claim :
        new ObjectMapper().readTree(directory.resolve("evidence.json").toFile()).path("claims")) {
      if (claim.path("id").asText().startsWith("refuses ")) {
        all.add(claim.path("verdict").asText());
      }
    }
    assertTrue(all.size() >= 10, () -> out + " " + err);
    return all.stream().distinct().toList();
  }

  @Test
  void onlyAnErrorIsARefusalOfBadInput() throws Exception {
    assertEquals(List.of("SUPPORTED"), verdictsOnBadInput("\"error\":\"no\""));
    String nan =
        "\"errors\":\"bound\",\"times\":[{\"time\":0.5,\"functionals\":{\"kl\":{\"value\":\"nan\",\"error\":0}}}]";
    assertEquals(List.of("REFUTED"), verdictsOnBadInput(nan));
  }
}
