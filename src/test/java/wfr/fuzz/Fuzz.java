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
import wfr.scenario.BadInput;

/**
 * Inputs of every class, drawn from a seed: each is read, or refused by one line (three with a caret) of bounded length without control characters. Anything else is a find: another exception, an
 * error of the machine, a message that is longer, a reader that takes longer. Finds are shrunk and kept.
 */
final class Fuzz {
  static final double LONGEST_SECONDS = 60;
  private static final int LONGEST_MESSAGE = 2000;

  /** What became of the inputs of one class. */
  static final class Row {
    int read;
    int refused;
    double longest;
    final List<String> finds = new ArrayList<>();

    int inputs() {
      return read + refused + finds.size();
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

  /** Draws a number of inputs of a class. */
  void draw(Inputs kind, int count, long seed) throws IOException {
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
      kind.read(directory, input);
      row.read++;
      return null;
    } catch (BadInput e) {
      String wrong = wrong(e.getMessage());
      row.refused += wrong == null ? 1 : 0;
      return wrong;
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return e.toString();
    }
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
            "| class | inputs | read | refused in one line | finds | longest, s |\n|---|---|---|---|---|---|\n");
    rows.forEach(
        (kind, row) ->
            s.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d | %.2f |%n",
                    kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    row.inputs(),
                    row.read,
                    row.refused,
                    row.finds.size(),
                    row.longest)));
    return s.toString();
  }

  /** A number of inputs of every class from a seed: {@code COUNT SEED}; prints the table, then the finds, which are kept below target/fuzz. */
  public static void main(String[] arguments) throws IOException {
    int count = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    Fuzz fuzz = new Fuzz(Files.createDirectories(Path.of("target", "fuzz")));
    for (Inputs kind : Inputs.values()) {
      fuzz.draw(kind, count, seed);
    }
    System.out.print(fuzz.table());
    fuzz.rows().forEach((kind, row) -> row.finds.forEach(f -> System.out.println(kind + ": " + f)));
    System.exit(fuzz.rows().values().stream().allMatch(row -> row.finds.isEmpty()) ? 0 : 1);
  }
}
