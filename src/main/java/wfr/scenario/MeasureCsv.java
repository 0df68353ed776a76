package wfr.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import wfr.measure.Atoms;

/** A measure from a CSV file with the header x,mass (x,y,mass in the plane, x,y,z,mass in space): one atom or cell a line. */
public final class MeasureCsv {
  private static final List<String> HEADERS = List.of("x,mass", "x,y,mass", "x,y,z,mass");
  private static final long MOST_BYTES = 1 << 26;
  private static final int MOST_ATOMS = 20_000;
  private static final double UNEVEN = 1e-6;

  private MeasureCsv() {}

  /** Reads the atoms of a file. */
  public static Atoms read(Path path) {
    String file = path.toString();
    String[] lines = TextFile.read(path, "a CSV file", MOST_BYTES).split("\\R", -1);
    int dimension = 1 + HEADERS.indexOf(lines[0].strip().replace(" ", ""));
    if (dimension == 0) {
      throw new BadInput(
          file
              + ": line 1: '"
              + shown(lines[0])
              + "': a header is expected: "
              + String.join(" or ", HEADERS));
    }
    List<double[]> points = new ArrayList<>();
    List<Double> masses = new ArrayList<>();
    for (int k = 1; k < lines.length; k++) {
      if (lines[k].isBlank()) {
        continue;
      }
      String where = file + ": line " + (k + 1);
      String[] fields = lines[k].split(",", -1);
      if (fields.length != dimension + 1) {
        throw new BadInput(
            where + ": " + fields.length + " fields: " + (dimension + 1) + " are expected");
      }
      double[] row = new double[fields.length];
      for (int j = 0; j < row.length; j++) {
        row[j] = number(where, fields[j]);
      }
      if (row[dimension] < 0) {
        throw new BadInput(where + ": mass: " + fields[dimension].strip() + ": must be >= 0");
      }
      points.add(Arrays.copyOf(row, dimension));
      masses.add(row[dimension]);
      if (points.size() > MOST_ATOMS) {
        throw new BadInput(file + ": more than " + MOST_ATOMS + " lines: thin the measure out");
      }
    }
    if (points.isEmpty()) {
      throw new BadInput(file + ": no atoms: at least one line after the header is expected");
    }
    return new Atoms(
        points.toArray(new double[0][]), masses.stream().mapToDouble(m -> m).toArray());
  }

  /**
   * Mean square distance of a uniform cell from its centre, sum over axes of dx^2/12, the spacing being read off the coordinates.
   *
   * @throws BadInput if the coordinates of an axis are not evenly spaced
   */
  public static double meanSquareInCell(Path path, Atoms cells) {
    double sum = 0;
    for (int k = 0; k < cells.dimension(); k++) {
      TreeSet<Double> values = new TreeSet<>();
      for (double[] p : cells.points()) {
        values.add(p[k]);
      }
      double least = Double.POSITIVE_INFINITY;
      Double before = null;
      for (double v : values) {
        least = before == null ? least : Math.min(least, v - before);
        before = v;
      }
      if (values.size() < 2) {
        throw new BadInput(path + ": --cells needs at least two cells along every axis");
      }
      before = null;
      for (double v : values) {
        double steps = before == null ? 1 : (v - before) / least;
        if (Math.abs(steps - Math.rint(steps)) > UNEVEN * steps) {
          throw new BadInput(
              path
                  + ": --cells needs evenly spaced centres: "
                  + before
                  + " and "
                  + v
                  + " are not a multiple of "
                  + least
                  + " apart");
        }
        before = v;
      }
      sum += least * least / 12;
    }
    return sum;
  }

  private static double number(String where, String field) {
    double v;
    try {
      v = Double.parseDouble(field.strip());
    } catch (NumberFormatException e) {
      throw new BadInput(where + ": '" + shown(field) + "': a number is expected");
    }
    if (!Double.isFinite(v)) {
      throw new BadInput(where + ": " + field.strip() + ": must be finite");
    }
    return v;
  }

  private static String shown(String text) {
    String clean = text.strip().replaceAll("\\p{Cntrl}", "?");
    return clean.length() > 40 ? clean.substring(0, 40) + "..." : clean;
  }
}
