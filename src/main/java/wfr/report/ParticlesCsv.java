package wfr.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import wfr.measure.WeightedSample;
import wfr.model.Coordinates;
import wfr.reference.ParticleResult;

/** particles.csv: time, coordinates, unnormalised log-weight; one row per particle and output time. */
public final class ParticlesCsv {
  private ParticlesCsv() {}

  static List<String> columns(int dimension) {
    List<String> names = new ArrayList<>(List.of("time"));
    names.addAll(Coordinates.names(dimension));
    names.add("log_weight");
    return names;
  }

  /** The columns of a result; kinetic samples on the line have a velocity. */
  static List<String> columns(ParticleResult result) {
    boolean kinetic = result.problem().dimension() == 1 && result.samples().get(0).dimension() == 2;
    return kinetic
        ? List.of("time", "x", "v", "log_weight")
        : columns(result.samples().get(0).dimension());
  }

  /** Appends header and rows. */
  public static void write(ParticleResult result, BufferedWriter out) throws IOException {
    int dimension = result.samples().get(0).dimension();
    out.write(String.join(",", columns(result)) + "\n");
    for (int k = 0; k < result.samples().size(); k++) {
      String time = Decimal.shortest(result.summaries().get(k).time());
      WeightedSample sample = result.samples().get(k);
      double[][] x = new double[dimension][];
      for (int j = 0; j < dimension; j++) {
        x[j] = sample.coordinate(j);
      }
      double[] logWeight = sample.logWeights();
      for (int i = 0; i < logWeight.length; i++) {
        out.write(time);
        for (int j = 0; j < dimension; j++) {
          out.write(',');
          out.write(Decimal.shortest(x[j][i]));
        }
        out.write(',');
        out.write(Decimal.shortest(logWeight[i]));
        out.write('\n');
      }
    }
  }
}
