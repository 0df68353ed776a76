package wfr.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reference files whose bounds are guaranteed, not estimated; they come with the program, because they cost a proof each:
 *   constants.csv    partition functions, moments and cell masses of shipped targets, enclosed by a proof assistant (proofs-notes/coq/Constants.v),
 *   certified.json   solutions of the equation with mean, variance, KL and density enclosed (claim G8, reports/reference).
 */
public final class GuaranteedData {
  private GuaranteedData() {}

  /** Texts by file name. */
  public static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("constants.csv", text("/wfr/proofs-notes/coq/constants.csv"));
    files.put("certified.json", text("/wfr/reference/certified.json"));
    return files;
  }

  private static String text(String resource) {
    try (InputStream in = GuaranteedData.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the build packed no " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
