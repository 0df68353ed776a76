package wfr.scenario;

import java.util.stream.Collectors;

/** Input a user must change: one line that names file, line or key, the value, and what is admissible; what came from outside is shown without control characters. */
public class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** @param message the line shown to the user */
  public BadInput(String message) {
    super(printable(message));
  }

  /** A line, then an expression and a caret under a place in it: what does not show is a space there, so that the caret stays where it is. */
  BadInput(String message, String expressionAndCaret) {
    super(
        printable(message)
            + System.lineSeparator()
            + expressionAndCaret
                .lines()
                .map(BadInput::blanked)
                .collect(Collectors.joining(System.lineSeparator())));
  }

  /** Text with every character that moves a cursor, colours, or turns the direction of writing as its escape in Java. */
  public static String printable(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (shows(c)) {
                shown.appendCodePoint(c);
              } else {
                shown.append(String.format(java.util.Locale.ROOT, "\\u%04x", c));
              }
            });
    return shown.toString();
  }

  private static String blanked(String line) {
    StringBuilder shown = new StringBuilder(line.length());
    line.codePoints()
        .forEach(
            c -> {
              if (shows(c)) {
                shown.appendCodePoint(c);
              } else {
                shown.append(" ".repeat(Character.charCount(c)));
              }
            });
    return shown.toString();
  }

  private static boolean shows(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
