package wfr.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import wfr.math.Estimate;
import wfr.scenario.BadInput;
import wfr.spec.ReportedRun.Density;
import wfr.spec.ReportedRun.Errors;
import wfr.spec.ReportedRun.State;

/**
 * The list {@code times} of a whole run, as reference.json has it: {@code {"time", "functionals": {name: {"value", "error"}}, "density": {"x", "values", "errors"}}}, both parts
 * optional. Numbers are JSON numbers or strings with a decimal or hexadecimal float. The schema is closed.
 */
final class ReportedStates {
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,6})?"
              + "|[+-]?0[xX]([0-9a-fA-F]+\\.?|[0-9a-fA-F]*\\.[0-9a-fA-F]+)[pP][+-]?\\d{1,6}");

  private ReportedStates() {}

  static List<State> of(JsonNode times, String where) {
    if (times == null || !times.isArray() || times.isEmpty()) {
      throw new BadInput(where + ": \"times\" must be a list with at least one time");
    }
    List<State> states = new ArrayList<>();
    for (int k = 0; k < times.size(); k++) {
      states.add(state(times.get(k), where + ": times[" + k + "]"));
      if (k > 0 && !(states.get(k).time() > states.get(k - 1).time())) {
        throw new BadInput(
            where + ": times[" + k + "]: time " + states.get(k).time() + ": must ascend");
      }
    }
    return states;
  }

  private static State state(JsonNode node, String where) {
    closed(node, where, "time", "functionals", "density");
    Map<String, Estimate> functionals = new LinkedHashMap<>();
    JsonNode given = node.path("functionals");
    if (!given.isMissingNode() && !given.isObject()) {
      throw new BadInput(where + ": functionals: an object of names is expected");
    }
    given
        .properties()
        .forEach(
            e -> functionals.put(e.getKey(), estimate(e.getValue(), where + ": " + e.getKey())));
    Optional<Density> density = Optional.empty();
    if (node.has("density")) {
      JsonNode d = node.get("density");
      closed(d, where + ": density", "x", "values", "errors", "of", "kind");
      density =
          Optional.of(
              density(
                  numbers(d.get("x"), where + ": density: x"),
                  numbers(d.get("values"), where + ": density: values"),
                  numbers(d.get("errors"), where + ": density: errors"),
                  where + ": density"));
    }
    return new State(number(node.get("time"), where + ": time"), functionals, density);
  }

  /** A density whose places ascend and whose errors are not negative. */
  static Density density(double[] x, double[] values, double[] errors, String where) {
    for (int i = 1; i < x.length; i++) {
      if (!(x[i] > x[i - 1])) {
        throw new BadInput(where + ": x = " + x[i] + " after " + x[i - 1] + ": must ascend");
      }
    }
    for (double e : errors) {
      if (!(e >= 0)) {
        throw new BadInput(where + ": error " + e + ": must be >= 0");
      }
    }
    try {
      return new Density(x, values, errors);
    } catch (IllegalArgumentException e) {
      throw new BadInput(where + ": " + e.getMessage());
    }
  }

  private static Estimate estimate(JsonNode node, String where) {
    closed(node, where, "value", "error", "kind");
    return estimate(
        number(node.get("value"), where), number(node.get("error"), where + ": error"), where);
  }

  /** A value with an error that is not negative. */
  static Estimate estimate(double value, double error, String where) {
    if (!(error >= 0)) {
      throw new BadInput(where + ": error " + error + ": must be >= 0");
    }
    return new Estimate(value, error);
  }

  private static double[] numbers(JsonNode node, String where) {
    if (node == null || !node.isArray()) {
      throw new BadInput(where + ": a list of numbers is expected");
    }
    double[] values = new double[node.size()];
    Arrays.setAll(values, i -> number(node.get(i), where + "[" + i + "]"));
    return values;
  }

  private static double number(JsonNode node, String where) {
    if (node == null) {
      throw new BadInput(where + ": missing: a number is expected");
    }
    return number(node.isNumber() || node.isTextual() ? node.asText() : node.toString(), where);
  }

  /** A number that is NaN or infinite: of a program it refutes what it was asked, it does not end the conversation. */
  static final class NotFinite extends BadInput {
    private static final long serialVersionUID = 1L;

    NotFinite(String message) {
      super(message);
    }
  }

  /** A finite decimal or hexadecimal float. */
  static double number(String text, String where) {
    String t = text.strip();
    double value = NUMBER.matcher(t).matches() ? Double.parseDouble(t) : Double.NaN;
    if (t.matches("(?i)[+-]?(nan|inf|infinity)")) {
      throw new NotFinite(where + ": " + t + ": a finite number is expected");
    }
    if (!Double.isFinite(value)) {
      throw new BadInput(
          where
              + ": "
              + (t.length() > 40 ? t.substring(0, 40) + "..." : t)
              + ": a finite number is expected");
    }
    return value;
  }

  /** What the stated errors are: bound (the default) or standard error. */
  static Errors errors(JsonNode node, String where) {
    if (node == null || node.isMissingNode()) {
      return Errors.BOUND;
    }
    for (Errors e : Errors.values()) {
      if (e.key().equals(node.asText())) {
        return e;
      }
    }
    throw new BadInput(where + ": errors: " + node + ": must be \"bound\" or \"standard error\"");
  }

  /** Refuses anything but an object with these keys. */
  static void closed(JsonNode node, String where, String... keys) {
    if (node == null || !node.isObject()) {
      throw new BadInput(where + ": an object is expected");
    }
    TreeSet<String> admissible = new TreeSet<>(List.of(keys));
    for (var names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!admissible.contains(name)) {
        throw new BadInput(
            where + ": unknown key \"" + name + "\"; admissible: " + String.join(", ", admissible));
      }
    }
  }
}
