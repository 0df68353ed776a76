package wfr.model;

import java.util.Collections;
import java.util.List;

/**
 * The box in which a problem is solved, and what the ends of every axis mean.
 *
 * @param lower lower corner, finite
 * @param upper upper corner, finite, > lower in every coordinate
 * @param boundary meaning of the ends, one per axis
 */
public record Domain(double[] lower, double[] upper, List<Boundary> boundary) {
  /** Meaning of the two ends of an axis. */
  public enum Boundary {
    /** The box truncates R; mass outside is reported. */
    LINE,
    /** The interval is the space; no flux leaves it. */
    NO_FLUX,
    /** The ends are identified: a circle. */
    PERIODIC
  }

  /** Checks and copies. */
  public Domain {
    if (lower.length == 0 || lower.length != upper.length || lower.length != boundary.size()) {
      throw new IllegalArgumentException(
          "domain needs as many lower as upper ends and boundaries: "
              + lower.length
              + ", "
              + upper.length
              + ", "
              + boundary.size());
    }
    boundary = List.copyOf(boundary);
    lower = lower.clone();
    upper = upper.clone();
    for (int k = 0; k < lower.length; k++) {
      if (!(lower[k] < upper[k]) || Double.isInfinite(upper[k] - lower[k])) {
        throw new IllegalArgumentException(
            "domain needs finite lower < upper: [" + lower[k] + ", " + upper[k] + "]");
      }
    }
  }

  /** A box with one meaning of all ends. */
  public Domain(double[] lower, double[] upper, Boundary boundary) {
    this(lower, upper, Collections.nCopies(lower.length, boundary));
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

  /** Meaning of the ends of axis k. */
  public Boundary boundary(int k) {
    return boundary.get(k);
  }

  /** Whether the box truncates an axis, so that there is an outside. */
  public boolean truncates() {
    return boundary.contains(Boundary.LINE);
  }

  /** Whether it truncates every axis: the space is R^d. */
  public boolean isWholeSpace() {
    return boundary.stream().allMatch(b -> b == Boundary.LINE);
  }

  /** Wider by that share of its width at both ends of every axis that it truncates. */
  public Domain widened(double share) {
    double[] a = lower();
    double[] b = upper();
    for (int k = 0; k < a.length; k++) {
      double more = boundary(k) == Boundary.LINE ? share * (b[k] - a[k]) : 0;
      a[k] -= more;
      b[k] += more;
    }
    return new Domain(a, b, boundary);
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
