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

  /** Squares of coordinates and sums of masses are finite. */
  private static final double MOST = 1e150;

  private MeasureCsv() {}

  /** Reads the atoms of a file. */
  public static Atoms read(Path path) {
    try (CsvTable table = new CsvTable(path, MOST_BYTES)) {
      int dimension = 1 + HEADERS.indexOf(String.join(",", table.header()));
      if (dimension == 0) {
        throw new BadInput(
            path
                + ": line 1: '"
                + CsvTable.shown(String.join(",", table.header()))
                + "': a header is expected: "
                + String.join(" or ", HEADERS));
      }
      return atoms(path, table, dimension);
    }
  }

  private static Atoms atoms(Path path, CsvTable table, int dimension) {
    List<double[]> points = new ArrayList<>();
    List<Double> masses = new ArrayList<>();
    while (table.next()) {
      double[] row = new double[dimension + 1];
      for (int j = 0; j < row.length; j++) {
        row[j] = number(table.place(), table.field(j));
      }
      if (row[dimension] < 0) {
        throw new BadInput(table.place() + ": mass: " + table.field(dimension) + ": must be >= 0");
      }
      points.add(Arrays.copyOf(row, dimension));
      masses.add(row[dimension]);
      if (points.size() > MOST_ATOMS) {
        throw new BadInput(path + ": more than " + MOST_ATOMS + " lines: thin the measure out");
      }
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
      v = Double.parseDouble(field);
    } catch (NumberFormatException e) {
      throw new BadInput(where + ": '" + CsvTable.shown(field) + "': a number is expected");
    }
    if (!Double.isFinite(v)) {
      throw new BadInput(where + ": " + field + ": must be finite");
    }
    if (!(Math.abs(v) <= MOST)) {
      throw new BadInput(where + ": " + field + ": must be at most " + MOST + " in absolute value");
    }
    return v;
  }
}
