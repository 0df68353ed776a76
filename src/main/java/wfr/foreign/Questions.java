package wfr.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import wfr.operation.Handles;
import wfr.scenario.BadInput;

/**
 * What a program asks before it answers one request:
 *   {"seq": n, "evaluate": k, "at": [[x, ...], ...]}        the values of function k at points, and the gradients of a potential,
 *   {"seq": n, "draw": k, "doubles": m}                     m numbers in [0, 1) of stream k,
 *   {"seq": n, "draw": k, "below": b, "count": m}           m integers below b of it.
 * A malformed question ends the conversation like a malformed answer, and so does one that exceeds what may be asked.
 */
final class Questions {
  /** As many as a claim has requests by default, with as many numbers each. */
  static final int MOST = 20_000;

  /** Points times arguments, values and draws. */
  static final long NUMBERS = 5_000_000;

  private final Handles handles;
  private final String request;
  private int asked;
  private long numbers;

  Questions(Handles handles, String request) {
    this.handles = handles;
    this.request = request;
  }

  /** How many there were. */
  int asked() {
    return asked;
  }

  /** Whether a line asks. */
  boolean isOne(JsonNode line) {
    return !handles.isEmpty() && (line.has("evaluate") || line.has("draw"));
  }

  /** What is sent back. */
  Map<String, Object> reply(JsonNode question) {
    if (++asked > MOST) {
      throw new BadInput(
          request + ": more than " + MOST + " questions are asked before it is answered");
    }
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("seq", question.get("seq").asLong());
    try {
      if (question.has("evaluate")) {
        evaluate(question, reply);
      } else {
        draw(question, reply);
      }
    } catch (BadInput e) {
      throw e;
    } catch (RuntimeException e) {
      throw new BadInput(request + ": cannot be answered: " + e.getMessage());
    }
    return reply;
  }

  private void evaluate(JsonNode question, Map<String, Object> reply) {
    Message.closed(question, Set.of("seq", "evaluate", "at"), request);
    int k = integer(question, "evaluate", 0);
    JsonNode at = question.path("at");
    if (!at.isArray()) {
      throw new BadInput(request + ": at must be a list of points, each a list of numbers");
    }
    double[][] points = new double[at.size()][];
    for (int i = 0; i < points.length; i++) {
      JsonNode point = at.get(i);
      if (!point.isArray()) {
        throw new BadInput(request + ": at[" + i + "] must be a list of numbers");
      }
      count(1 + point.size());
      points[i] = Message.numbers(point, request + ": at[" + i + "]");
    }
    Handles.Values found = handles.evaluate(k, points);
    reply.put("values", found.values());
    if (found.gradients() != null) {
      reply.put("gradients", found.gradients());
    }
  }

  private void draw(JsonNode question, Map<String, Object> reply) {
    int k = integer(question, "draw", 0);
    if (question.has("below")) {
      Message.closed(question, Set.of("seq", "draw", "below", "count"), request);
      int below = integer(question, "below", 1);
      reply.put("values", handles.integers(k, below, drawn(question, "count")));
    } else {
      Message.closed(question, Set.of("seq", "draw", "doubles"), request);
      reply.put("values", handles.doubles(k, drawn(question, "doubles")));
    }
  }

  private int drawn(JsonNode question, String key) {
    int m = integer(question, key, 1);
    count(m);
    return m;
  }

  private int integer(JsonNode question, String key, int least) {
    JsonNode v = question.path(key);
    if (!v.canConvertToInt() || !v.isIntegralNumber() || v.asInt() < least) {
      throw new BadInput(
          request
              + ": "
              + key
              + " must be an integer of at least "
              + least
              + ": "
              + Message.shown(v.toString()));
    }
    return v.asInt();
  }

  private void count(long more) {
    numbers += more;
    if (numbers > NUMBERS) {
      throw new BadInput(
          request + ": more than " + NUMBERS + " numbers are asked for before it is answered");
    }
  }
}
