package wfr.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import wfr.reference.ReferenceVectors;

/** The operations of the published reference vectors are sent as they were published: names, keys in order, and numbers. */
class PublishedCallsTest {
  /** Inputs that are sums themselves round in the order of their terms. */
  private static final double ROUNDING = 0x1p-40;

  @Test
  void vectors_areThoseOfTheReport() throws IOException {
    JsonNode published =
        new ObjectMapper()
            .readTree(Path.of("reports/reference/reference.json").toFile())
            .get("vectors");
    List<ReferenceVectors.Vector> vectors = ReferenceVectors.all();
    assertTrue(published.size() <= vectors.size(), "later ones follow those published");
    for (int k = 0; k < published.size(); k++) {
      JsonNode expected = published.get(k);
      assertEquals(expected.get("operation").asText(), vectors.get(k).call().name());
      List<String> keys = new ArrayList<>();
      expected.get("input").fieldNames().forEachRemaining(keys::add);
      assertEquals(keys, List.copyOf(vectors.get(k).call().input().keySet()));
      for (String key : keys) {
        JsonNode sent = new ObjectMapper().valueToTree(vectors.get(k).call().input().get(key));
        assertSame(expected.get("input").get(key), sent, vectors.get(k).call().name() + "/" + key);
      }
      assertEquals(expected.get("output").size(), vectors.get(k).call().outputs());
    }
  }

  private static void assertSame(JsonNode published, JsonNode sent, String where) {
    assertEquals(published.size(), sent.size(), where);
    for (int i = 0; i < sent.size(); i++) {
      assertSame(published.get(i), sent.get(i), where + "[" + i + "]");
    }
    if (sent.isTextual()) {
      assertEquals(published.asText(), sent.asText(), where);
    } else if (!sent.isArray()) {
      double expected = number(published.asText());
      double found = number(sent.asText());
      assertTrue(
          expected == found || Math.abs(expected - found) <= ROUNDING * (1 + Math.abs(expected)),
          () -> where + ": " + expected + ", " + found);
    }
  }

  /** Hexadecimal in the report, with "-inf" for a wall. */
  private static double number(String text) {
    return Double.parseDouble(text.replaceAll("inf$", "Infinity"));
  }
}
