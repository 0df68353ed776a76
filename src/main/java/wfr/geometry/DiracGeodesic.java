package wfr.geometry;

/**
 * The geodesic between a delta_x and b delta_y on the line, |x - y| at most pi delta: a chord in the plane, in polar coordinates with
 * r^2 = mass and angle = position/(2 delta):
 *   z(t) = (1 - t) (sqrt a, 0) + t sqrt b (cos A, sin A),   A = |x - y|/(2 delta),   mass |z|^2,   position x + 2 delta sign(y - x) arg z.
 * Its action int_0^1 (v^2 + delta^2 w^2) m dt = 4 delta^2 int (r^2 angle'^2 + r'^2) dt is 4 delta^2 |z(1) - z(0)|^2 = D^2.
 * Special cases: a = 0 or b = 0 stays at one point with the mass t^2 b; farther apart mass is removed at x and put at y, with no atom on the way.
 * Source: Liero, Mielke and Savare 2016; proofs-notes, A11.
 */
public final class DiracGeodesic {
  private final double a;
  private final double x;
  private final double b;
  private final double y;
  private final double delta;

  /** From mass a at x to mass b at y. */
  public DiracGeodesic(double a, double x, double b, double y, double delta) {
    if (!(Math.abs(x - y) <= Math.PI * delta)) {
      throw new IllegalArgumentException(
          "one atom travels at most pi delta: " + Math.abs(x - y) + " with delta " + delta);
    }
    this.a = a;
    this.x = x;
    this.b = b;
    this.y = y;
    this.delta = delta;
  }

  /** Mass and position at t in [0, 1]. */
  public double[] at(double t) {
    double angle = Math.abs(x - y) / (2 * delta);
    double re = (1 - t) * Math.sqrt(a) + t * Math.sqrt(b) * Math.cos(angle);
    double im = t * Math.sqrt(b) * Math.sin(angle);
    double turned = 2 * delta * Math.atan2(im, re);
    return new double[] {re * re + im * im, x + Math.copySign(turned, y - x)};
  }
}
