package wfr.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What grows faster than its input: every command on inputs of n, 4 n and 16 n pieces of a kind, and by which power of 4 its time grows. A table; not a test. */
final class Growth {
  private static final int FACTOR = 4;
  private static final int RUNS = 3;
  private static final List<String> WITHOUT_FILES = List.of("spectrum", "distance");

  private static final String WELL =
      "potential: x^2/2\ndomain: [-6, 6]\ninitial: {gaussian: {mean: 1, variance: 0.5}}\n";
  private static final String ONCE = "output-times: [0.1]\n";
  private static final String FEW = "particles: {count: 1600, time-step: 0.01}\n";

  private final Path directory = Files.createTempDirectory("wfr-growth");

  private Growth() throws IOException {}

  /** What is counted, the command, the smallest number, and the input of a number. */
  private record Kind(String pieces, int least, Words words) {}

  private interface Words {
    List<String> of(int n) throws IOException;
  }

  private static String list(int n, IntFunction<String> piece) {
    return IntStream.range(0, n).mapToObj(piece).collect(Collectors.joining(", "));
  }

  private List<String> scenario(String command, String text) throws IOException {
    Path file = directory.resolve("growth.yaml");
    Files.writeString(file, text);
    return List.of(command, file.toString());
  }

  private String atoms(String name, String axes, int n, long seed) throws IOException {
    SplittableRandom r = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder(axes + ",mass\n");
    for (int k = 0; k < n; k++) {
      text.append(axes.length() > 1 ? r.nextDouble(-1, 1) + "," : "")
          .append(r.nextDouble(-1, 1))
          .append(',')
          .append(r.nextDouble(0.5, 1.5))
          .append('\n');
    }
    Path file = directory.resolve(name);
    Files.writeString(file, text);
    return file.toString();
  }

  private static String times(int n) {
    return "output-times: ["
        + list(n, k -> String.format(Locale.ROOT, "%.9f", 0.1 * (k + 1) / n))
        + "]\n";
  }

  private static String observables(int n) {
    return "observables: {" + list(n, k -> "o" + k + ": \"x > " + k / (double) n + "\"") + "}\n";
  }

  private static String mixture(int n) {
    return "potential: {mixture: {weights: ["
        + list(n, k -> "1")
        + "], means: ["
        + list(n, k -> Double.toString(-1 + 2.0 * k / n))
        + "], variances: ["
        + list(n, k -> "0.5")
        + "]}}\ndomain: [-6, 6]\ninitial: {gaussian: {mean: 1, variance: 0.5}}\n";
  }

  private static String sum(int n) {
    return WELL.replace(
        "x^2/2",
        "\"x^2/2 + 0.01*(" + list(n, k -> "cos(" + k + "*x)").replace(", ", " + ") + ")\"");
  }

  private String results(int n) throws IOException {
    Path written = directory.resolve("results");
    Files.createDirectories(written);
    StringBuilder text = new StringBuilder("time,x,log_weight,replicate\n");
    SplittableRandom r = new SplittableRandom(1);
    for (int k = 0; k < n; k++) {
      text.append("0.1,").append(r.nextGaussian()).append(",0,").append(k % 16).append('\n');
    }
    Files.writeString(written.resolve("growth-particles.csv"), text);
    return written.toString();
  }

  private List<Kind> kinds() {
    List<Kind> all = new ArrayList<>();
    all.add(new Kind("`solve`: output times", 100, n -> scenario("solve", WELL + times(n))));
    all.add(
        new Kind("`solve`: observables", 20, n -> scenario("solve", WELL + ONCE + observables(n))));
    all.add(
        new Kind("`sample`: output times", 100, n -> scenario("sample", WELL + times(n) + FEW)));
    all.add(
        new Kind(
            "`sample`: observables",
            20,
            n -> scenario("sample", WELL + ONCE + FEW + observables(n))));
    all.add(
        new Kind("`compare`: output times", 100, n -> scenario("compare", WELL + times(n) + FEW)));
    all.add(
        new Kind(
            "`sample`: particles",
            16_000,
            n -> scenario("sample", WELL + ONCE + FEW.replace("1600", Integer.toString(n)))));
    all.add(
        new Kind(
            "`solve`: components of a mixture", 16, n -> scenario("solve", mixture(n) + ONCE)));
    all.add(new Kind("`solve`: terms of an expression", 4, n -> scenario("solve", sum(n) + ONCE)));
    all.add(
        new Kind(
            "`spectrum`: eigenvalues",
            2,
            n -> {
              List<String> words = new ArrayList<>(scenario("spectrum", WELL + ONCE));
              words.addAll(List.of("--count", Integer.toString(n)));
              return words;
            }));
    all.add(
        new Kind(
            "`distance`: atoms on a line",
            250,
            n -> List.of("distance", atoms("a.csv", "x", n, 1), atoms("b.csv", "x", n, 2))));
    all.add(
        new Kind(
            "`distance`: atoms in the plane",
            60,
            n -> List.of("distance", atoms("a.csv", "x,y", n, 1), atoms("b.csv", "x,y", n, 2))));
    all.add(
        new Kind(
            "`conform`: rows of particles",
            16_000,
            n ->
                List.of(
                    "conform", results(n), "--scenario", scenario("solve", WELL + ONCE).get(1))));
    return all;
  }

  /** Seconds of a command; its exit code must be 0 or 1. */
  private double seconds(List<String> words) {
    List<String> all = new ArrayList<>(words);
    all.add("--quiet");
    if (!WITHOUT_FILES.contains(words.get(0))) {
      all.addAll(List.of("--out", directory.resolve("out").toString()));
    }
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    long start = System.nanoTime();
    int code =
        Main.run(
            all.toArray(String[]::new),
            new Session(
                new Engine(),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false));
    double seconds = (System.nanoTime() - start) * 1e-9;
    if (code > 1) {
      throw new IllegalStateException(words + ": " + err.toString(StandardCharsets.UTF_8));
    }
    return seconds;
  }

  private void print(Kind kind) throws IOException {
    Map<Integer, Double> times = new LinkedHashMap<>();
    for (int n = kind.least(); times.size() < 3; n *= FACTOR) {
      double least = Double.POSITIVE_INFINITY;
      for (int run = 0; run < RUNS; run++) {
        least = Math.min(least, seconds(kind.words().of(n)));
      }
      times.put(n, least);
    }
    List<Double> t = List.copyOf(times.values());
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %.2f |%n",
        kind.pieces(),
        times.keySet().stream().map(n -> Integer.toString(n)).collect(Collectors.joining(", ")),
        t.stream()
            .map(s -> String.format(Locale.ROOT, "%.2f", s))
            .collect(Collectors.joining(", ")),
        Math.log(t.get(2) / t.get(1)) / Math.log(FACTOR));
  }

  /** Prints the rows of the kinds whose words contain an argument, or of all. */
  public static void main(String[] args) throws IOException {
    Growth growth = new Growth();
    System.out.println(
        "| pieces | numbers | seconds, best of 3 | power, from the second to the third |");
    System.out.println("|---|---|---|---|");
    for (Kind kind : growth.kinds()) {
      if (args.length == 0 || List.of(args).stream().anyMatch(kind.pieces()::contains)) {
        growth.print(kind);
      }
    }
  }
}
