package wfr.operation;

import java.util.Map;

/**
 * A call as a program is sent it.
 *
 * @param name under which a program declares it: {@code operation} or {@code operation:choice}
 * @param input arguments by key: numbers, texts, arrays, lists, and maps of these
 * @param handles what may be asked about
 */
public record Sent(String name, Map<String, Object> input, Handles handles) {
  /** The part of the name that tells the operation. */
  public String operation() {
    return name.replaceFirst(":.*", "");
  }

  /** The scheme that belongs to the name; empty where there is none. */
  public String choice() {
    return name.substring(Math.min(name.length(), operation().length() + 1));
  }
}
