package wfr.model;

import java.util.ArrayList;
import java.util.List;

/** Names of the coordinates in expressions, files and reports: x, y, z up to three dimensions, x1 .. xd beyond. */
public final class Coordinates {
  private static final List<String> LETTERS = List.of("x", "y", "z");

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
}
