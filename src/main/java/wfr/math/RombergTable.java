package wfr.math;

import java.util.ArrayList;
import java.util.List;

/**
 * Richardson extrapolation of a sequence whose error expands in powers of h = 2^{-l}: with exponents p_1, p_2, ...
 *   T_{l,0} = figure at level l,   T_{l,k} = T_{l,k-1} + (T_{l,k-1} - T_{l-1,k-1})/(2^{p_k} - 1).
 *
 * <p>The error of entry k of the last row is the least of four. By its parents: the larger difference to T_{l,k-1} and T_{l-1,k-1}, the error of the worse of them, cautious by one order.
 * By its column: with d1 = |T_{l,k} - T_{l-1,k}|, d0 the difference before and r = d1/d0 between 2^{-p_{k+1}} and 0.9,
 *   1.5 max(d1, 2^{-p_{k+1}} d0) r/(1 - r).
 * By the column before, where its d1/d0 is within a factor of two of 2^{-p_k}, so that this entry has removed that power:
 *   1.5 |T_{l,k} - T_{l,k-1}| max(|2^{p_k} d1/d0 - 1|, 2^{-p_{k+1}}).
 * By both parents, where the column two before does so within a quarter: the geometric mean of their differences, because of the better one it cannot be seen that it is so.
 * The last three are at least q = 4 2^{-p_{k+1}} of the change since the estimate of the last level and q^2, at most a 64th, of the change before, if that was not from the very first (levels may agree by chance, at a change of sign). The estimate is
 * the entry whose error is least, of several on one floor the one that the rules put lowest; the rounding of the largest figure is added.
 * With one level the error is infinite: nothing is known.
 * Accuracy: an asymptotic statement, tested on expansions with known truth; it cannot see a feature that every level misses. Source: proofs-notes, G3, G12.
 */
public final class RombergTable {
  /** Relative to the largest figure, of all errors. */
  public static final double ROUNDING = 256 * Math.ulp(1.0);

  private static final double SAFETY = 1.5;
  private static final double SLOWEST = 0.9;

  /** By how much less than its order says a level may have gained where levels agree by chance. */
  private static final double AGREEMENT = 4;

  private static final double MOST_BEFORE = 1.0 / 64;

  /** Of a column that goes on as its power says. */
  private static final double CLOSE = 1.0 / 4;

  private final double[] exponents;

  /** Row l: T_{l,0}, T_{l,1}, ... */
  private final List<double[]> rows = new ArrayList<>();

  /** What was estimated at every level. */
  private final List<Double> estimates = new ArrayList<>();

  private double error = Double.POSITIVE_INFINITY;
  private double largest;

  /** What was stated before the last level. */
  private double previous = Double.POSITIVE_INFINITY;

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
    largest = Math.max(largest, Math.abs(figure));
    int l = rows.size();
    double[] row = new double[Math.min(l, exponents.length) + 1];
    row[0] = figure;
    for (int k = 1; k < row.length; k++) {
      row[k] = row[k - 1] + (row[k - 1] - rows.get(l - 1)[k - 1]) / (ratio(k - 1) - 1);
    }
    rows.add(row);
    estimates.add(choose());
  }

  /** 2^p of column k's error; columns beyond the exponents are taken to have the last one's. */
  private double ratio(int k) {
    return Math.pow(2, exponents[Math.min(k, exponents.length - 1)]);
  }

  /** The entry of the last row with the least error, which is kept. */
  private double choose() {
    int l = rows.size() - 1;
    double[] row = rows.get(l);
    int best = 0;
    previous = error;
    error = Double.POSITIVE_INFINITY;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < row.length; k++) {
      double columns = byColumns(l, k);
      double e = Math.min(byParents(l, k), Math.max(columns, floor(l, k)));
      // of entries on one floor, the one that stands furthest below it
      if (e < error || e == error && columns < least) {
        error = e;
        least = columns;
        best = k;
      }
    }
    return row[best];
  }

  /** The larger of the differences to the two entries that an entry is made of: the error of the worse of them. */
  private double byParents(int l, int k) {
    return k == 0
        ? Double.POSITIVE_INFINITY
        : Math.max(
            Math.abs(rows.get(l)[k] - rows.get(l)[k - 1]),
            Math.abs(rows.get(l)[k] - rows.get(l - 1)[k - 1]));
  }

  /** By how its own column, or the one before, goes on; with its floors. */
  private double byColumns(int l, int k) {
    double e = Double.POSITIVE_INFINITY;
    if (l > 1 && k < rows.get(l - 2).length) {
      double r = Math.min(SLOWEST, Math.max(1 / ratio(k), seen(l, k)));
      e = SAFETY * Math.max(last(l, k), last(l - 1, k) / ratio(k)) * r / (1 - r);
    }
    if (l > 1 && k > 0 && k - 1 < rows.get(l - 2).length) {
      double off = off(l, k - 1);
      if (off <= 2 && off >= 0.5) {
        double correction = Math.abs(rows.get(l)[k] - rows.get(l)[k - 1]);
        double share = Math.max(Math.abs(off - 1), 1 / ratio(k));
        e = Math.min(e, SAFETY * correction * share);
      }
    }
    if (l > 1 && k > 1 && k - 2 < rows.get(l - 2).length && Math.abs(off(l, k - 2) - 1) <= CLOSE) {
      double better = Math.abs(rows.get(l)[k] - rows.get(l)[k - 1]);
      e = Math.min(e, Math.sqrt(better * Math.abs(rows.get(l)[k] - rows.get(l - 1)[k - 1])));
    }
    return e;
  }

  /** What the last changes of the estimate say at least. */
  private double floor(int l, int k) {
    if (l < 2) {
      return 0;
    }
    double left = AGREEMENT / ratio(k);
    double change = Math.abs(rows.get(l)[k] - estimates.get(l - 1));
    double now = change > previous ? change : Math.min(1, left) * change;
    // the first estimate is a figure as it came, of the lowest order
    double before = l > 2 ? Math.abs(estimates.get(l - 1) - estimates.get(l - 2)) : 0;
    return Math.max(now, Math.min(MOST_BEFORE, left * left) * before);
  }

  /** By what factor a column goes on as its power says. */
  private double off(int l, int k) {
    return ratio(k) * seen(l, k);
  }

  /** Ratio of the last two differences of a column. */
  private double seen(int l, int k) {
    return last(l, k) == 0 ? 0 : last(l, k) / last(l - 1, k);
  }

  private double last(int l, int k) {
    return Math.abs(rows.get(l)[k] - rows.get(l - 1)[k]);
  }

  /** The extrapolated figure with its error. */
  public Estimate estimate() {
    double value = estimates.get(estimates.size() - 1);
    return new Estimate(value, error + ROUNDING * largest);
  }
}
