package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wfr conform} on particles, on a scenario of one's own, and on what {@code wfr sample} and {@code wfr solve} wrote. */
class ConformSamplesTest {
  private static final String SCENARIO =
      "{name: my wells, potential: 2*(x^2-1)^2 + 0.3*x, initial: {gaussian: {mean: 0.8, variance: 0.1}}, "
          + "domain: [-3, 3], output-times: [0.2], observables: {right: x > 0}, particles: {count: 32000, time-step: 0.02}}";

  @TempDir Path directory;

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

  private Path scenario() throws Exception {
    return Files.writeString(directory.resolve("mine.yaml"), SCENARIO);
  }

  private int conform(Path results, String... more) {
    List<String> args =
        new java.util.ArrayList<>(
            List.of(
                "conform",
                "--quiet",
                results.toString(),
                "--out",
                directory.resolve("report").toString()));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  private Path sample() throws Exception {
    Path ours = directory.resolve("ours");
    assertEquals(
        0, run("sample", scenario().toString(), "--npz", "--out", ours.toString()), err::toString);
    return ours;
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void ourOwnSampleAndSolution_areSupported_withoutASaying_ofWhichProblem() throws Exception {
    Path ours = sample();
    assertEquals(0, conform(ours), () -> text() + err);
    assertTrue(text().contains("my-wells/t=0.2/particles/cdf"), this::text);
    assertTrue(text().contains("note: my-wells: sampling error from 16 replicates"), this::text);
    Path solved = directory.resolve("solved");
    assertEquals(
        0, run("solve", scenario().toString(), "--npz", "--out", solved.toString()), err::toString);
    assertEquals(0, conform(solved), () -> text() + err);
    assertTrue(text().contains("my-wells/t=0.2/density"), this::text);
  }

  @Test
  void particlesByFile_onAScenarioOfOnesOwn_rightOnesPass_andWrongOnesDoNot() throws Exception {
    Path ours = sample();
    Path right = Files.createDirectory(directory.resolve("right"));
    Files.copy(ours.resolve("particles.npz"), right.resolve("mine-particles.npz"));
    assertEquals(0, conform(right, "--scenario", scenario().toString()), () -> text() + err);
    Path wrong = Files.createDirectory(directory.resolve("wrong"));
    List<String> rows = Files.readAllLines(ours.resolve("particles.csv"));
    Files.writeString(
        wrong.resolve("my-wells-particles.csv"),
        rows.stream()
            .map(r -> r.replaceFirst("^([^,]*),([0-9-][^,]*),", "$1,1$2,").replace(",1-", ",-1"))
            .collect(Collectors.joining("\n", "", "\n")));
    assertEquals(1, conform(wrong, "--scenario", scenario().toString()), () -> text() + err);
    assertTrue(text().contains("particles/mean"), this::text);
    assertTrue(text().contains("defect: sample my-wells: "), this::text);
  }

  @Test
  void aScenarioOfOnesOwn_isExportedAsJson_andItsExportConforms() throws Exception {
    String mine = scenario().toString();
    Path export = directory.resolve("export");
    String[] args = {
      "reference", "export", "--quiet", "--scenario", mine, "--out", export.toString()
    };
    assertEquals(0, run(args), err::toString);
    String text = Files.readString(export.resolve("my-wells.yaml"));
    assertTrue(text.startsWith("{") && text.contains("\"reaction-rate\" : 1.0"), text);
    assertEquals(0, conform(export, "--scenario", mine), () -> text() + err);
    assertTrue(text().contains("my-wells/t=0.2/density"), this::text);
    assertEquals(2, run("reference", "export", "--scenario", mine, "--scenario", mine));
    assertTrue(
        err.toString(StandardCharsets.UTF_8).contains("two problems have the name my-wells"));
    assertEquals(2, run("reference", "export", "--problem", "no-such"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("no problem no-such: known: "));
  }

  @Test
  void twoImplementations_makeATable_andABadgeEach() throws Exception {
    String form =
        "{\"implementation\": \"%s\", \"claims\": [{\"verdict\": \"SUPPORTED\"}, {\"verdict\": \"%s\"}], \"notExercised\": {\"x\": \"y\"}}";
    Path good = Files.createDirectory(directory.resolve("a"));
    Files.writeString(good.resolve("evidence.json"), form.formatted("one 1.0", "SUPPORTED"));
    Path bad = Files.writeString(directory.resolve("b.json"), form.formatted("two <2>", "REFUTED"));
    Path to = directory.resolve("table");
    String[] args = {"conform", "--quiet", "--out", to.toString(), "--merge", good.toString()};
    assertEquals(0, run(args), err::toString);
    String[] both = java.util.Arrays.copyOf(args, args.length + 1);
    both[args.length] = bad.toString();
    assertEquals(1, run(both), err::toString);
    assertTrue(Files.readString(to.resolve("index.html")).contains("two &lt;2&gt;"));
    assertTrue(Files.readString(to.resolve("one-1.0/badge.json")).contains("\"brightgreen\""));
    String badge = Files.readString(to.resolve("two-<2>/badge.json"));
    assertTrue(badge.contains("\"red\"") && badge.contains("1 of 2 supported"), badge);
    both[args.length] = good.toString();
    assertEquals(2, run(both));
    Files.writeString(bad, "{\"claims\": []}");
    both[args.length] = bad.toString();
    assertEquals(2, run(both));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("b.json: no evidence.json"));
  }

  /** Whatever a column of particles holds, there is a verdict with a report. */
  @Test
  void everyKindOfBrokenParticles_getsAVerdict() throws Exception {
    String right = "0.2,0.5,0,0\n0.2,0.7,0,0\n0.2,0.9,0,1\n0.2,0.8,0,1\n";
    for (String rows :
        List.of(
            right,
            right.replace("0.5", "nan"),
            right.replace("0.5", "-inf"),
            right.replace(",0,0", ",nan,0"),
            right.replace(",0,0", ",inf,0"),
            right.replace(",0,0", ",-inf,0"),
            right.replace("0.5", "1e308"),
            right.replace(",0,1", ",1e308,1"),
            right.replace("0.2,", "7,"),
            "0.2,0.5,0,0\n")) {
      Path results = Files.createDirectories(directory.resolve("broken"));
      Files.writeString(
          results.resolve("mine-particles.csv"), "time,x,log_weight,replicate\n" + rows);
      assertEquals(1, conform(results, "--scenario", scenario().toString()), rows + text() + err);
      assertTrue(Files.exists(directory.resolve("report").resolve("evidence.json")), rows);
    }
  }

  private void refused(String name, String content, String message) throws Exception {
    Path results = Files.createDirectories(directory.resolve("bad"));
    Path file = Files.writeString(results.resolve(name), content);
    assertEquals(2, conform(results, "--scenario", scenario().toString()), content);
    String line = err.toString(StandardCharsets.UTF_8).strip();
    assertEquals(1, line.lines().count(), line);
    assertTrue(line.contains(message), line + "\nexpected: " + message);
    Files.delete(file);
  }

  @Test
  void malformedParticles_areOneLine() throws Exception {
    String file = "mine-particles.csv";
    refused(file, "x,log_weight\n1,0\n", "no column time");
    refused(file, "time,x,weight\n1,0,1\n", "[x, weight]: the coordinates are expected as x");
    refused(file, "time,x,log_weight,replicate\n1,0,1,0.5\n", "line 2: replicate: 0.5: must be an");
    refused(file, "time,x,time_step\n1,0,0.1\n1,0,0.3\n", "one with twice the value");
    refused(file, "time,x,time_step,bandwidth\n1,0,0.1,1\n", "one is admissible");
    refused(file, "time,x,time_step\n1,0,0\n", "must be > 0");
    refused(file, "time,x\nnan,0\n", "line 2: time: NaN: a finite number is expected");
    refused(file, "time,x,population\n0.2,0,3\n0.2,1,3\n", "population 3.0: there are 2 particles");
    refused(
        file,
        "time,x\n0.2,0\n\u00e9".replace("\u00e9", ",".repeat(1 << 17)),
        "line 3: longer than");
    refused(file, "time,x,y\n0.2,0,1\n", "particles with 2 coordinates: must be 1");
    refused("other-particles.csv", "time,x\n0.2,0\n", "no reference problem other; known: mine");
  }

  @Test
  void problemsThatCannotBeJudged_areRefused() throws Exception {
    assertEquals(2, conform(directory, "--scenario", "kinetic-well"));
    assertTrue(
        err.toString(StandardCharsets.UTF_8).contains("dynamics: overdamped"), err::toString);
  }
}
