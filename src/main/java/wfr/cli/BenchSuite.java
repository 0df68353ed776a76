package wfr.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import wfr.report.BenchPage;

/** The JMH suite of benchmarks/, in short: one fork, two warm-up and three measured iterations of a second; with bytes allocated per operation. */
final class BenchSuite {
  private BenchSuite() {}

  /** Builds the suite if its jar is missing or older than the sources, runs it and adds its table. */
  static void run(
      BenchRuns runs, Path home, Path jdk, Path out, BenchPage page, boolean brief, String where)
      throws IOException {
    Path module = home.resolve("benchmarks");
    page.add("## JMH", "");
    if (!Files.isRegularFile(module.resolve("pom.xml"))) {
      page.add("Not run: no benchmarks/ beside the program.", "");
      return;
    }
    Path jar = module.resolve("target").resolve("wfr-benchmarks.jar");
    if (!Files.exists(jar)) {
      runs.run(home, Map.of(), List.of("mvn", "-q", "-B", "-f", "benchmarks/pom.xml", "package"));
    }
    if (!Files.exists(jar)) {
      page.add("Not run: benchmarks/ did not build.", "");
      return;
    }
    Path json = out.resolve("jmh.json").toAbsolutePath();
    Files.createDirectories(out);
    List<String> c = new ArrayList<>();
    c.add(jdk.resolve("bin").resolve("java").toString());
    // the project's own classes come first: the vector kernels are not in the jar of the suite
    c.addAll(
        List.of("-cp", System.getProperty("java.class.path") + java.io.File.pathSeparator + jar));
    c.addAll(List.of("org.openjdk.jmh.Main", "Fused.*|Stage.*", "-f", "1", "-foe", "false"));
    c.addAll(List.of("-wi", brief ? "1" : "2", "-i", brief ? "1" : "3", "-w", "1", "-r", "1"));
    c.addAll(List.of("-p", "nodes=512", "-p", "count=1000000", "-prof", "gc"));
    c.addAll(List.of("-rf", "json", "-rff", json.toString()));
    runs.run(home, Map.of(), c);
    if (!Files.exists(json)) {
      page.add("The suite gave no results.", "");
      return;
    }
    table(json, page, where);
  }

  private static void table(Path json, BenchPage page, String where) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    if (!(mapper.readTree(json.toFile()) instanceof ArrayNode results)) {
      return;
    }
    page.add(
        "One fork, 2 + 3 iterations of a second; all of it, with the machine: [jmh.json](jmh.json).",
        "",
        "| benchmark | parameters | time per operation | +- | bytes allocated per operation |",
        "|---|---|---|---|---|");
    for (JsonNode r : results) {
      ObjectNode o = (ObjectNode) r;
      o.put("where", where);
      o.remove(List.of("jvm", "jvmArgs"));
      String name = r.path("benchmark").asText().replaceAll(".*\\.(\\w+\\.\\w+)$", "$1");
      JsonNode time = r.path("primaryMetric");
      double bytes = Double.NaN;
      for (var f : r.path("secondaryMetrics").properties()) {
        if (f.getKey().endsWith("gc.alloc.rate.norm")) {
          bytes = f.getValue().path("score").asDouble();
        }
      }
      page.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.4g %s | %.2g | %.0f |",
              name,
              r.path("params").toString().replaceAll("[{}\"]", "").replace(",", ", "),
              time.path("score").asDouble(),
              time.path("scoreUnit").asText(),
              time.path("scoreError").asDouble(),
              bytes));
    }
    page.add("");
    mapper.writerWithDefaultPrettyPrinter().writeValue(json.toFile(), results);
  }
}
