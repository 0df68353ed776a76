package wfr.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import wfr.cli.FuzzedCommands;

/** Two measures of a few atoms, and options of wfr distance in the first line: masses and places of every size, coincident, far, and on a lattice. */
final class MeasureGrammar {
  private static final String BETWEEN = "----\n";
  private static final String[] HEADERS = {"x,mass\n", "x,y,mass\n", "x,y,z,mass\n"};
  private static final String[] EXTREME = {
    "0",
    "-0.0",
    "-1",
    "1e-320",
    "4.9e-324",
    "1e-300",
    "1e300",
    "1.7976931348623157e308",
    "1e-9",
    "1e9",
    "1e15",
    "nan",
    "inf",
    "0x1p-1074",
    "1.5707963267948966",
    "two"
  };

  private final SplittableRandom r;

  MeasureGrammar(SplittableRandom r) {
    this.r = r;
  }

  String text() {
    int dimension = r.nextInt(3) > 0 ? 0 : r.nextInt(3);
    int other = r.nextInt(40) == 0 ? r.nextInt(3) : dimension;
    List<String> options = new ArrayList<>();
    if (r.nextBoolean()) {
      options.add(
          "--delta=" + (r.nextBoolean() ? number(6) : "" + Math.scalb(1.0, r.nextInt(-3, 4))));
    }
    if (r.nextInt(4) == 0) {
      options.add("--cells");
    }
    if (r.nextInt(4) == 0) {
      options.add("--json");
    }
    return String.join(" ", options) + "\n" + measure(dimension) + BETWEEN + measure(other);
  }

  private String measure(int dimension) {
    StringBuilder s = new StringBuilder(HEADERS[dimension]);
    int rare = r.nextBoolean() ? 10 : 1000;
    for (int k = r.nextInt(1, r.nextInt(8) == 0 ? 60 : 8); k > 0; k--) {
      for (int axis = 0; axis <= dimension; axis++) {
        s.append(r.nextBoolean() ? "" + r.nextInt(-3, 4) : number(rare)).append(',');
      }
      s.append(number(rare)).append('\n');
    }
    return s.toString();
  }

  private String number(int rare) {
    return r.nextInt(rare) == 0 ? EXTREME[r.nextInt(EXTREME.length)] : "" + r.nextDouble();
  }

  static FuzzedCommands.End run(Path directory, String text) throws IOException {
    int end = text.indexOf('\n');
    String options = end < 0 ? "" : text.substring(0, end);
    String[] measures = text.substring(end + 1).split(BETWEEN, 2);
    List<String> arguments = new ArrayList<>(List.of("distance"));
    if (!options.isBlank()) {
      arguments.addAll(List.of(options.strip().split("\\s+")));
    }
    for (int k = 0; k < 2; k++) {
      Path file = directory.resolve(k == 0 ? "a.csv" : "b.csv");
      Files.writeString(
          file, measures[Math.min(k, measures.length - 1)], StandardCharsets.ISO_8859_1);
      arguments.add(file.toString());
    }
    return FuzzedCommands.alone(directory.resolve("out"), arguments.toArray(String[]::new));
  }
}
