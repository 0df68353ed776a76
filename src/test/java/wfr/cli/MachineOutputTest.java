package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program in a process of its own: what reaches a disk, a pipe or another machine. */
class MachineOutputTest {
  private static final String SCENARIO =
      """
      name: small
      potential: "2*(x^2 - 1)^2 + 0.3*x"
      initial: {gaussian: {mean: -0.5, variance: 0.3}}
      domain: [-3.5, 3.5]
      output-times: [0.05, 0.1]
      observables: {right: "x > 0"}
      grid: {cells: 40, time-step: 0.02}
      particles: {count: 1600, time-step: 0.02}
      """;

  @TempDir Path directory;

  /**
   * An end.
   *
   * @param code exit code
   * @param out standard output
   * @param err standard error
   */
  private record End(int code, String out, String err) {}

  /** Runs the program behind words of a shell in which "$@" stands for it. */
  private End run(String shell, List<String> options, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-c", shell, "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:-UsePerfData"); // a file of its own
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "wfr.cli.Main"));
    command.addAll(List.of(arguments));
    Path out = directory.resolve("stdout");
    Path err = directory.resolve("stderr");
    int code =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new End(code, Files.readString(out), Files.readString(err));
  }

  private String scenario() throws IOException {
    return Files.writeString(directory.resolve("small.yaml"), SCENARIO).toString();
  }

  private static Map<String, String> contents(Path directory) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path f : files.toList()) {
        all.put(
            f.getFileName().toString(),
            new String(Files.readAllBytes(f), StandardCharsets.ISO_8859_1));
      }
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "\"$@\" >/dev/full, No space left on device",
    "\"$@\" >&-, Bad file descriptor",
    "\"$@\" | true, Broken pipe"
  })
  void resultsThatCannotBeWritten_areSaidToBeLost(String shell, String cause) throws Exception {
    boolean pipe = shell.contains("|");
    // a shell without PIPESTATUS: the code goes through a file
    Path code = directory.resolve("code");
    End end =
        run(
            pipe ? "{ \"$@\"; echo $? >'" + code + "'; } | true" : shell,
            List.of(),
            "claims",
            "--json");
    assertEquals(
        2, pipe ? Integer.parseInt(Files.readString(code).strip()) : end.code(), end.err());
    assertEquals("wfr: cannot write to standard output: " + cause, end.err().strip());
  }

  /** In blocks of the shell, from less than the first file to less than the last. */
  @ParameterizedTest
  @ValueSource(ints = {1, 8, 64})
  void aFileSizeLimit_isNamed_andNoFileOfTheRunIsThere(int blocks) throws Exception {
    Path out = directory.resolve("out");
    End end =
        run(
            "ulimit -f " + blocks + "; exec \"$@\"",
            List.of(),
            "compare",
            scenario(),
            "--quiet",
            "--out",
            out.toString());
    assertEquals(2, end.code(), end.err());
    assertTrue(end.err().contains("cannot write "), end.err());
    assertTrue(end.err().contains("File too large"), end.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void everyLocale_writesTheSameBytes() throws Exception {
    Path root = directory.resolve("root");
    String scenario = scenario();
    End expected =
        run("exec \"$@\"", List.of(), "compare", scenario, "--quiet", "--out", root.toString());
    for (String locale : List.of("ar-EG", "de-DE", "fr-FR")) {
      String[] of = locale.split("-");
      Path out = directory.resolve(locale);
      List<String> options = new ArrayList<>();
      for (String kind : List.of("", ".display", ".format")) {
        options.add("-Duser.language" + kind + "=" + of[0]);
        options.add("-Duser.country" + kind + "=" + of[1]);
      }
      options.add("-Duser.extensions=nu-arab");
      End end =
          run("exec \"$@\"", options, "compare", scenario, "--quiet", "--out", out.toString());
      assertEquals(expected, end);
      assertEquals(contents(root), contents(out), locale);
    }
    Path data = Files.createDirectory(directory.resolve("data"));
    Files.writeString(
        data.resolve("functionals.csv"),
        "problem,time,functional,value,error\ngaussian-widening,0.5,kl,0.25,1e-6\n");
    List<String> arabic = List.of("-Duser.language=ar", "-Duser.country=EG");
    for (List<String> options : List.of(List.<String>of(), arabic)) {
      Path out = directory.resolve("conform" + options.size());
      End end =
          run(
              "exec \"$@\"",
              options,
              "conform",
              data.toString(),
              "--quiet",
              "--out",
              out.toString());
      assertEquals(1, end.code(), end.err());
      assertTrue(end.out().contains("0 SUPPORTED, 1 REFUTED"), end.out());
    }
    assertEquals(contents(directory.resolve("conform0")), contents(directory.resolve("conform2")));
  }
}
