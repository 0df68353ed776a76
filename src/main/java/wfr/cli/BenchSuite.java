package wfr.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import wfr.report.BenchPage;
import wfr.report.JmhTable;
import wfr.report.OutputFiles;

/** The JMH suite of benchmarks/ in the short form of {@link BenchPlan}, on this JDK and, where fused kernels are measured, on another; results of both in one file. */
final class BenchSuite {
  private static final String JSON = "jmh.json";

  private final BenchPrograms programs;
  private final Path home;
  private final OutputFiles files;
  private final BenchPage page;
  private final ObjectMapper mapper = new ObjectMapper();
  private final ArrayNode results = mapper.createArrayNode();

  BenchSuite(BenchPrograms programs, Path home, OutputFiles files, BenchPage page) {
    this.programs = programs;
    this.home = home;
    this.files = files;
    this.page = page;
  }

  /** Builds the suite if its jar is missing or older than the sources, runs it and adds its table. */
  void run(String commit) {
    page.add("## JMH", "");
    Path jar = jar();
    if (jar == null) {
      page.add("Not run: benchmarks/ is missing or did not build.", "");
      return;
    }
    List<BenchPlan> plan = BenchPlan.all();
    for (Path jdk :
        programs.other == null ? List.of(programs.jdk) : List.of(programs.jdk, programs.other)) {
      boolean own = jdk.equals(programs.jdk);
      List<BenchPlan> rows = plan.stream().filter(r -> own || r.otherJdk()).toList();
      for (int k = 0; k < rows.size(); k++) {
        int release = BenchMachine.release(jdk);
        programs.runs.say(
            "jmh: JDK %d, %d of %d: %s"
                .formatted(release, k + 1, rows.size(), rows.get(k).benchmarks()));
        add(jmh(jdk, jar, rows.get(k)), release, commit);
      }
    }
    if (results.isEmpty()) {
      page.add("The suite gave no results.", "");
      return;
    }
    JmhTable.add(page, results);
  }

  /** The jar of the suite, null if there is none. */
  private Path jar() {
    Path module = home.resolve("benchmarks");
    if (!Files.isRegularFile(module.resolve("pom.xml"))) {
      programs.runs.say("no benchmarks/pom.xml beside the program: JMH is not run");
      return null;
    }
    Path jar = module.resolve("target").resolve("wfr-benchmarks.jar");
    if (stale(jar, module)) {
      programs.runs.say("jmh: building benchmarks/");
      List<String> mvn = List.of("mvn", "-B", "-f", "benchmarks/pom.xml", "clean", "package");
      if (programs.runs.run(home, Map.of(), mvn).isEmpty()) {
        programs.runs.say("benchmarks/ did not build: JMH is not run");
        return null;
      }
    }
    return jar;
  }

  private boolean stale(Path jar, Path module) {
    try {
      if (!Files.exists(jar)) {
        return true;
      }
      FileTime built = Files.getLastModifiedTime(jar);
      for (Path root :
          List.of(
              module.resolve("pom.xml"),
              module.resolve("src"),
              home.resolve("src").resolve("main").resolve("java"))) {
        try (Stream<Path> all = Files.walk(root)) {
          for (Path p : all.toList()) {
            if (Files.getLastModifiedTime(p).compareTo(built) > 0) {
              return true;
            }
          }
        }
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Results of one row of the plan, JSON; empty if it failed. */
  private String jmh(Path jdk, Path jar, BenchPlan row) {
    try {
      Path json = Files.createTempFile("wfr-jmh", ".json");
      try {
        List<String> c = new ArrayList<>();
        c.add(jdk.resolve("bin").resolve("java").toString());
        // the project's own classes come first: the vector kernels are not in the jar of the suite
        String path = System.getProperty("java.class.path") + File.pathSeparator + jar;
        c.addAll(List.of("-Djmh.ignoreLock=true", "-cp", path, "org.openjdk.jmh.Main"));
        c.addAll(row.arguments(programs.brief));
        c.addAll(List.of("-rf", "json", "-rff", json.toString()));
        if (programs.runs.run(home, Map.of(), c).contains("<failure>")) {
          programs.runs.say("jmh: a benchmark failed: " + row.benchmarks());
        }
        return Files.readString(json);
      } finally {
        Files.delete(json);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds results with where they were measured; paths of this machine are left out. */
  private void add(String json, int release, String commit) {
    try {
      for (JsonNode r : mapper.readTree(json.isEmpty() ? "[]" : json)) {
        ObjectNode o = (ObjectNode) r;
        o.remove(List.of("jvm", "jvmArgs"));
        o.put("commit", commit);
        o.put("processor", BenchMachine.processor());
        ObjectNode parameters = o.withObject("/params");
        parameters.put("jdk", "" + release);
        results.add(o);
      }
      String text = mapper.writerWithDefaultPrettyPrinter().writeValueAsString(results) + "\n";
      files.write(JSON, w -> w.write(text));
    } catch (JsonProcessingException e) {
      programs.runs.say("jmh: results are no JSON: " + e.getOriginalMessage());
    }
  }
}
