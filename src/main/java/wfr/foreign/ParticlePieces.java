package wfr.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import wfr.scenario.BadInput;
import wfr.spec.ReportedSample;

/**
 * Particles in the answers to one request: {@code {"particles": {"time": 0.5, "x": [...], "log_weight": [...], ...}, "more": true}}, the columns of {@link ParticleColumns}. A number in place of a
 * list stands for one as long as the others; lines with {@code "more": true} are followed by one with further particles, or with the rest of the answer.
 */
final class ParticlePieces {
  private static final String KEY = "particles";
  private static final String MORE = "more";

  private final String request;
  private final Map<String, List<double[]>> columns = new LinkedHashMap<>();
  private final List<Integer> sizes = new ArrayList<>();
  private long numbers;

  ParticlePieces(String request) {
    this.request = request;
  }

  /** Takes the particles of an answer, if it has some; whether more are to come. */
  boolean add(JsonNode answer) {
    JsonNode more = answer.path(MORE);
    if (!more.isMissingNode() && !more.isBoolean()) {
      throw new BadInput(
          request + ": more: " + Message.shown(more.toString()) + ": must be true or false");
    }
    if (answer.has(KEY)) {
      piece(answer.get(KEY));
    } else if (more.asBoolean()) {
      throw new BadInput(request + ": \"more\" without particles: a piece of them is expected");
    }
    return more.asBoolean();
  }

  private void piece(JsonNode piece) {
    String where = request + ": " + KEY;
    if (!piece.isObject()) {
      throw new BadInput(where + ": an object of columns is expected");
    }
    Set<String> names = new LinkedHashSet<>();
    piece.fieldNames().forEachRemaining(names::add);
    if (!sizes.isEmpty() && !names.equals(columns.keySet())) {
      throw new BadInput(
          "%s: piece %d has the columns %s, piece 1 %s"
              .formatted(where, sizes.size() + 1, names, columns.keySet()));
    }
    int size = size(piece, where);
    numbers += (long) size * names.size();
    if (numbers > NumberColumns.MOST_NUMBERS) {
      throw new BadInput(
          where + ": more than " + NumberColumns.MOST_NUMBERS + " numbers; fewer are expected");
    }
    for (Map.Entry<String, JsonNode> e : piece.properties()) {
      columns
          .computeIfAbsent(e.getKey(), k -> new ArrayList<>())
          .add(column(e.getValue(), size, where + ": " + e.getKey()));
    }
    sizes.add(size);
  }

  private static int size(JsonNode piece, String where) {
    String first = "";
    int size = 0;
    for (Map.Entry<String, JsonNode> e : piece.properties()) {
      if (!e.getValue().isArray()) {
        continue;
      }
      int found = e.getValue().size();
      if (found == 0) {
        throw new BadInput(where + ": " + e.getKey() + ": no particles: one or more are expected");
      }
      if (!first.isEmpty() && found != size) {
        throw new BadInput(
            "%s: %s has %d entries, %s %d".formatted(where, e.getKey(), found, first, size));
      }
      first = e.getKey();
      size = found;
    }
    if (first.isEmpty()) {
      throw new BadInput(where + ": no column is a list: one number for each particle is expected");
    }
    return size;
  }

  private static double[] column(JsonNode given, int size, String where) {
    if (given.isArray()) {
      return Message.numbers(given, where);
    }
    if (given.isContainerNode()) {
      throw new BadInput(where + ": a list of numbers, or one number for all, is expected");
    }
    double[] same = new double[size];
    Arrays.fill(same, Message.number(given, where));
    return same;
  }

  /** Whether there were any. */
  boolean any() {
    return !sizes.isEmpty();
  }

  /** All of them. */
  Optional<ReportedSample> sample(String problem) {
    if (!any()) {
      return Optional.empty();
    }
    Map<String, double[]> joined = new LinkedHashMap<>();
    columns.forEach((name, parts) -> joined.put(name, joined(parts)));
    return Optional.of(
        ParticleColumns.sample(
            problem, new NumberColumns(joined, this::place), request + ": " + KEY));
  }

  private double[] joined(List<double[]> parts) {
    return parts.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  private String place(int row) {
    int piece = 0;
    int at = row;
    while (at >= sizes.get(piece)) {
      at -= sizes.get(piece++);
    }
    return "piece %d, particle %d".formatted(piece + 1, at + 1);
  }
}
