package wfr.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs to be measured, each in a process of its own: ours on any JDK and the baselines. A run that fails gives no figure and says why. */
final class BenchRuns {
  private static final long LIMIT_MINUTES = 5;

  private final Path home;
  private final PrintStream err;

  BenchRuns(Path home, PrintStream err) {
    this.home = home;
    this.err = err;
  }

  /** {@code wfr bench} with arguments on the JDK in a directory, with the launcher's options. */
  Map<String, String> ours(Path jdk, String... arguments) {
    List<String> c = new ArrayList<>();
    c.add(jdk.resolve("bin").resolve("java").toString());
    c.addAll(
        List.of(
            "-XX:MaxRAMPercentage=50",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UseTransparentHugePages",
            "-XX:ObjectAlignmentInBytes=64",
            "--add-modules",
            "jdk.incubator.vector",
            "-cp",
            System.getProperty("java.class.path"),
            "wfr.cli.Main",
            "bench"));
    c.addAll(List.of(arguments));
    return figures(run(home, Map.of(), c));
  }

  /** A program that prints names and values. */
  Map<String, String> theirs(Path program, String... arguments) {
    List<String> c = new ArrayList<>(List.of(program.toAbsolutePath().toString()));
    c.addAll(List.of(arguments));
    return figures(run(program.toAbsolutePath().getParent(), Map.of(), c));
  }

  /** The output of a command, empty if it fails. */
  String run(Path directory, Map<String, String> environment, List<String> command) {
    try {
      ProcessBuilder b = new ProcessBuilder(command).directory(directory.toFile());
      b.environment().putAll(environment);
      b.redirectError(ProcessBuilder.Redirect.DISCARD);
      Process p = b.start();
      p.getOutputStream().close();
      Thread watch = new Thread(() -> endAfterLimit(p), "bench-limit");
      watch.setDaemon(true);
      watch.start();
      String text;
      try (InputStream in = p.getInputStream()) {
        text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
      int code = p.waitFor();
      if (code != 0) {
        err.println("failed with exit code " + code + ": " + shown(command));
        return "";
      }
      return text;
    } catch (IOException e) {
      err.println("cannot run " + shown(command) + ": " + e.getMessage());
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static void endAfterLimit(Process p) {
    try {
      if (!p.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        p.destroy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String shown(List<String> command) {
    int from = command.indexOf("wfr.cli.Main");
    return from >= 0
        ? "wfr " + String.join(" ", command.subList(from + 1, command.size()))
        : Path.of(command.get(0)).getFileName()
            + " "
            + String.join(" ", command.subList(1, command.size()));
  }

  /** Words in turn: a name and, if a number or a word follows, its value; the first value of a name counts. */
  private static Map<String, String> figures(String text) {
    Map<String, String> f = new HashMap<>();
    for (String line : text.split("\n")) {
      String[] words = line.trim().split("\\s+");
      for (int k = 0; k + 1 < words.length; k += 2) {
        f.putIfAbsent(words[k], words[k + 1]);
      }
    }
    return f;
  }

  static double number(Map<String, String> figures, String name) {
    try {
      return Double.parseDouble(figures.getOrDefault(name, "NaN"));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
