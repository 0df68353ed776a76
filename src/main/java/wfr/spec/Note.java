package wfr.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The entry of proofs-notes that belongs to a claim.
 *
 * @param id claim
 * @param status machine-checked, proved on paper, cited, measured, refuted or conjecture
 * @param text the whole note, Markdown
 */
public record Note(String id, String status, String text) {
  private static final String STATUS = "- status:";

  /** Reads the note of a claim; a claim without one is a fault of the build. */
  public static Note of(String id) {
    String name = "/wfr/proofs-notes/" + id + ".md";
    try (InputStream in = Note.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("claim " + id + " has no note proofs-notes/" + id + ".md");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String status =
          text.lines()
              .filter(l -> l.startsWith(STATUS))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException(name + " has no line '" + STATUS + "'"))
              .substring(STATUS.length())
              .trim();
      return new Note(id, status, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
