package wfr.model;

/**
 * An orthonormal basis of R^d as the columns of an orthogonal matrix R: x = R y, y = R' x.
 * Special cases: the identity; a Householder reflection I - 2 v v'/|v|^2.
 * Accuracy: max |R'R - I| at most {@value #TOLERANCE}, so that |x| and gradients keep twelve digits.
 */
public final class OrthogonalFrame {
  private static final double TOLERANCE = 1e-12;

  private final double[][] rows;

  /**
   * The frame with these rows.
   *
   * @param rows R, d x d
   * @throws IllegalArgumentException if R is not square or R'R differs from I
   */
  public OrthogonalFrame(double[][] rows) {
    int d = rows.length;
    if (d == 0) {
      throw new IllegalArgumentException("a frame needs at least one axis");
    }
    this.rows = new double[d][];
    for (int j = 0; j < d; j++) {
      if (rows[j].length != d) {
        throw new IllegalArgumentException(
            "a frame of " + d + " rows needs rows of " + d + " numbers: " + rows[j].length);
      }
      this.rows[j] = rows[j].clone();
    }
    double defect = defect();
    if (!(defect <= TOLERANCE)) {
      throw new IllegalArgumentException(
          "must be orthogonal: max |R'R - I| is " + (float) defect + ", at most 1e-12 may be");
    }
  }

  /** The axes themselves. */
  public static OrthogonalFrame identity(int d) {
    double[][] rows = new double[d][d];
    for (int k = 0; k < d; k++) {
      rows[k][k] = 1;
    }
    return new OrthogonalFrame(rows);
  }

  /**
   * I - 2 v v'/|v|^2.
   *
   * @throws IllegalArgumentException if v is zero, or so large or small that |v|^2 is no number to divide by
   */
  public static OrthogonalFrame householder(double... v) {
    double square = 0;
    for (double c : v) {
      square += c * c;
    }
    if (!(square >= Double.MIN_NORMAL) || Double.isInfinite(square)) {
      throw new IllegalArgumentException("the vector of a reflection needs a length > 0");
    }
    double[][] rows = new double[v.length][v.length];
    for (int j = 0; j < v.length; j++) {
      for (int k = 0; k < v.length; k++) {
        rows[j][k] = (j == k ? 1 : 0) - 2 * v[j] * v[k] / square;
      }
    }
    return new OrthogonalFrame(rows);
  }

  /** d. */
  public int dimension() {
    return rows.length;
  }

  /** R by rows. */
  public double[][] rows() {
    double[][] copy = new double[rows.length][];
    for (int j = 0; j < copy.length; j++) {
      copy[j] = rows[j].clone();
    }
    return copy;
  }

  /** R_jk: coordinate j of axis k. */
  public double entry(int j, int k) {
    return rows[j][k];
  }

  /** Coordinate k of R' x. */
  public double coordinate(int k, double[] x) {
    double sum = 0;
    for (int j = 0; j < rows.length; j++) {
      sum += rows[j][k] * x[j];
    }
    return sum;
  }

  /** R' x into y. */
  public void coordinates(double[] x, double[] y) {
    for (int k = 0; k < rows.length; k++) {
      y[k] = coordinate(k, x);
    }
  }

  /** R y into x. */
  public void point(double[] y, double[] x) {
    for (int j = 0; j < rows.length; j++) {
      double sum = 0;
      for (int k = 0; k < rows.length; k++) {
        sum += rows[j][k] * y[k];
      }
      x[j] = sum;
    }
  }

  /** Coordinate k of R' x for n points, coordinate j of point i at x[j][i], into y. */
  public void coordinate(int k, double[][] x, int n, double[] y) {
    java.util.Arrays.fill(y, 0, n, 0);
    for (int j = 0; j < rows.length; j++) {
      add(rows[j][k], x[j], n, y);
    }
  }

  /** Adds y along axis k to x for n points: x_j += R_jk y. */
  public void addAlong(int k, double[] y, int n, double[][] x) {
    for (int j = 0; j < rows.length; j++) {
      add(rows[j][k], y, n, x[j]);
    }
  }

  private static void add(double factor, double[] from, int n, double[] to) {
    if (factor == 0) {
      return;
    }
    for (int i = 0; i < n; i++) {
      to[i] += factor * from[i];
    }
  }

  /** max |R'R - I|, NaN if an entry is none. */
  private double defect() {
    double worst = 0;
    for (int k = 0; k < rows.length; k++) {
      for (int l = k; l < rows.length; l++) {
        double sum = k == l ? -1 : 0;
        for (double[] row : rows) {
          sum += row[k] * row[l];
        }
        worst = Math.max(worst, Math.abs(sum));
      }
    }
    return worst;
  }
}
