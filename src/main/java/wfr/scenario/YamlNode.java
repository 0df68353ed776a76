package wfr.scenario;

import java.util.List;
import java.util.Map;

/** A YAML value as written: text of scalars is kept, so numbers are read once, by the key that knows its range. */
sealed interface YamlNode {
  /** How it appears in a message. */
  String shown();

  /**
   * A scalar.
   *
   * @param text as written, empty for no value
   */
  record Scalar(String text) implements YamlNode {
    @Override
    public String shown() {
      if (text.isBlank()) {
        return "(nothing)";
      }
      String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
      return line.length() > 80 ? line.substring(0, 77) + "..." : line;
    }
  }

  /**
   * A list.
   *
   * @param items in order
   */
  record Sequence(List<YamlNode> items) implements YamlNode {
    @Override
    public String shown() {
      return "a list of " + items.size();
    }
  }

  /**
   * A mapping.
   *
   * @param entries in the order of the file
   */
  record Mapping(Map<String, YamlNode> entries) implements YamlNode {
    @Override
    public String shown() {
      return "a mapping with keys " + String.join(", ", entries.keySet());
    }
  }
}
