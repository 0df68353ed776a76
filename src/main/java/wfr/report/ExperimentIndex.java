package wfr.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import wfr.experiment.Experiment;
import wfr.experiment.Experiments;
import wfr.scenario.BadInput;
import wfr.scenario.CsvTable;

/** The page that lists the experiments of a directory, made from the data files that stand there: running one again keeps the others. */
public final class ExperimentIndex {
  private ExperimentIndex() {}

  /** The page, with every number that was published. */
  public static String page(Path directory) {
    List<JsonNode> all = read(directory);
    StringBuilder t = new StringBuilder("# Published experiments, repeated\n\n");
    t.append(
        "Every number here is computed: `./wfr experiment all --out DIR` writes such a directory,");
    t.append(
        " `./wfr experiment NAME --out DIR` makes one experiment again. Sources, parameters and");
    t.append(
        " reasons stand on the page of each experiment; +- is one standard error over the repeats.\n\n");
    t.append("| | quantity | published | ours | |\n|---|---|---|---|---|\n");
    for (JsonNode e : all) {
      List<JsonNode> printed = new ArrayList<>();
      List<JsonNode> rows = new ArrayList<>();
      e.get("rows").forEach(rows::add);
      rows.stream().filter(r -> !r.get("published").isNull()).forEach(printed::add);
      if (printed.isEmpty()) {
        t.append("| ").append(link(e)).append(" | ").append(e.get("title").asText());
        t.append(" | figures only | [").append(rows.size()).append(" numbers](");
        t.append(stem(e)).append(".md) | |\n");
      }
      for (JsonNode r : printed) {
        t.append("| ").append(r.equals(printed.get(0)) ? link(e) : "");
        for (String key : List.of("quantity", "published_as_printed", "ours_rounded", "note")) {
          t.append(" | ").append(r.get(key).asText());
        }
        t.append(" |\n");
      }
    }
    for (JsonNode e : all) {
      String title = e.get("title").asText();
      t.append("\n## ").append(e.get("id").asText()).append(". ").append(title);
      t.append("\n\n").append(e.get("question").asText()).append("\n\n");
      t.append("![").append(title).append("](").append(stem(e)).append(".svg)\n\n");
      t.append(e.get("remarks").get(0).asText()).append('\n');
    }
    return t.toString();
  }

  private static String stem(JsonNode e) {
    return e.get("id").asText() + "-" + e.get("name").asText();
  }

  private static String link(JsonNode e) {
    return "[" + e.get("id").asText() + "](" + stem(e) + ".md)";
  }

  private static List<JsonNode> read(Path directory) {
    List<JsonNode> found = new ArrayList<>();
    for (Experiment e : Experiments.all()) {
      Path file = directory.resolve(e.id() + "-" + e.name() + ".json");
      if (!Files.exists(file)) {
        continue;
      }
      try {
        JsonNode node = new ObjectMapper().readTree(file.toFile());
        for (String key : List.of("id", "name", "title", "question", "rows", "remarks")) {
          if (node.path(key).isMissingNode()) {
            throw new BadInput(file + ": no key " + key + ": not written by this version");
          }
        }
        found.add(node);
      } catch (com.fasterxml.jackson.core.JsonProcessingException x) {
        throw new BadInput(file + ": not JSON: " + CsvTable.shown(x.getOriginalMessage()));
      } catch (IOException x) {
        throw new UncheckedIOException("cannot read " + file, x);
      }
    }
    return found;
  }
}
