package wfr.model;

import java.util.Arrays;

/** Points of R^d that will be asked for, coordinate by coordinate: it grows. */
public final class PointList {
  /** Points that callers tell at once, about: so many are kept by whoever was told. */
  public static final int MANY = 1 << 14;

  private final double[][] x;
  private int size;

  /** Of dimension d. */
  public PointList(int dimension) {
    x = new double[dimension][64];
  }

  /** Copies a point. */
  public void add(double... point) {
    for (int k = 0; k < x.length; k++) {
      if (size == x[k].length) {
        x[k] = Arrays.copyOf(x[k], 2 * size);
      }
      x[k][size] = point[k];
    }
    size++;
  }

  /** How many. */
  public int size() {
    return size;
  }

  /** Point i into x. */
  public void get(int i, double[] point) {
    for (int k = 0; k < x.length; k++) {
      point[k] = x[k][i];
    }
  }

  /** Tells V about all of them, and forgets them. */
  public void tell(Potential v) {
    v.expect(x, size);
    size = 0;
  }
}
