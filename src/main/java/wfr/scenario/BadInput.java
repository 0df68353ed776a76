package wfr.scenario;

/** Input a user must change: one line that names file, line or key, the value, and what is admissible; what came from outside is shown without control characters. */
public class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** @param message the line shown to the user */
  public BadInput(String message) {
    super(printable(message));
  }

  /** A line, then an expression and a caret under a place in it. */
  BadInput(String message, String expressionAndCaret) {
    super(printable(message) + System.lineSeparator() + expressionAndCaret);
  }

  /** Text with every character that moves a cursor, colours, or turns the direction of writing as its escape in Java. */
  public static String printable(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (Character.getType(c)) {
                case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED ->
                    shown.append(String.format(java.util.Locale.ROOT, "\\u%04x", c));
                default -> shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }
}
