package wfr.scenario;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A CSV file from outside, row by row: a header, then rows with as many fields; blank lines are no rows. UTF-8 with or without a byte order mark, lines of at most {@value #LONGEST}
 * characters; fields are not quoted. Every complaint is a {@link BadInput} that names file and line.
 */
public final class CsvTable implements Closeable {
  private static final int LONGEST = 1 << 16;
  private static final String EXPECTED = ": a CSV file is expected";
  private static final char MARK = '\uFEFF';

  private final Path file;
  private final long most;
  private final Reader in;
  private final String firstLine;
  private final List<String> header;
  private String[] fields = {};
  private int line;
  private long read;
  private int rows;
  private boolean ended;
  private boolean afterReturn;

  /**
   * Opens a file and reads its header.
   *
   * @param file regular, or a pipe that ends
   * @param most bytes, of a pipe characters
   */
  public CsvTable(Path file, long most) {
    this.file = file;
    this.most = most;
    if (!Files.exists(file)) {
      throw new BadInput(file + ": no such file" + EXPECTED);
    }
    if (Files.isDirectory(file)) {
      throw new BadInput(file + ": is a directory" + EXPECTED);
    }
    try {
      requireSize(Files.isRegularFile(file) ? Files.size(file) : 0);
      in =
          new BufferedReader(
              new InputStreamReader(
                  Files.newInputStream(file),
                  StandardCharsets.UTF_8
                      .newDecoder()
                      .onMalformedInput(CodingErrorAction.REPORT)
                      .onUnmappableCharacter(CodingErrorAction.REPORT)));
    } catch (IOException e) {
      throw new BadInput(file + ": not readable: check its permissions");
    }
    firstLine = line();
    if (firstLine.isEmpty() && ended) {
      throw new BadInput(file + ": empty" + EXPECTED);
    }
    header = Arrays.stream(firstLine.split(",", -1)).map(String::strip).toList();
  }

  /** Names of the columns. */
  public List<String> header() {
    return header;
  }

  /** Requires these columns, each once, among any others. */
  public void require(List<String> columns) {
    for (String column : columns) {
      if (Collections.frequency(header, column) != 1) {
        throw new BadInput(
            file
                + ": line 1: '"
                + shown(firstLine)
                + "': the header "
                + String.join(",", columns)
                + " is expected, each column once, in any order");
      }
    }
  }

  /** Goes to the next row, if there is one; there must be one at least. */
  public boolean next() {
    while (!ended) {
      String text = line();
      if (text.isBlank()) {
        continue;
      }
      fields = text.split(",", -1);
      if (fields.length != header.size()) {
        throw new BadInput(place() + ": " + fields.length + " fields: must be " + header.size());
      }
      rows++;
      return true;
    }
    if (rows == 0) {
      throw new BadInput(file + ": no row below the header");
    }
    return false;
  }

  /** File and line of the row. */
  public String place() {
    return file + ": line " + line;
  }

  /** The line of the row, from 1. */
  public int lineNumber() {
    return line;
  }

  /** A field of the row, without spaces around it. */
  public String field(int column) {
    return fields[column].strip();
  }

  /** A field of the row by its name. */
  public String field(String column) {
    return field(header.indexOf(column));
  }

  /** Text for a message: the start of it, without control characters. */
  public static String shown(String text) {
    String all = text.strip();
    String start =
        all.substring(
            0, all.offsetByCodePoints(0, Math.min(40, all.codePointCount(0, all.length()))));
    return BadInput.printable(start) + (start.length() < all.length() ? "..." : "");
  }

  private void requireSize(long bytes) {
    if (bytes > most) {
      throw new BadInput(file + ": too large: at most " + most + " bytes");
    }
  }

  private String line() {
    line++;
    StringBuilder text = new StringBuilder();
    try {
      for (int c = in.read(); ; c = in.read()) {
        requireSize(++read);
        if (afterReturn && c == '\n') {
          afterReturn = false;
          continue;
        }
        afterReturn = c == '\r';
        if (c < 0 || c == '\n' || c == '\r') {
          ended = c < 0;
          return text.toString();
        }
        if (!(c == MARK && line == 1 && text.isEmpty())) {
          text.append((char) c);
        }
        if (text.length() > LONGEST) {
          throw new BadInput(place() + ": longer than " + LONGEST + " characters");
        }
      }
    } catch (CharacterCodingException e) {
      throw new BadInput(file + ": not a text file (UTF-8)" + EXPECTED);
    } catch (IOException e) {
      throw new BadInput(place() + ": not readable: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new BadInput(file + ": not readable: " + e.getMessage());
    }
  }
}
