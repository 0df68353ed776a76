package wfr.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a file from outside: regular or a pipe that ends, UTF-8 with or without a byte order mark, no longer than a bound. */
public final class TextFile {
  private static final String MARK = "\uFEFF";

  private TextFile() {}

  /**
   * Reads it.
   *
   * @param path where
   * @param what the file should be, with its article, for messages
   * @param most bytes
   */
  public static String read(Path path, String what, long most) {
    String expected = ": " + what + " is expected";
    if (!Files.exists(path)) {
      throw new BadInput(path + ": no such file" + expected);
    }
    if (Files.isDirectory(path)) {
      throw new BadInput(path + ": is a directory" + expected);
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8L));
    } catch (IOException e) {
      throw new BadInput(path + ": not readable: check its permissions");
    }
    if (bytes.length > most) {
      throw new BadInput(path + ": too large: at most " + most + " bytes");
    }
    if (bytes.length == 0) {
      throw new BadInput(path + ": empty" + expected);
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new BadInput(path + ": not a text file (UTF-8)" + expected);
    }
  }
}
