package wfr.model;

/**
 * The box in which a problem is solved, and what its boundary means.
 *
 * @param lower lower corner, finite
 * @param upper upper corner, finite, > lower in every coordinate
 * @param boundary the meaning of the boundary
 */
public record Domain(double[] lower, double[] upper, Boundary boundary) {
  /** Meaning of the box. */
  public enum Boundary {
    /** The box truncates R^d; mass outside is reported. */
    LINE,
    /** The box is the space; no flux leaves it. */
    NO_FLUX,
    /** Opposite faces are identified: a torus. */
    PERIODIC
  }

  /** Checks and copies. */
  public Domain {
    if (lower.length == 0 || lower.length != upper.length) {
      throw new IllegalArgumentException(
          "domain needs as many lower as upper ends: " + lower.length + ", " + upper.length);
    }
    lower = lower.clone();
    upper = upper.clone();
    for (int k = 0; k < lower.length; k++) {
      if (!(lower[k] < upper[k]) || Double.isInfinite(upper[k] - lower[k])) {
        throw new IllegalArgumentException(
            "domain needs finite lower < upper: [" + lower[k] + ", " + upper[k] + "]");
      }
    }
  }

  /** An interval. */
  public static Domain interval(double lower, double upper, Boundary boundary) {
    return new Domain(new double[] {lower}, new double[] {upper}, boundary);
  }

  /** Dimension. */
  public int dimension() {
    return lower.length;
  }

  @Override
  public double[] lower() {
    return lower.clone();
  }

  @Override
  public double[] upper() {
    return upper.clone();
  }

  /** Left end in one dimension. */
  public double left() {
    return lower[0];
  }

  /** Right end in one dimension. */
  public double right() {
    return upper[0];
  }
}
