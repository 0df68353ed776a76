package wfr.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.math.Estimate;

/**
 * JSON trees of maps, lists, strings and numbers. A number that JSON cannot hold (an error nobody knows, an
 * infinite KL) is null: the standard has no infinity.
 */
final class Json {
  private static final ObjectWriter WRITER =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build())
          .configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false)
          .writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private Json() {}

  /** N of the interface: value and error. */
  static Map<String, Object> estimate(Estimate e) {
    Map<String, Object> n = new LinkedHashMap<>();
    n.put("value", number(e.value()));
    n.put("error", number(e.error()));
    return n;
  }

  static Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }

  static String text(Object tree) {
    try {
      return WRITER.writeValueAsString(clean(tree));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Object clean(Object tree) {
    if (tree instanceof Double d) {
      return number(d);
    }
    if (tree instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((k, v) -> copy.put(String.valueOf(k), clean(v)));
      return copy;
    }
    if (tree instanceof Iterable<?> list) {
      List<Object> copy = new java.util.ArrayList<>();
      list.forEach(v -> copy.add(clean(v)));
      return copy;
    }
    if (tree instanceof double[] array) {
      return clean(java.util.Arrays.stream(array).boxed().toList());
    }
    return tree;
  }
}
