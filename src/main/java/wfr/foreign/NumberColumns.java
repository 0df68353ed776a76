package wfr.foreign;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import wfr.scenario.BadInput;
import wfr.scenario.CsvTable;

/**
 * Columns of numbers of a file by their names, all of one length. NaN and infinities are numbers: what they mean is for the judge to say.
 *
 * @param values by name
 * @param place of a row, in words
 */
record NumberColumns(Map<String, double[]> values, IntFunction<String> place) {
  private static final int FIRST = 1024;

  /** What a file may have in all its columns: a sixteenth of the memory in doubles. */
  static final long MOST_NUMBERS =
      Math.min(1 << 26, Runtime.getRuntime().maxMemory() / (16 * Double.BYTES));

  /** A number of {@link #MOST_NUMBERS} takes no more in a CSV file. */
  private static final long DIGITS = 32;

  /** All columns of a file, CSV or NumPy archive by its extension. */
  static NumberColumns all(Path file) {
    return file.toString().endsWith(".csv") ? csv(file, List.of()) : NpyColumns.read(file);
  }

  /** These columns, others are left alone. */
  static NumberColumns of(Path file, List<String> names) {
    return file.toString().endsWith(".csv") ? csv(file, names) : NpyColumns.read(file, names);
  }

  /** Without names, all. */
  private static NumberColumns csv(Path file, List<String> wanted) {
    try (CsvTable table = new CsvTable(file, MOST_NUMBERS * DIGITS)) {
      List<String> names = wanted.isEmpty() ? table.header() : wanted;
      if (new HashSet<>(names).size() < names.size()) {
        throw new BadInput(file + ": line 1: a column is given twice: " + names);
      }
      table.require(names);
      int[] at = names.stream().mapToInt(table.header()::indexOf).toArray();
      double[][] columns = new double[at.length][FIRST];
      int[] lines = new int[FIRST];
      int rows = 0;
      while (table.next()) {
        if ((rows + 1L) * at.length > MOST_NUMBERS) {
          throw new BadInput(file + ": too large: at most " + MOST_NUMBERS + " numbers are read");
        }
        if (rows == lines.length) {
          lines = Arrays.copyOf(lines, 2 * rows);
          for (int j = 0; j < at.length; j++) {
            columns[j] = Arrays.copyOf(columns[j], 2 * rows);
          }
        }
        lines[rows] = table.lineNumber();
        for (int j = 0; j < at.length; j++) {
          columns[j][rows] = number(table.field(at[j]), table.place() + ": " + names.get(j));
        }
        rows++;
      }
      Map<String, double[]> byName = new LinkedHashMap<>();
      for (int j = 0; j < at.length; j++) {
        byName.put(names.get(j), Arrays.copyOf(columns[j], rows));
      }
      int[] places = Arrays.copyOf(lines, rows);
      return new NumberColumns(byName, i -> "line " + places[i]);
    }
  }

  private static double number(String text, String where) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan", "-nan", "+nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> ReportedStates.number(text, where);
    };
  }
}
