package wfr.report;

import java.io.BufferedWriter;
import java.io.IOException;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.reference.GridResult;
import wfr.reference.PlaneResult;

/** density.csv: time, cell centre, cell average of rho, error of that average; one row per cell and output time. */
public final class DensityCsv {
  private DensityCsv() {}

  /** Appends header and rows. */
  public static void write(GridResult result, BufferedWriter out) throws IOException {
    out.write("time,x,density,error\n");
    for (int k = 0; k < result.densities().size(); k++) {
      String time = Decimal.shortest(result.summaries().get(k).time());
      GridDensity density = result.densities().get(k);
      double[] errors = result.densityErrors().get(k);
      for (int i = 0; i < density.grid().cells(); i++) {
        out.write(time);
        out.write(',');
        out.write(Decimal.shortest(density.grid().centre(i)));
        out.write(',');
        out.write(Decimal.shortest(density.cellAverage(i)));
        out.write(',');
        out.write(Decimal.shortest(errors[i]));
        out.write('\n');
      }
    }
  }

  /** The same in the plane: time, x, y, cell average, error; x runs fastest. */
  public static void write(PlaneResult result, double[] times, BufferedWriter out)
      throws IOException {
    out.write("time,x,y,density,error\n");
    Grid x = result.cells().x();
    Grid y = result.cells().y();
    for (int k = 0; k < times.length; k++) {
      String time = Decimal.shortest(times[k]);
      for (int c = 0; c < result.cells().cells(); c++) {
        out.write(time);
        for (double v :
            new double[] {
              x.centre(c % x.cells()),
              y.centre(c / x.cells()),
              result.densities().get(k)[c],
              result.densityErrors().get(k)[c]
            }) {
          out.write(',');
          out.write(Decimal.shortest(v));
        }
        out.write('\n');
      }
    }
  }
}
