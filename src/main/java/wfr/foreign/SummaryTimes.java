package wfr.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import wfr.scenario.BadInput;
import wfr.spec.ReportedRun.State;

/**
 * The list {@code times} of summary.json as functionals: {@code mean} a number or one per axis, {@code variance} a number or a matrix, observables under a key of their own. A figure
 * whose value or error is null is one that nobody knows, and is left out.
 */
final class SummaryTimes {
  private static final List<String> FIGURES =
      List.of("kl", "reverse_kl", "fisher_information", "log_ratio_variance");

  private SummaryTimes() {}

  static List<State> of(JsonNode root, String where) {
    JsonNode times = root.path("times");
    if (!times.isArray()) {
      throw new BadInput(where + ": \"times\" must be a list");
    }
    List<JsonNode> states = new ArrayList<>();
    for (JsonNode t : times) {
      ObjectNode functionals = JsonNodeFactory.instance.objectNode();
      moments("mean", t.path("mean"), functionals);
      moments("variance", t.path("variance"), functionals);
      FIGURES.forEach(name -> put(name, t.path(name), functionals));
      t.path("observables").properties().forEach(e -> put(e.getKey(), e.getValue(), functionals));
      ObjectNode state = JsonNodeFactory.instance.objectNode();
      state.set("time", t.get("time"));
      state.set("functionals", functionals);
      states.add(state);
    }
    return ReportedStates.of(JsonNodeFactory.instance.arrayNode().addAll(states), where);
  }

  private static void moments(String name, JsonNode node, ObjectNode to) {
    if (!node.isArray()) {
      put(name, node, to);
      return;
    }
    for (int i = 0; i < node.size(); i++) {
      moments(name + "[" + i + "]", node.get(i), to);
    }
  }

  private static void put(String name, JsonNode node, ObjectNode to) {
    if (node.hasNonNull("value") && node.hasNonNull("error")) {
      to.set(name, node);
    }
  }
}
