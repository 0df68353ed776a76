package wfr.foreign;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import wfr.scenario.BadInput;

/** The columns of a CSV file of numbers by their names in its first line. NaN and infinities are numbers: what they mean is for the judge to say. */
final class CsvColumns {
  private static final int FIRST = 1024;

  private CsvColumns() {}

  static Map<String, double[]> read(Path file) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file)) {
      String header = in.readLine();
      String[] names =
          (header == null ? "" : header.replace("\uFEFF", "").replace(" ", "").strip())
              .split(",", -1);
      double[][] columns = new double[names.length][FIRST];
      int rows = 0;
      int number = 1;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        String[] fields = line.split(",", -1);
        String where = file + ": line " + number;
        if (fields.length != names.length) {
          throw new BadInput(where + ": " + fields.length + " fields: must be " + names.length);
        }
        if (rows == columns[0].length) {
          for (int j = 0; j < columns.length; j++) {
            columns[j] = Arrays.copyOf(columns[j], 2 * rows);
          }
        }
        for (int j = 0; j < fields.length; j++) {
          columns[j][rows] = number(fields[j].strip(), where + ": " + names[j]);
        }
        rows++;
      }
      if (rows == 0) {
        throw new BadInput(file + ": no row below the header");
      }
      Map<String, double[]> byName = new LinkedHashMap<>();
      for (int j = 0; j < names.length; j++) {
        if (byName.put(names[j], Arrays.copyOf(columns[j], rows)) != null) {
          throw new BadInput(file + ": line 1: column " + names[j] + " is given twice");
        }
      }
      return byName;
    }
  }

  private static double number(String text, String where) {
    return switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case "nan", "-nan", "+nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> ReportedStates.number(text, where);
    };
  }
}
