package wfr.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import wfr.cli.FuzzedCommands;
import wfr.reference.ReferenceVectors;

/**
 * A program that is asked for one reaction step and misbehaves once or twice. What it does is a line per request, of things that it does one after the other, each a word that is harmless and, after
 * an equals sign, what it says; {@link #run} makes a shell script of that.
 */
final class ProgramGrammar {
  private static final int VECTOR = 17;
  private static final String SEPARATOR = "\u001f";

  /** Start, capabilities, run, stop. */
  private static final int REQUESTS = 4;

  private static final String[] DEEDS = {
    "slow",
    "never",
    "flood",
    "endless",
    "errors",
    "coloured",
    "exit",
    "kill",
    "deaf",
    "mute",
    "child",
    "orphan",
    "silent"
  };

  private static final String OUTPUT =
      Arrays.toString(ReferenceVectors.all().get(VECTOR - 1).output());

  private final SplittableRandom r;

  ProgramGrammar(SplittableRandom r) {
    this.r = r;
  }

  String text() {
    StringBuilder s = new StringBuilder();
    int at = r.nextInt(REQUESTS);
    for (int k = 0; k < REQUESTS; k++) {
      String right = answer(k);
      s.append(k == at || r.nextInt(12) == 0 ? wrong(k, right) : "say=" + right).append('\n');
    }
    return s.toString();
  }

  private static String answer(int request) {
    int seq = request + 1;
    return switch (request) {
      case 0 -> "{\"seq\": 1, \"protocol\": 1, \"name\": \"fuzz\"}";
      case 1 -> "{\"seq\": 2, \"operations\": [\"reaction\"]}";
      case 2 -> "{\"seq\": 3, \"output\": " + OUTPUT + "}";
      default -> "{\"seq\": " + seq + "}";
    };
  }

  private String wrong(int request, String right) {
    String said =
        switch (r.nextInt(12)) {
          case 0 -> right.replaceFirst("\\d", "" + r.nextInt(10));
          case 1 -> right.replace(", ", SEPARATOR).split(SEPARATOR)[0] + "]}";
          case 2 -> right.replaceFirst("\\{", "{\"more\": 1, ");
          case 3 -> "[".repeat(r.nextInt(1, 5000));
          case 4 -> right.replaceFirst("\\[.*]", "[1, 2, 3]");
          case 5 ->
              right.replaceFirst(
                  "\\[[^,]*", "[" + pick("NaN", "\"-inf\"", "1e999", "null", "[1]", "\"nan\""));
          case 6 -> "{\"seq\": 3, \"evaluate\": 0, \"at\": [[1]]}";
          case 7 ->
              "{\"seq\": 3, \"error\": \"" + pick("no", "", "\\u001b[2J", "x".repeat(5000)) + "\"}";
          case 8 -> "";
          default ->
              new String(
                      Mutation.of(right.getBytes(StandardCharsets.UTF_8), r),
                      StandardCharsets.UTF_8)
                  .replaceAll("\\R", " ");
        };
    String deed = pick(DEEDS);
    return switch (r.nextInt(5)) {
      case 0 -> deed;
      case 1 -> deed + SEPARATOR + "say=" + right;
      case 2 -> "say=" + right + SEPARATOR + deed;
      case 3 -> "say=" + right + SEPARATOR + "say=" + right;
      default -> "say=" + said;
    };
  }

  static FuzzedCommands.End run(Path directory, String text) throws IOException {
    StringBuilder script = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      script.append("read -r line\n");
      for (String deed : line.split(SEPARATOR)) {
        script.append(shell(deed)).append('\n');
      }
    }
    Path file = directory.resolve("program.sh");
    Files.writeString(file, script);
    return FuzzedCommands.run(
        directory,
        "conform",
        "--quiet",
        "--timeout",
        "1",
        "--claim",
        "V" + VECTOR,
        "--command",
        "sh '" + file + "'");
  }

  private static String shell(String deed) {
    String sleep = "sleep " + FuzzedCommands.SLEEP;
    return switch (deed) {
      case "slow" -> "sleep 0.1";
      case "never" -> sleep;
      case "flood" -> "yes";
      case "endless" -> "head -c 80000000 /dev/zero | tr '\\000' a";
      case "errors" -> "yes no | head -n 5000 >&2";
      case "coloured" -> "printf '\\033[31m\\007\\377\\n' >&2";
      case "exit" -> "exit 3";
      case "kill" -> "kill -9 $$";
      case "deaf" -> "exec 0<&-";
      case "mute" -> "exec 1>&-; " + sleep;
      case "child" -> sleep + " &";
      case "orphan" -> "(" + sleep + " >/dev/null 2>&1 &)";
      default ->
          deed.startsWith("say=")
              ? "printf '%s\\n' '" + deed.substring(4).replace("'", "'\\''").replace("\0", "") + "'"
              : ":";
    };
  }

  private String pick(String... of) {
    return List.of(of).get(r.nextInt(of.length));
  }
}
