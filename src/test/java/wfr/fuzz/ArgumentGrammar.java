package wfr.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import wfr.cli.FuzzedCommands;

/**
 * Arguments, one a line: a command with options of its own and of others, and values of every kind; an argument is sometimes mutated. An @ stands for a directory with files of every kind. What takes minutes
 * by design (the whole ledger, the whole export, whole experiments, benchmarks) is asked for in its smallest form, and nothing is written outside of the directory.
 */
final class ArgumentGrammar {
  private static final String[] FILES = {
    "@/small.yaml",
    "@/small.yaml",
    "@/small.yaml",
    "gaussian",
    "@/bad.yaml",
    "@/missing.yaml",
    "@",
    "@/a.csv",
    "@/a.csv",
    "@/evidence.json",
    "@/empty",
    "@/binary",
    "@/nowhere/x",
    "/dev/null",
    "-x.yaml",
    ""
  };
  private static final String[] NUMBERS = {
    "1",
    "2",
    "3",
    "0",
    "-1",
    "1e-6",
    "1e-300",
    "1e300",
    "nan",
    "inf",
    "2147483648",
    "9223372036854775808",
    "0x10",
    "1,5",
    "1 ",
    "",
    "two",
    "\u0661"
  };
  private static final String[] IDS = {"B1", "V17", "A9", "Z9", "", "b1", "A1..A9", "\u001b[2J"};
  private static final String[] FLAGS = {
    "--json",
    "--json",
    "--npz",
    "--svg",
    "--cells",
    "--help",
    "--version",
    "-h",
    "-q",
    "--verbose",
    "--schema",
    "--list",
    "--no-such",
    "-Z",
    "--",
    "--json=yes",
    "--jso"
  };
  private static final String[] NUMBERED = {
    "--accuracy", "--seed", "--threads", "--count", "--delta", "--timeout", "--budget", "--repeats"
  };
  private static final String[] CERTIFICATES = {
    "--certify", "--certify=scheme", "--certify=pde", "--certify=no"
  };

  private final SplittableRandom r;

  ArgumentGrammar(SplittableRandom r) {
    this.r = r;
  }

  String text() {
    List<String> all = new ArrayList<>(List.of(command().split(" ")));
    for (int k = 0; k < all.size(); k++) {
      all.set(
          k,
          all.get(k).equals("FILE")
              ? pick(FILES)
              : all.get(k).equals("ID") ? pick(IDS) : all.get(k));
    }
    for (int k = r.nextInt(3); k > 0; k--) {
      all.addAll(option());
    }
    if (r.nextInt(5) == 0) {
      int at = r.nextInt(all.size());
      all.set(
          at,
          new String(
                  Mutation.of(all.get(at).getBytes(StandardCharsets.UTF_8), r),
                  StandardCharsets.UTF_8)
              .replaceAll("[\\n\\r]", " "));
    }
    return String.join("\n", all);
  }

  private String command() {
    return pick(
        "solve FILE",
        "sample FILE",
        "compare FILE",
        "feynman-kac FILE",
        "spectrum FILE",
        "distance FILE FILE",
        "distance @/a.csv @/a.csv",
        "claims ID",
        "claims",
        "verify --claim ID",
        "conform --merge FILE",
        "conform --merge @/evidence.json FILE",
        "conform FILE",
        "conform --problem gaussian-narrowing --claim ID FILE",
        "conform --claim V17 --timeout 1 --command true",
        "conform --claim V17 --timeout 1 --command no-such-program-here",
        "conform --scenario FILE @",
        "reference list",
        "reference schema",
        "reference export --problem gaussian-narrowing",
        "reference export --problem ID",
        "experiment ID",
        "experiment",
        "bench grid @/small.yaml --rounds 1",
        "bench particles --count 1000 --cells 16 --steps 2",
        "bench no-such",
        "no-such FILE",
        "solv FILE",
        "--help");
  }

  private List<String> option() {
    return switch (r.nextInt(4)) {
      case 0, 1 -> List.of(pick(FLAGS));
      case 2 -> List.of(pick(NUMBERED), pick(NUMBERS));
      default ->
          r.nextBoolean()
              ? List.of(pick(CERTIFICATES))
              : List.of("--out", pick("@/out", "@/out", "@/a.csv/x", "@/a.csv", "", "/proc/x"));
    };
  }

  private String pick(String... of) {
    return of[r.nextInt(of.length)];
  }

  static FuzzedCommands.End run(Path directory, String text) throws IOException {
    Path files = files(directory);
    Path out = files.resolve("out");
    List<String> all = new ArrayList<>();
    boolean told = false;
    for (String argument : text.split("\n", -1)) {
      boolean value = !all.isEmpty() && all.get(all.size() - 1).equals("--out");
      String given =
          value && !argument.isEmpty() && !argument.startsWith("/proc/")
              ? inside(argument)
              : argument;
      if (given.startsWith("--out=")) {
        given = "--out=" + inside(given.substring(6));
      }
      told |= given.equals("--out") || given.startsWith("--out=");
      all.add(given.replace("@", files.toString()));
    }
    boolean short_ = all.stream().anyMatch(List.of("-o", "--")::contains);
    if (!told && !short_ && writes(all.get(0))) {
      all.add("--out");
      all.add(out.toString());
    }
    try {
      return FuzzedCommands.alone(out, all.toArray(String[]::new));
    } finally {
      FuzzedCommands.delete(out);
    }
  }

  private static String inside(String path) {
    String of = path.replace("..", "");
    return of.startsWith("@/") ? of : "@/out/" + of;
  }

  private static boolean writes(String command) {
    return List.of(
            "solve",
            "sample",
            "compare",
            "feynman-kac",
            "verify",
            "conform",
            "reference",
            "experiment")
        .contains(command);
  }

  private static Path files(Path directory) throws IOException {
    Path files = directory.resolve("files");
    if (Files.exists(files.resolve("binary"))) {
      return files;
    }
    Files.createDirectories(files);
    Files.writeString(files.resolve("small.yaml"), SMALL);
    Files.writeString(files.resolve("bad.yaml"), SMALL.replace("0.3*x", "0.3*y"));
    Files.writeString(files.resolve("a.csv"), "x,mass\n0,1\n1,0.5\n");
    Files.writeString(
        files.resolve("evidence.json"),
        "{\"implementation\": \"ours\", \"claims\": [{\"verdict\": \"SUPPORTED\"}]}");
    Files.write(files.resolve("empty"), new byte[0]);
    Files.write(files.resolve("binary"), new byte[] {0, (byte) 0xff, (byte) 0xfe, 1});
    return files;
  }

  private static final String SMALL =
      """
      name: small
      potential: "2*(x^2 - 1)^2 + 0.3*x"
      initial: {gaussian: {mean: -0.5, variance: 0.3}}
      domain: [-3.5, 3.5]
      output-times: [0.1]
      grid: {cells: 40, time-step: 0.05}
      particles: {count: 64, time-step: 0.05}
      feynman-kac: {killing: "x^2", start: 0, horizon: 0.1}
      """;
}
