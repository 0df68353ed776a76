package wfr.math;

/**
 * Richardson extrapolation of a sequence whose error expands in powers of h = 2^{-l}: with exponents p_1, p_2, ...
 *   T_{l,0} = figure at level l,   T_{l,k} = T_{l,k-1} + (T_{l,k-1} - T_{l-1,k-1})/(2^{p_k} - 1).
 *
 * <p>The estimate is the entry of the last row, k >= 1, that differs least from its two parents T_{l,k-1} and T_{l-1,k-1}; its error is the larger
 * of those differences (which estimates the error of the worse parent, so it is cautious by one order), plus a rounding floor.
 * With one level the error is infinite: nothing is known.
 * Accuracy: an asymptotic statement, tested on expansions with known truth; it cannot see a feature that every level misses. Source: proofs-notes, G3, G12.
 */
public final class RombergTable {
  private static final double ROUNDING = 256 * Math.ulp(1.0);

  private final double[] exponents;
  private double[] last = {};
  private double[] previous = {};

  /** Exponents p_1, p_2, ... of the error expansion; columns beyond them are not formed. */
  public RombergTable(double... exponents) {
    this.exponents = exponents.clone();
  }

  /** The limit of figures at levels 0, 1, ... */
  public static Estimate limit(double[] exponents, double[] figures) {
    RombergTable table = new RombergTable(exponents);
    for (double figure : figures) {
      table.add(figure);
    }
    return table.estimate();
  }

  /** Adds the figure of the next finer level; one that is not a number is refused: the columns that it spoils would never be chosen. */
  public void add(double figure) {
    if (Double.isNaN(figure)) {
      throw new ArithmeticException("a figure of an extrapolation is not a number");
    }
    previous = last;
    last = new double[Math.min(previous.length, exponents.length) + 1];
    last[0] = figure;
    for (int k = 1; k < last.length; k++) {
      last[k] = last[k - 1] + (last[k - 1] - previous[k - 1]) / (Math.pow(2, exponents[k - 1]) - 1);
    }
  }

  /** The extrapolated figure with its error. */
  public Estimate estimate() {
    int best = 0;
    double error = Double.POSITIVE_INFINITY;
    for (int k = 1; k < last.length; k++) {
      double e = Math.max(Math.abs(last[k] - last[k - 1]), Math.abs(last[k] - previous[k - 1]));
      if (e < error) {
        error = e;
        best = k;
      }
    }
    double floor = ROUNDING * Math.max(1, Math.abs(last[best]));
    return new Estimate(last[best], error + floor);
  }
}
