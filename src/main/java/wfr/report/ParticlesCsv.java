package wfr.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import wfr.measure.WeightedSample;
import wfr.model.Coordinates;
import wfr.reference.ParticleResult;

/** particles.csv: time, coordinates, unnormalised log-weight, number of the independent population from 0; one row per particle and output time. */
public final class ParticlesCsv {
  static final String REPLICATE = "replicate";

  private ParticlesCsv() {}

  /** Which population a particle of a pooled sample belongs to: they follow one another, all of one size. */
  static int replicate(ParticleResult result, int particle, int count) {
    return (int) ((long) particle * result.replicates() / count);
  }

  static List<String> columns(int dimension) {
    List<String> names = new ArrayList<>(List.of("time"));
    names.addAll(Coordinates.names(dimension));
    names.addAll(List.of("log_weight", REPLICATE));
    return names;
  }

  /** The columns of a result; kinetic samples on the line have a velocity. */
  static List<String> columns(ParticleResult result) {
    boolean kinetic = result.problem().dimension() == 1 && result.samples().get(0).dimension() == 2;
    return kinetic
        ? List.of("time", "x", "v", "log_weight", REPLICATE)
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
      CsvRows.write(
          logWeight.length,
          (i, text) -> {
            text.append(time);
            for (double[] coordinate : x) {
              text.append(',').append(Decimal.shortest(coordinate[i]));
            }
            text.append(',').append(Decimal.shortest(logWeight[i]));
            text.append(',').append(replicate(result, i, logWeight.length));
          },
          out);
    }
  }
}
