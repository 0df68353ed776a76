package wfr.report;

import java.util.List;

/** Published schemas of all JSON that the program writes: files, and what {@code --json} prints. */
public final class Schemas {
  private static final List<String> NAMES =
      List.of(
          "reference",
          "evidence",
          "summary",
          "spectrum",
          "distance",
          "claims",
          "experiment",
          "implementations");

  private Schemas() {}

  /** Their names. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * The text of one, JSON Schema 2020-12.
   *
   * @param name one of {@link #names}
   */
  public static String text(String name) {
    return PackedText.of("/schema/" + name + "-1.json");
  }
}
