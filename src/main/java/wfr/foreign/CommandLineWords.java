package wfr.foreign;

import java.util.ArrayList;
import java.util.List;
import wfr.scenario.BadInput;

/** A command as one string, cut into words: blanks separate, quotes of either kind hold together. No shell is involved. */
final class CommandLineWords {
  private CommandLineWords() {}

  /**
   * The words.
   *
   * @param key under which the command was given, for messages
   */
  static List<String> of(String command, String key) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (char c : command.toCharArray()) {
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        word = word == null ? new StringBuilder() : word;
      } else if (Character.isWhitespace(c)) {
        if (word != null) {
          words.add(word.toString());
          word = null;
        }
      } else {
        word = (word == null ? new StringBuilder() : word).append(c);
      }
    }
    if (quote != 0) {
      throw new BadInput(key + ": a quote is not closed: " + command);
    }
    if (word != null) {
      words.add(word.toString());
    }
    if (words.isEmpty()) {
      throw new BadInput(key + ": empty: give a program, e.g. \"python3 my_wfr.py\"");
    }
    return words;
  }
}
