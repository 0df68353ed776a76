package wfr.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wfr.math.Estimate;
import wfr.math.RombergTable;
import wfr.operation.FigureOperations.Extrapolation;
import wfr.operation.Implementation;

/** Rows of figures over refined levels, with the limits that an implementation extrapolates from them. */
final class FigureLevels {
  private final Figures places;
  private final double[] exponents;
  private final double finest;
  private final Implementation ops;

  /** Level, output time, figure. */
  private final List<double[][]> levels = new ArrayList<>();

  private Estimate[][] limits;
  private double[] sizes;

  /**
   * No level yet.
   *
   * @param places which figure is where
   * @param exponents of the error's powers of h = 2^{-l}
   * @param finest share of the last change of a figure that its error never falls below
   * @param ops extrapolates
   */
  FigureLevels(Figures places, double[] exponents, double finest, Implementation ops) {
    this.places = places;
    this.exponents = exponents;
    this.finest = finest;
    this.ops = ops;
  }

  /** Without a floor of the error. */
  FigureLevels(Figures places, double[] exponents, Implementation ops) {
    this(places, exponents, 0, ops);
  }

  /** Adds the next finer level, a row of figures per output time. */
  void add(double[][] figures) {
    double[][] none = new double[figures.length][];
    Arrays.setAll(none, k -> new double[figures[k].length]);
    add(figures, none);
  }

  /**
   * Adds the next finer level.
   *
   * @param figures a row per output time
   * @param common errors that all levels share, of which extrapolation makes at most two more
   */
  void add(double[][] figures, double[][] common) {
    levels.add(figures);
    sizes = places.sizes(figures);
    limits = new Estimate[figures.length][];
    for (int k = 0; k < figures.length; k++) {
      limits[k] = new Estimate[figures[k].length];
      for (int j = 0; j < figures[k].length; j++) {
        double[] sequence = new double[levels.size()];
        for (int l = 0; l < sequence.length; l++) {
          sequence[l] = levels.get(l)[k][j];
        }
        Estimate limit = ops.apply(new Extrapolation(exponents, sequence));
        double last =
            sequence.length < 2
                ? 0
                : Math.abs(sequence[sequence.length - 1] - sequence[sequence.length - 2]);
        double error = finest == 0 ? limit.error() : Math.max(limit.error(), finest * last);
        double size = Math.abs(limit.value());
        double beyond = sizes[j] > size ? sizes[j] - size : 0;
        double rounding = RombergTable.ROUNDING * beyond;
        limits[k][j] = new Estimate(limit.value(), error + rounding + 2 * common[k][j]);
      }
    }
  }

  /** How many levels there are. */
  int count() {
    return levels.size();
  }

  /** The figures of the coarsest level. */
  double[][] first() {
    return levels.get(0);
  }

  /** Limits with their errors, a row per output time. */
  Estimate[][] limits() {
    return limits;
  }

  /** What errors are relative to, by figure. */
  double[] sizes() {
    return sizes;
  }

  /** Whether every figure that is held to an accuracy meets it, in its unit. */
  boolean areWithin(double accuracy) {
    for (Estimate[] row : limits) {
      for (int j = 0; j < row.length; j++) {
        double most = accuracy * places.unit(j, sizes[j], row[j].value());
        if (places.isHeldToAccuracy(j) && !(row[j].error() <= most)) {
          return false;
        }
      }
    }
    return true;
  }
}
