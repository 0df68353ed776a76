package wfr.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.model.Coordinates;
import wfr.reference.GridResult;

/** density.csv: time, cell centre, cell average of rho, error of that average, and the width of the cell where cells are not equal; one row per cell and output time, x running fastest. */
public final class DensityCsv {
  private DensityCsv() {}

  /** time, one name per axis, density, error; width where cells are not equal. */
  static List<String> columns(Grid grid) {
    List<String> names = new ArrayList<>(List.of("time"));
    names.addAll(Coordinates.names(grid.dimension()));
    names.addAll(List.of("density", "error"));
    if (!grid.axis(0).isUniform()) {
      names.add("width");
    }
    return names;
  }

  /** Appends header and rows. */
  public static void write(GridResult result, BufferedWriter out) throws IOException {
    out.write(String.join(",", columns(result.densities().get(0).grid())) + "\n");
    for (int k = 0; k < result.densities().size(); k++) {
      String time = Decimal.shortest(result.summaries().get(k).time());
      GridDensity density = result.densities().get(k);
      double[] errors = result.densityErrors().get(k);
      Grid grid = density.grid();
      CsvRows.write(
          errors.length,
          (c, text) -> {
            double[] x = new double[grid.dimension()];
            grid.centre(c, x);
            text.append(time);
            for (double coordinate : x) {
              text.append(',').append(Decimal.shortest(coordinate));
            }
            text.append(',').append(Decimal.shortest(density.cellAverage(c)));
            text.append(',').append(Decimal.shortest(errors[c]));
            if (!grid.axis(0).isUniform()) {
              text.append(',').append(Decimal.shortest(grid.volume(c)));
            }
          },
          out);
    }
  }
}
