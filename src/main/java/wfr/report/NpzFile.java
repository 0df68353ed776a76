package wfr.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import wfr.measure.Grid;
import wfr.measure.WeightedSample;
import wfr.reference.GridResult;
import wfr.reference.ParticleResult;
import wfr.spec.ReportedRun.Density;
import wfr.spec.ReportedRun.State;

/**
 * The columns of a CSV file as a NumPy archive: a zip of .npy entries (format 1.0, little-endian float64, one
 * dimension), one per column under the column's name.
 */
public final class NpzFile {
  private static final int ALIGNMENT = 64;

  private NpzFile() {}

  /** The columns of density.csv. */
  public static void density(GridResult result, OutputStream out) throws IOException {
    Grid grid = result.densities().get(0).grid();
    int cells = grid.cells();
    List<String> names = DensityCsv.columns(grid);
    Map<String, double[]> columns = columns(names, cells * result.densities().size());
    double[] x = new double[grid.dimension()];
    for (int k = 0; k < result.densities().size(); k++) {
      for (int c = 0; c < cells; c++) {
        int row = k * cells + c;
        grid.centre(c, x);
        columns.get("time")[row] = result.summaries().get(k).time();
        for (int j = 0; j < x.length; j++) {
          columns.get(names.get(j + 1))[row] = x[j];
        }
        columns.get("density")[row] = result.densities().get(k).cellAverage(c);
        columns.get("error")[row] = result.densityErrors().get(k)[c];
        if (columns.containsKey("width")) {
          columns.get("width")[row] = grid.volume(c);
        }
      }
    }
    write(columns, out);
  }

  /** The columns of a reference problem's densities: time, x, density, error. */
  public static void density(List<State> states, OutputStream out) throws IOException {
    List<String> names = List.of("time", "x", "density", "error");
    Map<String, double[]> columns =
        columns(names, states.stream().mapToInt(s -> s.density().orElseThrow().x().length).sum());
    int at = 0;
    for (State s : states) {
      Density d = s.density().orElseThrow();
      int n = d.x().length;
      java.util.Arrays.fill(columns.get("time"), at, at + n, s.time());
      System.arraycopy(d.x(), 0, columns.get("x"), at, n);
      System.arraycopy(d.values(), 0, columns.get("density"), at, n);
      System.arraycopy(d.errors(), 0, columns.get("error"), at, n);
      at += n;
    }
    write(columns, out);
  }

  /** The columns of particles.csv. */
  public static void particles(ParticleResult result, OutputStream out) throws IOException {
    List<String> names = ParticlesCsv.columns(result);
    int n = result.samples().stream().mapToInt(WeightedSample::count).sum();
    Map<String, double[]> columns = columns(names, n);
    int at = 0;
    for (int k = 0; k < result.samples().size(); k++) {
      WeightedSample sample = result.samples().get(k);
      int count = sample.count();
      java.util.Arrays.fill(columns.get("time"), at, at + count, result.summaries().get(k).time());
      for (int j = 0; j < sample.dimension(); j++) {
        System.arraycopy(sample.coordinate(j), 0, columns.get(names.get(j + 1)), at, count);
      }
      System.arraycopy(sample.logWeights(), 0, columns.get("log_weight"), at, count);
      for (int i = 0; i < count; i++) {
        columns.get(ParticlesCsv.REPLICATE)[at + i] = ParticlesCsv.replicate(result, i, count);
      }
      at += count;
    }
    write(columns, out);
  }

  private static Map<String, double[]> columns(List<String> names, int n) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    names.forEach(name -> columns.put(name, new double[n]));
    return columns;
  }

  private static void write(Map<String, double[]> columns, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    for (Map.Entry<String, double[]> column : columns.entrySet()) {
      ZipEntry entry = new ZipEntry(column.getKey() + ".npy");
      entry.setTime(0); // equal runs give equal files
      zip.putNextEntry(entry);
      zip.write(header(column.getValue().length));
      ByteBuffer data =
          ByteBuffer.allocate(8 * column.getValue().length).order(ByteOrder.LITTLE_ENDIAN);
      data.asDoubleBuffer().put(column.getValue());
      zip.write(data.array());
      zip.closeEntry();
    }
    zip.finish();
  }

  /** Magic, version, length and dictionary, padded so that the data is aligned. */
  private static byte[] header(int length) {
    String dictionary = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + length + ",), }";
    int prefix = 10;
    int total = (prefix + dictionary.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    String padded = dictionary + " ".repeat(total - prefix - dictionary.length() - 1) + "\n";
    ByteBuffer header = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    header.put((byte) 1).put((byte) 0).putShort((short) (total - prefix));
    return header.put(padded.getBytes(StandardCharsets.US_ASCII)).array();
  }
}
