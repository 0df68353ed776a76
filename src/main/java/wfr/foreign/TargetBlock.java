package wfr.foreign;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import wfr.scenario.BadInput;

/** A block of points as a line of JSON that asks a {@link TargetProgram}, and its answer as rows: coordinates, V, derivatives. */
final class TargetBlock {
  private static final String VALUE = "value";
  private static final String GRADIENT = "gradient";
  private static final Set<String> KEYS = Set.of(VALUE, GRADIENT, "error");

  private final double[][] x;
  private final int n;
  private final int d;

  /**
   * @param x coordinate k of point i at [k][i]
   * @param n how many
   */
  TargetBlock(double[][] x, int n) {
    this.x = x;
    this.n = n;
    d = x.length;
  }

  /** The rows of an answer. */
  double[][] rows(String answer, String request) {
    double[][] rows = usual(answer);
    return rows != null ? rows : rows(Message.object(answer, request), request);
  }

  /** The rows of an answer of finite numbers in lists of the right lengths; null of any other, which {@link #rows} judges. */
  private double[][] usual(String answer) {
    double[][] rows = new double[n][2 * d + 1];
    Set<String> read = new HashSet<>();
    try (JsonParser p = Message.tokens(answer)) {
      boolean right = p.nextToken() == JsonToken.START_OBJECT;
      while (right && p.nextToken() == JsonToken.FIELD_NAME) {
        String key = p.currentName();
        right = read.add(key) && p.nextToken() == JsonToken.START_ARRAY;
        for (int i = 0; i < n && right; i++) {
          right =
              switch (key) {
                case VALUE -> numbers(p, rows[i], d, d + 1);
                case GRADIENT ->
                    p.nextToken() == JsonToken.START_ARRAY
                        && numbers(p, rows[i], d + 1, 2 * d + 1)
                        && p.nextToken() == JsonToken.END_ARRAY;
                default -> false;
              };
        }
        right = right && p.nextToken() == JsonToken.END_ARRAY;
      }
      if (!right
          || read.size() != 2
          || !p.hasToken(JsonToken.END_OBJECT)
          || p.nextToken() != null) {
        return null;
      }
    } catch (IOException e) {
      return null;
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        rows[i][k] = x[k][i];
      }
    }
    return rows;
  }

  private static boolean numbers(JsonParser p, double[] row, int from, int to) throws IOException {
    for (int k = from; k < to; k++) {
      JsonToken token = p.nextToken();
      if (token == null || !token.isNumeric()) {
        return false;
      }
      row[k] = p.getDoubleValue();
      if (!Double.isFinite(row[k])) {
        return false;
      }
    }
    return true;
  }

  /** The line that asks. */
  String line() {
    StringBuilder line = new StringBuilder("{\"op\":\"potential\",\"x\":[");
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        line.append(k > 0 ? "," : i > 0 ? ",[" : "[").append(x[k][i]);
      }
      line.append(']');
    }
    return line.append("]}").toString();
  }

  private double[][] rows(JsonNode answer, String request) {
    Message.closed(answer, KEYS, request);
    if (answer.has("error")) {
      throw new BadInput(
          request + ": the program answers: " + Message.shown(answer.get("error").asText()));
    }
    JsonNode value = list(answer, VALUE, request);
    JsonNode gradient = list(answer, GRADIENT, request);
    double[][] rows = new double[n][2 * d + 1];
    for (int i = 0; i < n; i++) {
      double[] row = rows[i];
      for (int k = 0; k < d; k++) {
        row[k] = x[k][i];
      }
      row[d] = number(value.get(i), VALUE, row, request);
      if (row[d] == Double.POSITIVE_INFINITY) {
        Arrays.fill(row, d + 1, row.length, Double.NaN);
        continue;
      }
      JsonNode slopes = gradient.get(i);
      if (!slopes.isArray() || slopes.size() != d) {
        throw wrong(GRADIENT, row, slopes, "a list of %d numbers".formatted(d), request);
      }
      for (int k = 0; k < d; k++) {
        row[d + 1 + k] = number(slopes.get(k), GRADIENT, row, request);
        if (Double.isInfinite(row[d + 1 + k])) {
          throw wrong(GRADIENT, row, slopes, "a finite number", request);
        }
      }
    }
    return rows;
  }

  private JsonNode list(JsonNode answer, String key, String request) {
    JsonNode list = answer.path(key);
    if (!list.isArray()) {
      throw new BadInput(
          "%s: \"%s\" must be a list of %d: %s"
              .formatted(request, key, n, Message.shown(answer.toString())));
    }
    if (list.size() != n) {
      throw new BadInput(
          "%s: \"%s\" has %d entries: must be %d".formatted(request, key, list.size(), n));
    }
    return list;
  }

  private double number(JsonNode node, String what, double[] row, String request) {
    double infinite = node.asText().equals("inf") ? Double.POSITIVE_INFINITY : Double.NaN;
    double v = node.isNumber() ? node.asDouble() : infinite;
    if (Double.isNaN(v) || v == Double.NEGATIVE_INFINITY) {
      throw wrong(what, row, node, "a finite number", request);
    }
    return v;
  }

  private BadInput wrong(
      String what, double[] row, JsonNode answered, String expected, String request) {
    return new BadInput(
        "%s: %s at %s: %s answered, %s expected"
            .formatted(
                request,
                what,
                shown(row, d),
                Message.shown(answered.isNumber() ? answered.asText() : answered.toString()),
                expected));
  }

  /** The first d entries as a point. */
  static String shown(double[] row, int d) {
    String[] each = new String[Math.min(d, 3)];
    Arrays.setAll(each, k -> String.format(Locale.ROOT, "%.6g", row[k]));
    String all = String.join(", ", each);
    return d == 1 ? "x = " + all : "x = (" + all + (d > each.length ? ", ...)" : ")");
  }
}
