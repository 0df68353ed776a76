package wfr.geometry;

/**
 * Cost of logarithmic-entropy transport over a distance d: c = -2 log cos(d/(2 delta)), infinite from d = pi delta on.
 * Special cases: c(0) = 0; c ~ (d/(2 delta))^2 for small d. The measure distance is cut at the angle pi/2, not at the cone's pi.
 * Accuracy: a few ulp relative up to the angle pi/4 (log1p of -sin^2), absolute beyond.   Source: proofs-notes, A2, A1, A3.
 */
public final class ConicCost {
  private final double delta;

  /** The cost of a length scale delta, positive and finite. */
  public ConicCost(double delta) {
    if (!(delta > 0) || Double.isInfinite(delta)) {
      throw new IllegalArgumentException("delta must be > 0 and finite: " + delta);
    }
    this.delta = delta;
  }

  /** Length scale. */
  public double delta() {
    return delta;
  }

  /** c(d). */
  public double of(double d) {
    double angle = d / (2 * delta);
    if (!(angle < Math.PI / 2)) {
      return Double.POSITIVE_INFINITY;
    }
    if (angle <= Math.PI / 4) {
      double s = Math.sin(angle);
      return -Math.log1p(-s * s);
    }
    return -2 * Math.log(Math.cos(angle));
  }
}
