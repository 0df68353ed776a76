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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wfr.experiment.Experiments;

/** {@code wfr experiment}: its list, its files, and one line for bad input. */
class ExperimentCommandTest {
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

  @Test
  void withoutAName_theListIsPrinted() {
    assertEquals(0, run("experiment"), err::toString);
    String list = out.toString(StandardCharsets.UTF_8);
    assertEquals(Experiments.all().size(), list.lines().count());
    assertTrue(list.contains("R5  four-modes"), list);
  }

  @Test
  void anExperiment_writesPageDataAndFigure() throws IOException {
    Path target = directory.resolve("made");
    assertEquals(0, run("experiment", "r1", "--json", "--out", target.toString()), err::toString);
    try (Stream<Path> files = Files.list(target)) {
      assertEquals(4, files.count());
    }
    JsonNode json = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8)).get("R1");
    assertEquals(
        json,
        new ObjectMapper().readTree(target.resolve("R1-splitting-order.json").toFile()),
        "file and standard output");
    assertEquals("71.615047", json.get("rows").get(0).get("published").asText());
    String page = Files.readString(target.resolve("R1-splitting-order.md"));
    assertTrue(page.contains("| KL, exact, t = 0.01 | 71.615047 | 71.61504662 |"), page);
    String index = Files.readString(target.resolve("README.md"));
    assertTrue(index.contains("| 71.615047 | 71.61504662 |"), index);
    assertTrue(Files.readString(target.resolve("R1-splitting-order.svg")).startsWith("<svg"));
  }

  @Test
  void unknownNames_areRefused_withNothingWritten() {
    Path target = directory.resolve("none");
    assertEquals(2, run("experiment", "R1", "no-such", "--out", target.toString()));
    assertFalse(Files.exists(target));
    assertEquals(1, err.toString(StandardCharsets.UTF_8).lines().count(), err::toString);
    assertEquals(2, run("experiment", "R1", "--repeats", "1", "--out", target.toString()));
    assertFalse(Files.exists(target));
  }
}
