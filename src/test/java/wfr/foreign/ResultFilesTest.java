package wfr.foreign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wfr.scenario.BadInput;
import wfr.spec.ReportedRun.Density;

/** Result files as other programs write them, and as nobody should. */
class ResultFilesTest {
  private static final String PROBLEM = "well";
  private static final String ROWS = "1,-1,0.25,0\n1,1,0.25,0\n2,-1,0.5,1e-3\n2,1,0.125,1e-3\n";

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve(PROBLEM + ".npz");
  }

  private Density density(int time) {
    return new ResultFiles(directory, Map.of(PROBLEM, PROBLEM), Set.of(PROBLEM))
        .runs()
        .get(PROBLEM)
        .states()
        .get(time)
        .density()
        .orElseThrow();
  }

  private void assertRead() {
    assertArrayEquals(new double[] {-1, 1}, density(0).x());
    assertArrayEquals(new double[] {0.25, 0.25}, density(0).values());
    assertArrayEquals(new double[] {0.5, 0.125}, density(1).values());
  }

  private String refused() {
    BadInput e =
        assertThrows(
            BadInput.class,
            () -> new ResultFiles(directory, Map.of(PROBLEM, PROBLEM), Set.of(PROBLEM)));
    String m = e.getMessage();
    assertTrue(m.length() < 600 && m.lines().count() == 1, m);
    assertTrue(m.startsWith(directory + "/" + PROBLEM + "."), m);
    return m.substring(directory.toString().length() + 1);
  }

  /** An array in a type of NumPy. */
  private static byte[] npy(String type, double... values) {
    return npy(type, "(" + values.length + ",)", values);
  }

  private static byte[] npy(String type, String shape, double... values) {
    String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
    int width = type.charAt(type.length() - 1) - '0';
    ByteBuffer b =
        ByteBuffer.allocate(10 + header.length() + width * values.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    b.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0);
    b.putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
    b.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (double v : values) {
      switch (type.substring(1)) {
        case "f8" -> b.putDouble(v);
        case "f4" -> b.putFloat((float) v);
        case "i8" -> b.putLong((long) v);
        case "i4" -> b.putInt((int) v);
        case "i2" -> b.putShort((short) v);
        default -> b.put((byte) v);
      }
    }
    return b.array();
  }

  private static Map<String, byte[]> arrays() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("time.npy", npy("<f8", 1, 1, 2, 2));
    all.put("x.npy", npy("<f8", -1, 1, -1, 1));
    all.put("density.npy", npy("<f8", 0.25, 0.25, 0.5, 0.125));
    all.put("error.npy", npy("<f8", 0, 0, 1e-3, 1e-3));
    return all;
  }

  private static ByteBuffer record(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Stored entries; as a stream each has its sizes behind it, as NumPy writes into a pipe. */
  private static byte[] zip(Map<String, byte[]> entries, boolean stream) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    for (Map.Entry<String, byte[]> e : entries.entrySet()) {
      byte[] name = e.getKey().getBytes(StandardCharsets.ISO_8859_1);
      byte[] data = e.getValue();
      CRC32 crc = new CRC32();
      crc.update(data);
      short flags = (short) (stream ? 8 : 0);
      int at = out.size();
      ByteBuffer local = record(30).putInt(0x04034b50).putShort((short) 20).putShort(flags);
      local.putShort((short) 0).putInt(0);
      local.putInt(stream ? 0 : (int) crc.getValue());
      local.putInt(stream ? 0 : data.length).putInt(stream ? 0 : data.length);
      local.putShort((short) name.length).putShort((short) 0);
      out.write(local.array());
      out.write(name);
      out.write(data);
      if (stream) {
        out.write(
            record(16)
                .putInt(0x08074b50)
                .putInt((int) crc.getValue())
                .putInt(data.length)
                .putInt(data.length)
                .array());
      }
      ByteBuffer central = record(46).putInt(0x02014b50).putShort((short) 20).putShort((short) 20);
      central.putShort(flags).putShort((short) 0).putInt(0).putInt((int) crc.getValue());
      central.putInt(data.length).putInt(data.length).putShort((short) name.length);
      central.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort((short) 0);
      central.putInt(0).putInt(at);
      directory.write(central.array());
      directory.write(name);
    }
    int at = out.size();
    out.write(directory.toByteArray());
    ByteBuffer end = record(22).putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
    end.putShort((short) entries.size()).putShort((short) entries.size());
    end.putInt(directory.size()).putInt(at).putShort((short) 0);
    out.write(end.array());
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void archiveWrittenToAFileOrToAStream_isRead(boolean stream) throws IOException {
    Files.write(file, zip(arrays(), stream));
    assertRead();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<f4", ">f4", ">f8", "<i8", ">i8", "<i4", "<i2", "|i1", "|u1"})
  void anyFloatOrInteger_isRead(String type) throws IOException {
    Map<String, byte[]> all = arrays();
    all.put("time.npy", npy(type, 1, 1, 2, 2));
    Files.write(file, zip(all, false));
    assertRead();
  }

  @Test
  void otherArrays_areLeftAlone() throws IOException {
    Map<String, byte[]> all = arrays();
    all.put("names.npy", "anything".getBytes(StandardCharsets.US_ASCII));
    all.put("matrix.npy", npy("<f8", "(2, 2)", 1, 2, 3, 4));
    all.put("M\u00fcller.npy", npy("<f8", 1)); // not UTF-8
    Files.write(file, zip(all, false));
    assertRead();
  }

  @Test
  void damagedArchives_areNamed() throws IOException {
    byte[] good = zip(arrays(), false);
    for (int length : new int[] {0, 3, 22, good.length / 2, good.length - 1}) {
      Files.write(file, Arrays.copyOf(good, length));
      assertTrue(refused().startsWith("well.npz: no NumPy archive: "), refused());
    }
    Map<String, byte[]> all = arrays();
    all.remove("error.npy");
    Files.write(file, zip(all, false));
    assertEquals(
        "well.npz: no array error: one of each of time, x, density, error is expected", refused());
    array(npy("<f8", "(99999999999999999999,)", 1), "floats or integers is expected: {'descr': ");
    array(npy("<f8", "(999999999999999,)", 1), "999999999999999 numbers: at most ");
    array(npy("<f8", "(5,)", 1, 2, 3, 4), "4 numbers of 5: the array is cut off");
    array(npy("<f8", "(3,)", 1, 2, 3, 4), "more bytes than the 3 numbers of its shape have");
    array(npy("<f8", "(3,)", 1, 2, 3), "error has 3 numbers, time has 4");
    array(npy("<c8", "(4,)", 1, 2, 3, 4), "floats or integers is expected");
    array(npy("<f8", 0, 0, Double.NaN, 0), "row 2: error: NaN: a finite number is expected");
    array(new byte[] {1, 2, 3}, "no .npy array");
    array(Arrays.copyOf(npy("<f8", 1), 20), "the header of the array is cut off");
  }

  private void array(byte[] error, String message) throws IOException {
    Map<String, byte[]> all = arrays();
    all.put("error.npy", error);
    Files.write(file, zip(all, false));
    assertTrue(refused().contains(message), refused());
  }

  /** A gigabyte of zeros in a megabyte. */
  @Test
  void anArchiveThatUnpacksWithoutBound_isRefusedByItsHeader() throws IOException {
    try (var zip = new java.util.zip.ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : arrays().keySet()) {
        zip.putNextEntry(new java.util.zip.ZipEntry(name));
        zip.write(npy("<f8", "(134217728,)"));
        byte[] zeros = new byte[1 << 20];
        for (int k = 0; k < (name.equals("time.npy") ? 64 : 0); k++) {
          zip.write(zeros);
        }
        zip.closeEntry();
      }
    }
    assertTrue(refused().contains("134217728 numbers: at most "), refused());
  }

  @Test
  void columnsInAnyOrder_withOthersAndAByteOrderMark_areRead() throws IOException {
    StringBuilder turned = new StringBuilder("\uFEFFkind,error, x ,density,time,note\r\n");
    ROWS.lines()
        .map(l -> l.split(","))
        .forEach(f -> turned.append("grid,%s,%s,%s,%s,none\r\n".formatted(f[3], f[1], f[2], f[0])));
    Files.writeString(directory.resolve("well.csv"), turned);
    assertRead();
  }

  @Test
  void aByteOrderMarkBeforeJson_isNoContent() throws IOException {
    Files.writeString(
        directory.resolve("well.json"),
        "\uFEFF{\"times\": [{\"time\": 1, \"functionals\": {\"kl\": {\"value\": 2, \"error\": 0}}}]}");
    assertEquals(
        2,
        new ResultFiles(directory, Map.of(PROBLEM, PROBLEM), Set.of(PROBLEM))
            .runs()
            .get(PROBLEM)
            .states()
            .get(0)
            .functionals()
            .get("kl")
            .value());
  }

  @Test
  void rowsOutOfOrder_areNamedByTheirLine() throws IOException {
    Path csv = directory.resolve("well.csv");
    String header = "time,x,density,error\n";
    Files.writeString(csv, header + "1,-1,1,0\n\n1,-2,1,0\n");
    assertEquals("well.csv: line 4: x = -2.0 after -1.0: must ascend within a time", refused());
    Files.writeString(csv, header + "1,-1,1,0\n2,-1,1,0\n1,1,1,0\n2,1,1,0\n");
    assertEquals(
        "well.csv: line 4: time 1.0 again, after 2.0: rows of one time must stand together",
        refused());
    Files.writeString(csv, "time,x,x,density,error\n" + "1,1,1,1,0\n");
    assertTrue(refused().contains("each column once, in any order"), refused());
  }

  @Test
  void giantsAndDevices_areRefusedUnread() throws Exception {
    try (RandomAccessFile sparse =
        new RandomAccessFile(directory.resolve("well.csv").toFile(), "rw")) {
      sparse.setLength(1L << 40);
    }
    assertTrue(refused().startsWith("well.csv: too large: at most "), refused());
    Files.delete(directory.resolve("well.csv"));
    for (String name : new String[] {"well.csv", "well.npz", "well.json"}) {
      Path link = Files.createSymbolicLink(directory.resolve(name), Path.of("/dev/zero"));
      assertTrue(refused().contains(": is no file: "), refused());
      Files.delete(link);
      Path fifo = directory.resolve(name);
      assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
      assertTrue(refused().contains(": is no file: "), refused());
      Files.delete(fifo);
    }
  }

  /** A second number of the same time, written with other digits, is the same number given twice. */
  @Test
  void timesThatDifferByRounding_areOne() throws IOException {
    Files.writeString(
        directory.resolve("functionals.csv"),
        "problem,time,functional,value,error\nwell,0.3,kl,1,0\nwell,0.30000000000000004,mean,2,0\n");
    ResultFiles files = new ResultFiles(directory, Map.of(PROBLEM, PROBLEM), Set.of(PROBLEM));
    assertEquals(1, files.runs().get(PROBLEM).states().size());
    assertEquals(2, files.runs().get(PROBLEM).states().get(0).functionals().size());
    Files.writeString(
        directory.resolve("well-particles.csv"),
        "time,x\n1e-12,0\n2e-12,1\n2.0000000000000004e-12,3\n");
    assertEquals(
        2,
        new ResultFiles(directory, Map.of(PROBLEM, PROBLEM), Set.of(PROBLEM))
            .samples()
            .get(PROBLEM)
            .runs()
            .get(0)
            .states()
            .size());
  }

  /** Who says what its errors are is believed, whatever else is in the directory. */
  @Test
  void declaredErrors_standAgainstASummary() throws IOException {
    Files.writeString(directory.resolve("about.json"), "{\"errors\": \"bound\"}");
    Files.writeString(
        directory.resolve("summary.json"),
        """
        {"particles": {}, "times": [{"time": 1, "mean": {"value": 2, "error": 0.1}}]}""");
    Files.writeString(
        directory.resolve("functionals.csv"),
        "problem,time,functional,value,error\nwell,0.3,kl,1,0\n");
    ResultFiles files = new ResultFiles(directory, Map.of(PROBLEM, PROBLEM), Set.of(PROBLEM));
    assertEquals(wfr.spec.ReportedRun.Errors.BOUND, files.runs().get(PROBLEM).errors());
  }

  @Test
  void textThatIsNone_isNamedWithItsFile() throws IOException {
    Files.write(
        directory.resolve("well.csv"), new byte[] {'t', 'i', 'm', 'e', '\n', (byte) 0xff, '\n'});
    assertEquals("well.csv: not a text file (UTF-8): a CSV file is expected", refused());
  }
}
