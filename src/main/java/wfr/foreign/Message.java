package wfr.foreign;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import wfr.scenario.BadInput;

/**
 * One line of the conversation, as JSON. The schema is closed: a key nobody defined is an error. Numbers travel as the shortest decimal
 * that reads back to the same double; what is none as the strings "-inf", "inf" and "nan".
 */
final class Message {
  /** Lists in objects in lists: a density in a time in a run needs six. */
  static final int MOST_DEPTH = 32;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER) // as exact
                  .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // to name the entry
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final int SHOWN = 80;

  private Message() {}

  /** The line of a request. */
  static String line(Object fields) {
    try {
      return MAPPER.writeValueAsString(plain(fields));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Maps, lists, numbers and texts as they travel. */
  static Object plain(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((k, v) -> copy.put((String) k, plain(v)));
      return copy;
    }
    if (value instanceof List<?> items) {
      return items.stream().map(Message::plain).toList();
    }
    if (value instanceof double[] array) {
      List<Object> list = new ArrayList<>(array.length);
      for (double v : array) {
        list.add(plain(v));
      }
      return list;
    }
    if (value instanceof double[][] rows) {
      List<Object> list = new ArrayList<>();
      for (double[] row : rows) {
        list.add(plain(row));
      }
      return list;
    }
    if (value instanceof Double d && !Double.isFinite(d)) {
      return d.isNaN() ? "nan" : d > 0 ? "inf" : "-inf";
    }
    return value;
  }

  /** What the program says: an object with this sequence number. */
  static JsonNode parse(String line, long seq, String request) {
    JsonNode node = object(line, request);
    JsonNode found = node.get("seq");
    boolean whole = found != null && found.isIntegralNumber() && found.canConvertToLong();
    if (!whole || found.asLong() != seq) {
      throw new BadInput(
          request + ": sequence number " + shown(String.valueOf(found)) + ": must be " + seq);
    }
    return node;
  }

  /** The tokens of a line. */
  static JsonParser tokens(String line) throws IOException {
    return MAPPER.createParser(line);
  }

  /** What the program says: an object. */
  static JsonNode object(String line, String request) {
    JsonNode node;
    try (JsonParser parser = MAPPER.createParser(line)) {
      node = MAPPER.readTree(parser);
      if (parser.nextToken() != null) {
        throw new BadInput(request + ": more than one JSON value on a line: " + shown(line));
      }
    } catch (StreamConstraintsException e) {
      throw new BadInput(
          request
              + ": nested deeper than "
              + MOST_DEPTH
              + " levels, or a number or key of many thousand characters: "
              + shown(line));
    } catch (JsonProcessingException e) {
      throw new BadInput(
          request
              + ": not JSON ("
              + e.getOriginalMessage().replaceAll("\\s+", " ")
              + "): "
              + shown(line));
    } catch (IOException e) {
      throw new BadInput(request + ": not JSON: " + shown(line));
    }
    if (node == null || !node.isObject()) {
      throw new BadInput(request + ": the answer must be a JSON object: " + shown(line));
    }
    return node;
  }

  /** Refuses a key that is none of these. */
  static void closed(JsonNode node, Set<String> keys, String request) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!keys.contains(name)) {
        throw new BadInput(
            request
                + ": unknown key \""
                + shown(name)
                + "\"; admissible: "
                + String.join(", ", new java.util.TreeSet<>(keys)));
      }
    }
  }

  /** The numbers of an output. */
  static double[] numbers(JsonNode output, int length, String request) {
    if (output == null) {
      throw new BadInput(request + ": neither \"output\" nor \"error\" in the answer");
    }
    if (length == 1 && output.isNumber()) {
      return new double[] {output.asDouble()};
    }
    if (!output.isArray()) {
      throw new BadInput(
          request
              + ": output must be an array of "
              + length
              + " numbers: "
              + shown(output.toString()));
    }
    if (output.size() != length) {
      throw new BadInput(request + ": output has " + output.size() + " numbers: must be " + length);
    }
    return numbers(output, request + ": output");
  }

  /** The numbers of a list. */
  static double[] numbers(JsonNode list, String where) {
    double[] values = new double[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = number(list.get(i), where + "[" + i + "]");
    }
    return values;
  }

  /** A number, or what is none as a string. */
  static double number(JsonNode value, String where) {
    if (value.isNumber()) {
      return value.asDouble();
    }
    return switch (value.isTextual() ? value.asText() : "") {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> throw new BadInput(where + " is not a number: " + shown(value.toString()));
    };
  }

  static String shown(String text) {
    String line = BadInput.printable(text.strip());
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + " ...";
  }
}
