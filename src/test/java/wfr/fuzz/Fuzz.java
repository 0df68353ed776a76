package wfr.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import wfr.cli.FuzzedCommands;
import wfr.scenario.BadInput;

/**
 * Inputs of every class, drawn from a seed: each is read, or refused by one line (three with a caret) of bounded length without control characters. Anything else is a find: another exception, an
 * error of the machine, exit code 3, a message that is longer, a reader that takes longer, a file or a process that is left. Finds are shrunk and kept.
 */
final class Fuzz {
  static final double LONGEST_SECONDS = 60;
  private static final int LONGEST_MESSAGE = 2000;

  /** What became of the inputs of one class. */
  static final class Row {
    int read;
    int refuted;
    int refused;
    double longest;
    final List<String> finds = new ArrayList<>();

    int inputs() {
      return read + refuted + refused + finds.size();
    }
  }

  private final Path directory;
  private final Map<Inputs, Row> rows = new EnumMap<>(Inputs.class);

  /** @param directory for files that are read, and for finds */
  Fuzz(Path directory) {
    this.directory = directory;
  }

  Map<Inputs, Row> rows() {
    return rows;
  }

  /** Draws a number of inputs of a class, a tenth where each is run to its end. */
  void draw(Inputs kind, int number, long seed) throws IOException {
    int count = kind.isRun() ? (number + 9) / 10 : number;
    for (int k = 0; k < count; k++) {
      SplittableRandom r = new SplittableRandom(seed + k);
      feed(kind, kind.draw(r), "seed " + (seed + k));
    }
  }

  /** Feeds the finds of earlier runs. */
  void replay(Inputs kind, Path corpus) throws IOException {
    try (Stream<Path> files = Files.list(corpus.resolve(kind.corpus()))) {
      for (Path file : files.sorted().toList()) {
        feed(kind, Files.readAllBytes(file), file.getFileName().toString());
      }
    }
  }

  private void feed(Inputs kind, byte[] input, String name) throws IOException {
    Row row = rows.computeIfAbsent(kind, k -> new Row());
    long start = System.nanoTime();
    String find = find(kind, input, row);
    double seconds = (System.nanoTime() - start) / 1e9;
    row.longest = Math.max(row.longest, seconds);
    if (find == null && seconds > LONGEST_SECONDS) {
      find = "took " + seconds + " s";
    }
    if (find != null) {
      byte[] least = shrunk(kind, input);
      Path kept = Files.createDirectories(directory.resolve("finds").resolve(kind.corpus()));
      Files.write(kept.resolve(name.replace(' ', '-')), least);
      row.finds.add(name + ": " + find);
    }
  }

  /** What is wrong, or null. */
  private String find(Inputs kind, byte[] input, Row row) {
    try {
      FuzzedCommands.End end = kind.read(directory, input);
      if (end.code() < 2) {
        row.read += end.code() == 0 ? 1 : 0;
        row.refuted += end.code();
        return null;
      }
      return end.code() == 2 ? refused(end.message(), row) : "exit code 3: " + end.message();
    } catch (BadInput e) {
      return refused(e.getMessage(), row);
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return e.toString();
    }
  }

  private static String refused(String message, Row row) {
    String wrong = wrong(message);
    row.refused += wrong == null ? 1 : 0;
    return wrong;
  }

  private static String wrong(String message) {
    List<String> lines = message.lines().toList();
    boolean caret = lines.size() == 3 && message.endsWith("^");
    if (lines.size() != 1 && !caret || message.length() > LONGEST_MESSAGE) {
      return lines.size() + " lines, " + message.length() + " characters";
    }
    for (String line : lines) {
      if (!line.equals(BadInput.printable(line))) {
        return "a control character: " + BadInput.printable(line);
      }
    }
    return null;
  }

  /** Without pieces that are not needed: halves first, then quarters, to single bytes. */
  private byte[] shrunk(Inputs kind, byte[] input) {
    byte[] least = input;
    for (int piece = Math.max(1, input.length / 2); piece >= 1; piece /= 2) {
      for (int at = 0; at + piece <= least.length; ) {
        byte[] less = Mutation.replaced(least, at, piece, new byte[0]);
        if (find(kind, less, new Row()) != null) {
          least = less;
        } else {
          at += piece;
        }
      }
    }
    return least;
  }

  /** The table by class. */
  String table() {
    StringBuilder s =
        new StringBuilder(
            "| class | inputs | exit code 0 | 1 | 2, in one line | finds | longest, s |\n|---|---|---|---|---|---|---|\n");
    rows.keySet().forEach(kind -> s.append(line(kind)));
    return s.toString();
  }

  private String line(Inputs kind) {
    Row row = rows.get(kind);
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %d | %d | %d | %.2f |%n",
        kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
        row.inputs(),
        row.read,
        row.refuted,
        row.refused,
        row.finds.size(),
        row.longest);
  }

  /**
   * A number of inputs from a seed, of the classes named or of all: {@code COUNT SEED [CLASS...]}; prints each row of the table when its class is done, then its finds, which are kept below
   * target/fuzz.
   */
  public static void main(String[] arguments) throws IOException {
    int count = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    List<Inputs> kinds =
        arguments.length > 2
            ? Stream.of(arguments).skip(2).map(Inputs::valueOf).toList()
            : List.of(Inputs.values());
    Fuzz fuzz = new Fuzz(Files.createDirectories(Path.of("target", "fuzz")));
    System.out.print(fuzz.table());
    boolean clean = true;
    for (Inputs kind : kinds) {
      fuzz.draw(kind, count, seed);
      System.out.print(fuzz.line(kind));
      List<String> finds = fuzz.rows.get(kind).finds;
      finds.forEach(f -> System.out.println(kind + ": " + f));
      clean &= finds.isEmpty();
    }
    System.exit(clean ? 0 : 1);
  }
}
