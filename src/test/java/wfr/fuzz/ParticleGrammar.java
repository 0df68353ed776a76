package wfr.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Particles of one problem: columns that are nearly always those that are expected, with numbers of every size; as an archive in every type, with shapes that sometimes lie. */
final class ParticleGrammar {
  /** The problem that they are of. */
  static final String PROBLEM = "gaussian-narrowing";

  private static final double[] TIMES = {0.1, 0.5, 1, 2};
  private static final double[] EXTREME = {
    0,
    -1,
    0.3,
    1e300,
    -1e300,
    1e-320,
    1e9,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  /** One number in so many is extreme. */
  private static final int RARE = 150;

  private final SplittableRandom r;

  ParticleGrammar(SplittableRandom r) {
    this.r = r;
  }

  byte[] csv() {
    Map<String, double[]> columns = columns();
    StringBuilder s = new StringBuilder(String.join(",", columns.keySet())).append('\n');
    int rows = columns.values().iterator().next().length;
    for (int i = 0; i < rows; i++) {
      List<String> fields = new ArrayList<>();
      for (double[] column : columns.values()) {
        double v = i < column.length ? column[i] : Double.NaN;
        fields.add(r.nextInt(4) == 0 ? Double.toHexString(v) : "" + v);
      }
      s.append(String.join(",", fields)).append(r.nextInt(50) == 0 ? "\r\n\n" : "\n");
    }
    return s.toString().getBytes(StandardCharsets.UTF_8);
  }

  byte[] npz() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(r.nextBoolean() ? 9 : 0);
      for (Map.Entry<String, double[]> column : columns().entrySet()) {
        zip.putNextEntry(new ZipEntry(column.getKey() + (r.nextInt(60) == 0 ? ".npz" : ".npy")));
        zip.write(array(column.getValue()));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private byte[] array(double[] values) {
    String type = r.nextInt(8) == 0 ? pick("<f4", ">f8", "<i8", ">u8", "|u1", "<c16", "|O") : "<f8";
    String shape = values.length + ",";
    if (r.nextInt(40) == 0) {
      shape = pick("", "0,", "1,", "99999999,", "999999999999999999,", values.length + ", 1");
    }
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }\n".formatted(type, shape);
    int version = r.nextInt(1, 4);
    ByteBuffer b =
        ByteBuffer.allocate(12 + header.length() + values.length * Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    b.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    if (version == 1) {
      b.putShort((short) header.length());
    } else {
      b.putInt(header.length());
    }
    b.put(header.getBytes(StandardCharsets.US_ASCII));
    b.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (double v : values) {
      switch (type) {
        case "<f4" -> b.putFloat((float) v);
        case "<f8", ">f8" -> b.putDouble(v);
        case "|u1" -> b.put((byte) v);
        default -> b.putLong((long) v);
      }
    }
    byte[] array = new byte[b.position()];
    b.flip().get(array);
    return array;
  }

  private Map<String, double[]> columns() {
    int dimension = r.nextInt(12) == 0 ? r.nextInt(1, 5) : 1;
    boolean numbered = dimension > 3 || r.nextInt(8) == 0;
    int replicates = r.nextInt(1, 5);
    int particles = r.nextInt(1, 9);
    double[] times = r.nextBoolean() ? new double[] {0.5} : TIMES;
    String refined = pick("", "", "", "time_step", "bandwidth", "population");
    int runs = refined.isEmpty() ? 1 : r.nextInt(1, 3);
    Map<String, List<Double>> rows = new LinkedHashMap<>();
    for (int run = 1; run <= runs; run++) {
      int size = refined.equals("population") ? run * particles : particles;
      for (double time : times) {
        for (int k = 0; k < replicates * size; k++) {
          add(rows, "time", time);
          for (int axis = 1; axis <= dimension; axis++) {
            add(rows, numbered ? "x" + axis : "xyz".substring(axis - 1, axis), normal());
          }
          add(rows, "log_weight", 0.3 * normal());
          add(rows, "replicate", k / size);
          if (!refined.isEmpty()) {
            add(rows, refined, refined.equals("population") ? size : 0.01 * run);
          }
        }
      }
    }
    for (String optional : List.of("log_weight", "replicate")) {
      if (r.nextInt(4) == 0) {
        rows.remove(optional);
      }
    }
    if (r.nextInt(25) == 0) {
      rows.put(pick("", "z", "weight", "TIME", "x2"), rows.get("time"));
    }
    Map<String, double[]> columns = new LinkedHashMap<>();
    rows.forEach((name, list) -> columns.put(name, array(list)));
    return columns;
  }

  private double[] array(List<Double> list) {
    int length = r.nextInt(100) == 0 ? Math.max(1, list.size() - 1) : list.size();
    double[] column = list.stream().mapToDouble(v -> v).toArray();
    return java.util.Arrays.copyOf(column, length);
  }

  private void add(Map<String, List<Double>> rows, String name, double value) {
    double v = r.nextInt(RARE * 8) == 0 ? EXTREME[r.nextInt(EXTREME.length)] : value;
    rows.computeIfAbsent(name.toLowerCase(Locale.ROOT), k -> new ArrayList<>()).add(v);
  }

  private double normal() {
    double sum = -6;
    for (int k = 0; k < 12; k++) {
      sum += r.nextDouble();
    }
    return sum;
  }

  private String pick(String... of) {
    return of[r.nextInt(of.length)];
  }
}
