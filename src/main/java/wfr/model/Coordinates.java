package wfr.model;

import java.util.ArrayList;
import java.util.List;

/** Names of the coordinates in expressions, files and reports: x, y, z up to three dimensions, x1 .. xd beyond. */
public final class Coordinates {
  private static final List<String> LETTERS = List.of("x", "y", "z");
  private static final List<String> WORDS = List.of("one", "two", "three");

  private Coordinates() {}

  /** In d dimensions. */
  public static List<String> names(int d) {
    if (d <= LETTERS.size()) {
      return LETTERS.subList(0, d);
    }
    List<String> names = new ArrayList<>();
    for (int k = 1; k <= d; k++) {
      names.add("x" + k);
    }
    return names;
  }

  /** How many dimensions, for messages: "one dimension", "two dimensions", "three dimensions", "4 dimensions". */
  public static String count(int d) {
    return number(d) + (d == 1 ? " dimension" : " dimensions");
  }

  /** d as a word up to three, in digits beyond. */
  public static String number(int d) {
    return d >= 1 && d <= WORDS.size() ? WORDS.get(d - 1) : Integer.toString(d);
  }
}
