package wfr.model.expression;

/** Text that is not an expression of the grammar: what is wrong and where. */
public final class ExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Longest excerpt shown: fits a terminal of 80 columns with an indent. */
  private static final int EXCERPT = 72;

  private final String text;
  private final int position;

  /**
   * @param message what is wrong and what is admissible
   * @param text the whole text
   * @param position offset of the first offending character, 0 .. text.length()
   */
  public ExpressionException(String message, String text, int position) {
    super(message);
    this.text = text;
    this.position = position;
  }

  /** Offset of the first offending character. */
  public int position() {
    return position;
  }

  /** Two lines: the text, cut to a window when long, and a caret under the position. */
  public String caret() {
    int from = Math.max(0, Math.min(position - EXCERPT / 2, text.length() + 1 - EXCERPT));
    int to = Math.min(text.length(), from + EXCERPT);
    StringBuilder excerpt = new StringBuilder();
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      excerpt.append(Character.isISOControl(c) ? ' ' : c);
    }
    return "  " + excerpt + System.lineSeparator() + "  " + " ".repeat(position - from) + "^";
  }
}
