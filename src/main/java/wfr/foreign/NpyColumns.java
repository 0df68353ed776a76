package wfr.foreign;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import wfr.scenario.BadInput;

/** The one-dimensional float64 arrays of a NumPy archive by name: a zip of .npy entries, formats 1.0 to 3.0, either byte order. */
final class NpyColumns {
  private static final int MOST_BYTES = 1 << 28;
  private static final Pattern DESCR = Pattern.compile("'descr': *'([<>|=]?)f8'");
  private static final Pattern SHAPE = Pattern.compile("'shape': *\\((\\d+),? *\\)");

  private NpyColumns() {}

  static Map<String, double[]> read(Path file) throws IOException {
    Map<String, double[]> columns = new LinkedHashMap<>();
    try (InputStream in = Files.newInputStream(file);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        byte[] bytes = zip.readNBytes(MOST_BYTES);
        if (bytes.length == MOST_BYTES) {
          throw new BadInput(file + ": " + e.getName() + ": more than " + MOST_BYTES + " bytes");
        }
        columns.put(
            e.getName().replaceFirst("\\.npy$", ""), column(bytes, file + ": " + e.getName()));
      }
    } catch (ZipException e) {
      throw new BadInput(file + ": no NumPy archive: " + e.getMessage());
    }
    if (columns.isEmpty()) {
      throw new BadInput(file + ": no NumPy archive: a zip of .npy arrays is expected");
    }
    return columns;
  }

  private static double[] column(byte[] bytes, String where) {
    boolean magic =
        bytes.length >= 12
            && new String(bytes, 0, 6, StandardCharsets.ISO_8859_1).equals("\u0093NUMPY");
    if (!magic) {
      throw new BadInput(where + ": no .npy array");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int start = bytes[6] == 1 ? 10 : 12;
    long length = bytes[6] == 1 ? buffer.getShort(8) & 0xffff : buffer.getInt(8) & 0xffffffffL;
    if (start + length > bytes.length) {
      throw new BadInput(where + ": the header of the array is cut off");
    }
    String header = new String(bytes, start, (int) length, StandardCharsets.ISO_8859_1);
    Matcher descr = DESCR.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (!descr.find() || !shape.find()) {
      throw new BadInput(
          where + ": a one-dimensional array of float64 is expected: " + header.strip());
    }
    long n = Long.parseLong(shape.group(1));
    int data = start + (int) length;
    if (8 * n != bytes.length - data) {
      throw new BadInput(
          where + ": " + (bytes.length - data) + " bytes of data: " + n + " numbers have " + 8 * n);
    }
    buffer.order(descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    double[] values = new double[(int) n];
    buffer.position(data);
    buffer.asDoubleBuffer().get(values);
    return values;
  }
}
