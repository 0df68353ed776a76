package wfr.foreign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import wfr.scenario.BadInput;
import wfr.spec.ReportedRun.Density;
import wfr.spec.ReportedRun.State;

/** Densities of a file on the line, a row each place: time, x, density, error. Rows of one time stand together, in the order of x. */
final class DensityColumns {
  /** The columns. */
  static final List<String> NAMES = List.of("time", "x", "density", "error");

  private DensityColumns() {}

  /** One state for each time. */
  static List<State> states(NumberColumns read, String where) {
    double[][] columns = NAMES.stream().map(read.values()::get).toArray(double[][]::new);
    requireNumbers(columns, read, where);
    double[] time = columns[0];
    double[] x = columns[1];
    requireOrder(time, x, read, where);
    List<State> states = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= time.length; i++) {
      if (i == time.length || time[i] != time[from]) {
        Density d =
            ReportedStates.density(
                Arrays.copyOfRange(x, from, i),
                Arrays.copyOfRange(columns[2], from, i),
                Arrays.copyOfRange(columns[3], from, i),
                where + ": time " + time[from]);
        states.add(new State(time[from], Map.of(), Optional.of(d)));
        from = i;
      }
    }
    return states;
  }

  private static void requireNumbers(double[][] columns, NumberColumns read, String where) {
    for (int j = 0; j < columns.length; j++) {
      if (columns[j] == null) {
        throw new BadInput(where + ": no column " + NAMES.get(j) + ": " + NAMES + " are expected");
      }
      for (int i = 0; i < columns[j].length; i++) {
        if (!Double.isFinite(columns[j][i])) {
          throw new BadInput(
              "%s: %s: %s: %s: a finite number is expected"
                  .formatted(where, read.place().apply(i), NAMES.get(j), columns[j][i]));
        }
      }
    }
  }

  private static void requireOrder(double[] time, double[] x, NumberColumns read, String where) {
    Set<Double> seen = new HashSet<>();
    for (int i = 0; i < time.length; i++) {
      String at = where + ": " + read.place().apply(i) + ": ";
      boolean starts = i == 0 || time[i] != time[i - 1];
      if (starts && !seen.add(time[i])) {
        throw new BadInput(
            "%stime %s again, after %s: rows of one time must stand together"
                .formatted(at, time[i], time[i - 1]));
      }
      if (!starts && !(x[i] > x[i - 1])) {
        throw new BadInput(
            "%sx = %s after %s: must ascend within a time".formatted(at, x[i], x[i - 1]));
      }
    }
  }
}
