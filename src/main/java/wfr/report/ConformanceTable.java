package wfr.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.foreign.ImplementationName;
import wfr.scenario.BadInput;
import wfr.scenario.CsvTable;
import wfr.scenario.TextFile;

/** Several evidence.json of {@code wfr conform} as a table of implementations, and a badge of each (the endpoint format of shields.io). */
public final class ConformanceTable {
  private static final List<String> VERDICTS = List.of("SUPPORTED", "REFUTED", "INCONCLUSIVE");

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Of an evidence.json: ours has less than one megabyte. */
  private static final long MOST_BYTES = 1 << 26;

  private final List<Row> rows = new ArrayList<>();

  /**
   * One implementation.
   *
   * @param implementation what it calls itself
   * @param counts rows by verdict
   * @param notExercised what was not run
   */
  public record Row(String implementation, Map<String, Integer> counts, int notExercised) {
    /** Whether every row is SUPPORTED, and there is one. */
    public boolean supported() {
      return counts.get("SUPPORTED") > 0
          && counts.get("REFUTED") == 0
          && counts.get("INCONCLUSIVE") == 0;
    }

    /** Rows in all. */
    public int all() {
      return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /**
   * Reads them.
   *
   * @throws BadInput that names the file
   */
  public ConformanceTable(List<Path> files) {
    for (Path file : files) {
      JsonNode root;
      try {
        root = MAPPER.readTree(TextFile.read(file, "an evidence.json", MOST_BYTES));
      } catch (JsonProcessingException e) {
        throw new BadInput(
            file + ": no evidence.json of wfr conform: " + CsvTable.shown(e.getOriginalMessage()));
      }
      if (!root.has("implementation") || !root.path("claims").isArray()) {
        throw new BadInput(
            file + ": no evidence.json of wfr conform: \"implementation\" and \"claims\" expected");
      }
      Map<String, Integer> counts = new LinkedHashMap<>();
      VERDICTS.forEach(v -> counts.put(v, 0));
      for (JsonNode claim : root.path("claims")) {
        String verdict = claim.path("verdict").asText();
        if (counts.computeIfPresent(verdict, (k, n) -> n + 1) == null) {
          throw new BadInput(
              file
                  + ": verdict "
                  + CsvTable.shown(verdict)
                  + ": must be "
                  + String.join(", ", VERDICTS));
        }
      }
      rows.add(
          new Row(
              ImplementationName.of(root, "implementation", "", file.toString()),
              counts,
              root.path("notExercised").size()));
    }
  }

  /** In the order of the files. */
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /** badge.json of one implementation. */
  public static String badge(Row row) {
    Map<String, Object> badge = new LinkedHashMap<>();
    badge.put("schemaVersion", 1);
    badge.put("label", "wfr conform");
    badge.put("message", row.counts().get("SUPPORTED") + " of " + row.all() + " supported");
    badge.put(
        "color",
        row.supported() ? "brightgreen" : row.counts().get("REFUTED") > 0 ? "red" : "yellow");
    return Json.text(badge);
  }

  /** The table for a program. */
  public String json() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Row r : rows) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("implementation", r.implementation());
      row.put("conforms", r.supported());
      row.putAll(r.counts());
      row.put("notExercised", r.notExercised());
      all.add(row);
    }
    return Json.text(Map.of("implementations", all));
  }

  /** index.html. */
  public String html() {
    StringBuilder body = new StringBuilder("<h1>Implementations</h1>\n");
    StringBuilder cells = new StringBuilder();
    for (Row r : rows) {
      cells.append(
          Html.row(
              r.implementation(),
              r.supported() ? "conforms" : "does not conform",
              r.counts().get("SUPPORTED"),
              r.counts().get("REFUTED"),
              r.counts().get("INCONCLUSIVE"),
              r.notExercised()));
    }
    body.append(
        Html.table(
            "Verdicts of wfr conform.",
            Html.head(
                "implementation",
                "result",
                "SUPPORTED",
                "REFUTED",
                "INCONCLUSIVE",
                "not exercised"),
            cells.toString()));
    return Html.page("wfr conform", body.toString());
  }
}
