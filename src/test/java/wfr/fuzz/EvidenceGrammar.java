package wfr.fuzz;

import java.util.SplittableRandom;

/** What calls itself evidence.json: nearly always the object that is expected, with names that would leave a directory, a line or a page. */
final class EvidenceGrammar {
  private static final int MOST_CLAIMS = 6;

  private final SplittableRandom r;

  EvidenceGrammar(SplittableRandom r) {
    this.r = r;
  }

  String text() {
    StringBuilder claims = new StringBuilder();
    for (int k = r.nextInt(MOST_CLAIMS); k > 0; k--) {
      claims.append(claims.isEmpty() ? "" : ", ").append(claim());
    }
    String list = r.nextInt(20) == 0 ? value() : "[" + claims + "]";
    String skipped = r.nextInt(6) == 0 ? value() : "{\"A1\": \"no file\"}";
    String more = r.nextInt(12) == 0 ? ", \"claims\": " + value() : "";
    return "{\"implementation\": %s, \"claims\": %s, \"notExercised\": %s%s}%s"
        .formatted(name(), list, skipped, more, r.nextInt(20) == 0 ? value() : "\n");
  }

  private String claim() {
    String verdict =
        r.nextInt(15) == 0
            ? value()
            : pick("\"SUPPORTED\"", "\"SUPPORTED\"", "\"REFUTED\"", "\"INCONCLUSIVE\"");
    return "{\"id\": \"A%d\", \"verdict\": %s, \"value\": %s}"
        .formatted(r.nextInt(20), verdict, pick("1e-3", "null", "1e999", "\"NaN\""));
  }

  private String name() {
    return r.nextInt(3) > 0
        ? "\"theirs " + r.nextInt(9) + "\""
        : pick(
            "\"\"",
            "\" \"",
            "\"ours\"",
            "\"..\"",
            "\"../../up\"",
            "\"a/b\\\\c\"",
            "\"\\u001b[2J\"",
            "\"\\u202eevil\"",
            "\"<script>alert(1)</script>\"",
            "\"two\\nlines\"",
            "\"nul\\u0000\"",
            "\"\\ud800\"",
            "\"" + "long".repeat(100) + "\"",
            value());
  }

  private String value() {
    return pick(
        "null",
        "true",
        "17",
        "1e999",
        "[]",
        "{}",
        "\"x\"",
        "[".repeat(2000),
        "[".repeat(900) + "]".repeat(900),
        "\"" + "y".repeat(70_000) + "\"");
  }

  private String pick(String... of) {
    return of[r.nextInt(of.length)];
  }
}
