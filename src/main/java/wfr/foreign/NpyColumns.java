package wfr.foreign;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import wfr.scenario.BadInput;

/**
 * One-dimensional arrays of real numbers of a NumPy archive by name: a zip of .npy entries, formats 1.0 to 3.0, floats of 4 and 8 and integers of 1 to 8 bytes, either byte order. Entries
 * nobody asks for are not opened.
 */
final class NpyColumns {
  private static final int LONGEST_HEADER = 1 << 16;
  private static final String EXTENSION = ".npy";
  private static final Pattern DESCR = Pattern.compile("'descr': *'([<>|=]?)([fiu])([1248])'");
  private static final Pattern SHAPE = Pattern.compile("'shape': *\\((\\d{1,18}),? *\\)");

  private NpyColumns() {}

  /** All arrays. */
  static NumberColumns read(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
      List<String> names =
          present(zip).stream()
              .filter(n -> n.endsWith(EXTENSION))
              .map(n -> n.substring(0, n.length() - EXTENSION.length()))
              .distinct()
              .toList();
      return read(zip, file, names);
    } catch (IOException | IllegalArgumentException e) { // the latter for names that do not decode
      throw new BadInput(file + ": no NumPy archive: " + e.getMessage());
    }
  }

  /** The arrays of these names, each of which must be there once. */
  static NumberColumns read(Path file, List<String> names) {
    try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
      return read(zip, file, names);
    } catch (IOException | IllegalArgumentException e) { // the latter for names that do not decode
      throw new BadInput(file + ": no NumPy archive: " + e.getMessage());
    }
  }

  private static List<String> present(ZipFile zip) {
    return Collections.list(zip.entries()).stream().map(ZipEntry::getName).toList();
  }

  private static NumberColumns read(ZipFile zip, Path file, List<String> names) {
    List<String> present = present(zip);
    Map<String, double[]> columns = new LinkedHashMap<>();
    long read = 0;
    for (String name : names) {
      int found = Collections.frequency(present, name + EXTENSION);
      if (found != 1) {
        throw new BadInput(
            file
                + ": "
                + (found == 0 ? "no" : "more than one")
                + " array "
                + name
                + ": one of each of "
                + String.join(", ", names)
                + " is expected");
      }
      String where = file + ": " + name + EXTENSION;
      try (InputStream in =
          new BufferedInputStream(zip.getInputStream(zip.getEntry(name + EXTENSION)))) {
        double[] column = column(in, where, NumberColumns.MOST_NUMBERS - read);
        columns.put(name, column);
        read += column.length;
      } catch (IOException e) {
        throw new BadInput(where + ": damaged: " + e.getMessage());
      }
    }
    columns.forEach(
        (name, column) -> {
          int expected = columns.get(names.get(0)).length;
          if (column.length != expected) {
            throw new BadInput(
                "%s: %s has %d numbers, %s has %d"
                    .formatted(file, name, column.length, names.get(0), expected));
          }
        });
    return new NumberColumns(columns, i -> "row " + i);
  }

  private static double[] column(InputStream in, String where, long most) throws IOException {
    byte[] start = in.readNBytes(8);
    boolean magic =
        start.length == 8
            && new String(start, 0, 6, StandardCharsets.ISO_8859_1).equals("\u0093NUMPY");
    if (!magic) {
      throw new BadInput(where + ": no .npy array");
    }
    int bytes = start[6] == 1 ? Short.BYTES : Integer.BYTES;
    byte[] size = java.util.Arrays.copyOf(in.readNBytes(bytes), Integer.BYTES);
    long length = ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xffffffffL;
    byte[] text = in.readNBytes((int) Math.min(length, LONGEST_HEADER));
    if (text.length != length) {
      throw new BadInput(where + ": the header of the array is cut off");
    }
    String header = new String(text, StandardCharsets.ISO_8859_1);
    Matcher descr = DESCR.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (!descr.find() || !shape.find()) {
      throw new BadInput(
          where
              + ": a one-dimensional array of floats or integers is expected: "
              + Message.shown(header));
    }
    long n = Long.parseLong(shape.group(1));
    if (n > most) {
      throw new BadInput(
          where
              + ": "
              + n
              + " numbers: at most "
              + NumberColumns.MOST_NUMBERS
              + " are read of a file");
    }
    ByteOrder order = descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return numbers(
        in, (int) n, descr.group(2).charAt(0), Integer.parseInt(descr.group(3)), order, where);
  }

  private static double[] numbers(
      InputStream in, int n, char kind, int width, ByteOrder order, String where)
      throws IOException {
    double[] values = new double[n];
    byte[] bytes = new byte[width];
    ByteBuffer number = ByteBuffer.wrap(bytes).order(order);
    for (int i = 0; i < n; i++) {
      if (in.readNBytes(bytes, 0, width) < width) {
        throw new BadInput(where + ": " + i + " numbers of " + n + ": the array is cut off");
      }
      values[i] = number(number, kind, width, where);
    }
    if (in.read() >= 0) {
      throw new BadInput(where + ": more bytes than the " + n + " numbers of its shape have");
    }
    return values;
  }

  private static double number(ByteBuffer b, char kind, int width, String where) {
    return switch (kind + Integer.toString(width)) {
      case "f8" -> b.getDouble(0);
      case "f4" -> b.getFloat(0);
      case "i8" -> b.getLong(0);
      case "u8" -> b.getLong(0) >= 0 ? b.getLong(0) : 2.0 * (b.getLong(0) >>> 1);
      case "i4" -> b.getInt(0);
      case "u4" -> b.getInt(0) & 0xffffffffL;
      case "i2" -> b.getShort(0);
      case "u2" -> b.getShort(0) & 0xffff;
      case "i1" -> b.get(0);
      case "u1" -> b.get(0) & 0xff;
      default ->
          throw new BadInput(
              where + ": " + kind + width + ": floats of 4 or 8 bytes or integers are expected");
    };
  }
}
