package wfr.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import wfr.scenario.BadInput;

/** What an implementation calls itself, and its version: text of a line that can be shown, and be the name of a directory. */
public final class ImplementationName {
  private static final int LONGEST = 100;

  private ImplementationName() {}

  /**
   * A name or a version.
   *
   * @param parent has it under the key
   * @param otherwise where it is left out
   * @param where for the message
   * @throws BadInput if it is no text, too long, or has control characters
   */
  public static String of(JsonNode parent, String key, String otherwise, String where) {
    JsonNode given = parent.path(key);
    if (given.isMissingNode()) {
      return otherwise;
    }
    String text = given.asText().strip();
    boolean shows = text.equals(BadInput.printable(text)) && text.length() <= LONGEST;
    if (!given.isTextual() || text.isEmpty() && !key.equals("version") || !shows) {
      throw new BadInput(
          where
              + ": "
              + key
              + " "
              + Message.shown(given.toString())
              + ": must be text of at most "
              + LONGEST
              + " characters without control characters");
    }
    return text;
  }
}
