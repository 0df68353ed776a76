package wfr.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Programs to be measured, each in a process of its own: ours on any JDK and the baselines. Every figure that one of them prints is kept for
 * {@code runs.csv}. A run that fails gives no figure and says why.
 */
final class BenchRuns {
  private static final long LIMIT_MINUTES = 10;
  private static final int SHOWN = 300;

  private final Path home;
  private final PrintStream err;
  private final int rounds;
  private final StringBuilder csv =
      new StringBuilder("run,section,round,program,arguments,figure,value\n");
  private String section = "";
  private int round;
  private int run;

  BenchRuns(Path home, PrintStream err, int rounds) {
    this.home = home;
    this.err = err;
    this.rounds = rounds;
  }

  int rounds() {
    return rounds;
  }

  /** Names what follows, here and in the raw values. */
  void section(String name) {
    section = name;
    round = 1;
    say(name);
  }

  /** A line of progress. */
  void say(String what) {
    err.println("bench: " + what);
  }

  /** One figure of every program per round; the programs of a round follow one another. */
  double[][] inTurn(DoubleSupplier... programs) {
    double[][] values = new double[programs.length][rounds];
    for (int r = 0; r < rounds; r++) {
      round = r + 1;
      long start = System.nanoTime();
      for (int p = 0; p < programs.length; p++) {
        values[p][r] = programs[p].getAsDouble();
      }
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
      say("%s: round %d of %d, %d s".formatted(section, round, rounds, seconds));
    }
    return values;
  }

  /** {@code wfr bench} with arguments on the JDK in a directory, with the launcher's options. */
  Map<String, String> ours(Path jdk, int release, String... arguments) {
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
    return keep("wfr bench (JDK " + release + ")", arguments, figures(run(home, Map.of(), c)));
  }

  /** A program that prints names and values. */
  Map<String, String> theirs(Path program, String... arguments) {
    List<String> c = new ArrayList<>(List.of(program.toAbsolutePath().toString()));
    c.addAll(List.of(arguments));
    String text = run(program.toAbsolutePath().getParent(), Map.of(), c);
    return keep("baseline " + program.getFileName(), arguments, figures(text));
  }

  /** Keeps the figures of a run as raw values. */
  Map<String, String> keep(String program, String[] arguments, Map<String, String> figures) {
    run++;
    figures.forEach(
        (name, value) ->
            csv.append(run)
                .append(',')
                .append(section)
                .append(',')
                .append(round)
                .append(',')
                .append(program)
                .append(",\"")
                .append(String.join(" ", arguments))
                .append("\",")
                .append(name)
                .append(',')
                .append(value)
                .append('\n'));
    return figures;
  }

  /** All raw values so far. */
  String csv() {
    return csv.toString();
  }

  /** The output of a command, empty if it fails. */
  String run(Path directory, Map<String, String> environment, List<String> command) {
    Path errors = null;
    try {
      errors = Files.createTempFile("wfr-bench", ".err");
      ProcessBuilder b = new ProcessBuilder(command).directory(directory.toFile());
      b.environment().putAll(environment);
      b.redirectError(errors.toFile());
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
      if (code == 0) {
        return text;
      }
      String why = lastLine(Files.readString(errors), lastLine(text, "no message"));
      say("failed with exit code " + code + ": " + shown(command) + ": " + why);
    } catch (IOException e) {
      say("cannot run " + shown(command) + ": " + lastLine(e.getMessage(), ""));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (errors != null) {
        errors.toFile().delete();
      }
    }
    return "";
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

  /** The last line that is not blank, shortened; another text if there is none. */
  private static String lastLine(String text, String otherwise) {
    return text.lines()
        .filter(l -> !l.isBlank())
        .reduce((a, b) -> b)
        .map(l -> l.strip())
        .map(l -> l.substring(0, Math.min(SHOWN, l.length())))
        .orElse(otherwise);
  }

  private static String shown(List<String> command) {
    int from = command.indexOf("wfr.cli.Main");
    return from >= 0
        ? "wfr " + String.join(" ", command.subList(from + 1, command.size()))
        : Path.of(command.get(0)).getFileName()
            + " "
            + String.join(" ", command.subList(1, command.size()));
  }

  /** Names and values in turn, a line each or one JSON object. */
  static void print(PrintStream out, boolean json, Object... pairs) {
    StringBuilder s = new StringBuilder(json ? "{" : "");
    for (int k = 0; k < pairs.length; k += 2) {
      Object v = pairs[k + 1];
      String text = v instanceof Double d ? String.format(Locale.ROOT, "%.6g", d) : v.toString();
      if (json) {
        s.append(k == 0 ? "" : ", ").append('"').append(pairs[k]).append("\": ");
        s.append(v instanceof String ? '"' + text + '"' : text);
      } else {
        s.append(pairs[k]).append(' ').append(text).append('\n');
      }
    }
    out.print(json ? s.append("}\n") : s);
  }

  /** Words in turn: a name and, if a number or a word follows, its value; the first value of a name counts. */
  static Map<String, String> figures(String text) {
    Map<String, String> f = new LinkedHashMap<>();
    for (String line : text.split("\n")) {
      String[] words = line.trim().split("\\s+");
      for (int k = 0; k + 1 < words.length; k += 2) {
        f.putIfAbsent(words[k], words[k + 1]);
      }
    }
    return f;
  }

  /** A figure, NaN if it is missing or no number. */
  static double number(Map<String, String> figures, String name) {
    try {
      return Double.parseDouble(figures.getOrDefault(name, "NaN"));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
