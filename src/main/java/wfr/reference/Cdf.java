package wfr.reference;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import wfr.spec.Bounds;
import wfr.spec.ReportedRun.Density;

/**
 * F(x) = rho(coordinate at most x) at some points, each with its error. The arrays are shared, not copied.
 *
 * @param x ascending
 * @param values F there
 * @param errors of each
 */
public record Cdf(double[] x, double[] values, double[] errors) {
  /** Points of a Gaussian per standard deviation, and how many deviations they reach. */
  private static final int PER_DEVIATION = 8;

  private static final int DEVIATIONS = 3;

  /**
   * From masses of cells: their errors add up, and mass that is in none of them may lie on either side.
   *
   * @param edges one more than cells
   * @param masses of the cells
   * @param errors of those
   */
  static Cdf ofCells(double[] edges, double[] masses, double[] errors) {
    double outside = Math.abs(1 - Arrays.stream(masses).sum());
    double[] values = new double[edges.length];
    double[] all = new double[edges.length];
    all[0] = outside;
    for (int i = 0; i < masses.length; i++) {
      values[i + 1] = values[i] + masses[i];
      all[i + 1] = all[i] + errors[i];
    }
    return new Cdf(edges, values, all);
  }

  /** From averages over equal cells. */
  static Cdf of(Density d) {
    int n = d.x().length;
    double dx = (d.x()[n - 1] - d.x()[0]) / (n - 1);
    double[] edges = new double[n + 1];
    Arrays.setAll(edges, i -> d.x()[0] + (i - 0.5) * dx);
    return ofCells(
        edges,
        Arrays.stream(d.values()).map(v -> v * dx).toArray(),
        Arrays.stream(d.errors()).map(e -> e * dx).toArray());
  }

  /** Of a Gaussian on the line. */
  static Cdf gaussian(double mean, double variance) {
    NormalDistribution law = NormalDistribution.of(mean, Math.sqrt(variance));
    double[] x = new double[2 * DEVIATIONS * PER_DEVIATION + 1];
    Arrays.setAll(x, i -> mean + Math.sqrt(variance) * ((double) i / PER_DEVIATION - DEVIATIONS));
    double[] errors = new double[x.length];
    Arrays.fill(errors, Bounds.rounding(64, 1));
    return new Cdf(x, Arrays.stream(x).map(law::cumulativeProbability).toArray(), errors);
  }
}
