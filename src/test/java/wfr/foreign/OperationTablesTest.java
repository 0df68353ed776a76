package wfr.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import wfr.operation.Call;
import wfr.operation.SampleCalls;
import wfr.operation.Sent;
import wfr.operation.Wire;

/** The published tables of operations are those of the code, and what is sent is what they say. */
class OperationTablesTest {
  private static final Path EXAMPLES = Path.of("src/examples");

  /** `key`, `key[]`, `key[][]`, `key: Object`, `key: list of Object`. */
  private static final Pattern KEY = Pattern.compile("`(\\w+)((?:\\[])*)(?:: (list of )?(\\w+))?`");

  private static Sent sent(Call<?> call) {
    return Wire.sent(SampleCalls.operation(call), Wire.copy(call));
  }

  /** Cells of the rows of a file by what the first cell names first. */
  private static Map<String, String[]> rows(String file) throws IOException {
    Map<String, String[]> rows = new LinkedHashMap<>();
    for (String line : Files.readAllLines(EXAMPLES.resolve(file))) {
      if (line.startsWith("| ")) {
        String[] cells = line.substring(2).split(" \\| ");
        rows.put(cells[0].replaceAll("^`?(\\w+).*", "$1"), cells);
      }
    }
    return rows;
  }

  @Test
  void tables_areThoseOfTheCode() throws IOException {
    assertEquals(
        OperationTables.text(),
        Files.readString(EXAMPLES.resolve("OPERATIONS.md")),
        "src/examples/OPERATIONS.md is not that of wfr.foreign.OperationTables: write"
            + " OperationTables.text() there");
  }

  @Test
  void whatIsSent_isWhatTheTablesSay() throws IOException {
    Map<String, String[]> rows = rows("OPERATIONS.md");
    for (Call<?> call : SampleCalls.all()) {
      Sent sent = sent(call);
      if (!OperationTables.PUBLISHED.contains(sent.operation())) {
        assertNotNull(rows.get(sent.operation()), sent.operation());
        assertKeys(rows, sent.operation(), rows.get(sent.operation())[1], sent.input());
      }
    }
  }

  private static void assertKeys(
      Map<String, String[]> rows, String where, String keys, Map<?, ?> object) {
    Map<String, Matcher> known = new LinkedHashMap<>();
    Matcher m = KEY.matcher(keys);
    while (m.find()) {
      Matcher one = KEY.matcher(m.group());
      assertTrue(one.matches());
      known.putIfAbsent(m.group(1), one);
    }
    object.forEach(
        (key, value) -> {
          String at = where + "/" + key;
          Matcher k = known.get(key);
          assertNotNull(k, at + " is not in " + keys);
          if (k.group(4) != null && value instanceof Map<?, ?> inner) {
            assertKeys(rows, at, rows.get(k.group(4))[1], inner);
          } else if (k.group(3) != null) {
            for (Object entry : (List<?>) value) {
              assertKeys(rows, at, rows.get(k.group(4))[1], (Map<?, ?>) entry);
            }
          } else if (k.group(4) != null) {
            assertTrue(rows.get(k.group(4))[1].contains("`\"" + value + "\"`"), at + ": " + value);
          } else if (!(value
              instanceof Map<?, ?>)) { // a function's handles have no type of their own
            assertEquals(dimension(value), k.group(2).length() / 2, at);
          }
        });
  }

  private static int dimension(Object value) {
    return value instanceof Object[] ? 2 : value.getClass().isArray() ? 1 : 0;
  }

  /** The operations that were published first, by the table that was. */
  @Test
  void published_areInTheReadme() throws IOException {
    Map<String, String[]> rows = rows("README.md");
    for (Call<?> call : SampleCalls.all()) {
      Sent sent = sent(call);
      if (OperationTables.PUBLISHED.contains(sent.operation())) {
        String keys =
            rows.get(sent.operation())[1].replace("as transport", rows.get("transport")[1]);
        assertEquals(
            List.copyOf(sent.input().keySet()).stream().sorted().toList(),
            Pattern.compile("`(\\w+)`")
                .matcher(keys)
                .results()
                .map(r -> r.group(1))
                .sorted()
                .toList(),
            sent.operation());
      }
    }
  }
}
