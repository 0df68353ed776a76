package wfr.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What {@link ForeignProgram} does with a line, without the program. */
public final class FuzzedMessages {
  private FuzzedMessages() {}

  /** Reads a line as an answer to request 7: a whole run if it has times, else numbers. */
  public static void read(String line) {
    JsonNode answer = Message.parse(line, 7, "request 7 (solve)");
    if (answer.has("times")) {
      Message.closed(answer, Set.of("seq", "times", "errors"), "request 7 (solve)");
      ReportedStates.errors(answer.get("errors"), "request 7 (solve)");
      ReportedStates.of(answer.get("times"), "request 7 (solve)");
    } else {
      Message.closed(answer, Set.of("seq", "output", "error"), "request 7 (transport)");
      Message.numbers(answer.get("output"), 3, "request 7 (transport)");
    }
  }
}
