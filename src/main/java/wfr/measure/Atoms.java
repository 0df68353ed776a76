package wfr.measure;

/**
 * A finite measure sum_i a_i delta_{x_i} of any mass: what distances between measures of different mass take.
 *
 * @param points x[i][k], coordinate k of atom i
 * @param masses a_i >= 0
 */
public record Atoms(double[][] points, double[] masses) {
  /** Checks the shapes and the numbers. The arrays are shared, not copied: treat them as read-only. */
  public Atoms {
    if (points.length == 0 || points.length != masses.length) {
      throw new IllegalArgumentException(
          "atoms need as many points as masses, at least one: "
              + points.length
              + ", "
              + masses.length);
    }
    for (int i = 0; i < points.length; i++) {
      if (points[i].length == 0 || points[i].length != points[0].length) {
        throw new IllegalArgumentException("atom " + i + " has another dimension than the first");
      }
      for (double x : points[i]) {
        if (!Double.isFinite(x)) {
          throw new IllegalArgumentException("coordinates must be finite: " + x);
        }
      }
      if (!(masses[i] >= 0) || Double.isInfinite(masses[i])) {
        throw new IllegalArgumentException("masses must be >= 0 and finite: " + masses[i]);
      }
    }
  }

  /** One atom on the line. */
  public static Atoms dirac(double mass, double x) {
    return line(new double[] {x}, new double[] {mass});
  }

  /** Atoms on the line. */
  public static Atoms line(double[] x, double[] masses) {
    double[][] points = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      points[i] = new double[] {x[i]};
    }
    return new Atoms(points, masses);
  }

  /** Cell masses at the cell centres. */
  public static Atoms of(GridDensity rho) {
    double[][] points = new double[rho.grid().cells()][rho.dimension()];
    for (int c = 0; c < points.length; c++) {
      rho.grid().centre(c, points[c]);
    }
    return new Atoms(points, rho.cellMasses());
  }

  /** Number of atoms. */
  public int count() {
    return masses.length;
  }

  /** Dimension d. */
  public int dimension() {
    return points[0].length;
  }

  /** Total mass. */
  public double mass() {
    double sum = 0;
    for (double a : masses) {
      sum += a;
    }
    return sum;
  }

  /** Every mass multiplied by a factor. */
  public Atoms scaled(double factor) {
    double[] m = masses.clone();
    for (int i = 0; i < m.length; i++) {
      m[i] *= factor;
    }
    return new Atoms(points, m);
  }

  /** Euclidean distance of atom i to atom j of another measure. */
  public double distance(int i, Atoms other, int j) {
    double[] x = points[i];
    double[] y = other.points[j];
    if (x.length == 1) {
      return Math.abs(x[0] - y[0]);
    }
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += (x[k] - y[k]) * (x[k] - y[k]);
    }
    return Math.sqrt(sum);
  }
}
