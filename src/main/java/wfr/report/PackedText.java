package wfr.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts that the build packs beside the classes. */
final class PackedText {
  private PackedText() {}

  /** The text at a path; one that is missing is a fault of the build. */
  static String of(String path) {
    try (InputStream in = PackedText.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the build packed no " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
