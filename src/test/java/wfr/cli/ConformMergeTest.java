package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code wfr conform} on what somebody else's evidence says: names end as text of a terminal, of a page, and as a directory. */
class ConformMergeTest {
  @TempDir Path directory;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int conform(String... arguments) {
    String[] all = new String[arguments.length + 4];
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    all[0] = "conform";
    all[1] = "--quiet";
    all[2] = "--out";
    all[3] = directory.resolve("out").toString();
    err.reset();
    return Main.run(
        all,
        new Session(
            new Engine(),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false));
  }

  private void assertRefused(int code, Path file, String message) {
    String line = err.toString(StandardCharsets.UTF_8);
    assertEquals(2, code, line);
    assertEquals(1, line.lines().count(), line);
    assertTrue(line.startsWith("wfr: " + file + ": ") && line.contains(message), line);
    assertTrue(line.length() < 400, line);
    assertFalse(Files.exists(directory.resolve("out")), "nothing is written");
  }

  private Path evidence(String name, String rest) throws Exception {
    return Files.writeString(
        directory.resolve("evidence.json"),
        "{\"implementation\": %s, \"claims\": [{\"verdict\": \"SUPPORTED\"}]%s}"
            .formatted(name, rest));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "\"\\u001b[2J\"; implementation \"\\u001B[2J\": must be text of at most 100 characters",
        "\"\\ud800\"; implementation \"\\ud800\": must be text",
        "\"\\u202eevil\"; implementation",
        "\"two\\nlines\"; implementation",
        "\" \"; implementation \" \": must be text",
        "17; implementation 17: must be text",
        "null; implementation null: must be text"
      })
  void aNameThatDoesNotShow_isRefused(String name, String message) throws Exception {
    Path file = evidence(name, "");
    assertRefused(conform("--merge", file.toString()), file, message);
    Path data = Files.createDirectory(directory.resolve("data"));
    Path about =
        Files.writeString(
            data.resolve("about.json"),
            "{\"implementation\": " + name + ", \"errors\": \"bound\"}");
    assertRefused(conform(data.toString()), about, message);
  }

  @Test
  void aNameOfManyCharacters_isRefused() throws Exception {
    Path file = evidence("\"" + "long".repeat(100) + "\"", "");
    assertRefused(conform("--merge", file.toString()), file, "at most 100 characters");
  }

  @Test
  void aVerdictOfManyCharacters_aSecondValue_andAKeyGivenTwice_areRefused() throws Exception {
    Path file = evidence("\"a\"", "");
    Files.writeString(
        file, Files.readString(file).replace("SUPPORTED", "no verdict ".repeat(10_000)));
    assertRefused(conform("--merge", file.toString()), file, "must be SUPPORTED");
    Files.writeString(evidence("\"a\"", ""), "{}", java.nio.file.StandardOpenOption.APPEND);
    assertRefused(conform("--merge", file.toString()), file, "Trailing token");
    evidence("\"a\"", ", \"implementation\": \"b\"");
    assertRefused(conform("--merge", file.toString()), file, "Duplicate field");
  }

  @Test
  void aNameWithSeparators_staysInTheDirectory() throws Exception {
    Path file = evidence("\"../../<b>up</b>\"", "");
    assertEquals(0, conform("--merge", file.toString()), err::toString);
    Path out = directory.resolve("out");
    assertTrue(Files.exists(out.resolve("..-..-<b>up<-b>").resolve("badge.json")));
    assertFalse(Files.readString(out.resolve("index.html")).contains("<b>up"));
  }
}
