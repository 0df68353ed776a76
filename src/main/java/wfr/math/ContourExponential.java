package wfr.math;

/**
 * Nodes and weights of the exponential of an operator whose spectrum is real and at most 0:
 *   e^A v = (1/2 pi i) int e^z (z - A)^{-1} v dz = 2 Re sum_k c_k (z_k - A)^{-1} v,   k = 0 .. N/2 - 1, up to an error,
 * by the trapezoidal rule on the parabola z(theta) = N (0.1309 - 0.1194 theta^2 + 0.2500 i theta), theta_k = (2k + 1) pi/N: N points,
 * conjugate ones folded. N = {@value #POINTS}.
 * Accuracy: 2.85^{-N}, here 3e-15, uniformly over the spectrum, however stiff; rounding about e^{0.1309 N} = 66 ulp.
 * Source: Weideman and Trefethen, Math. Comp. 76 (2007), parabola with their optimal constants.
 */
public final class ContourExponential {
  /** Points on the whole parabola. */
  public static final int POINTS = 32;

  private static final double APEX = 0.1309;
  private static final double BEND = 0.1194;
  private static final double SLOPE = 0.25;

  private ContourExponential() {}

  /** Number of resolvents that are evaluated. */
  public static int size() {
    return POINTS / 2;
  }

  /** {Re z_k, Im z_k}. */
  public static double[] node(int k) {
    double theta = (2 * k + 1) * Math.PI / POINTS;
    return new double[] {POINTS * (APEX - BEND * theta * theta), POINTS * SLOPE * theta};
  }

  /** {Re c_k, Im c_k}, c_k = e^{z_k} z'(theta_k)/(i N). */
  public static double[] weight(int k) {
    double theta = (2 * k + 1) * Math.PI / POINTS;
    double[] z = node(k);
    double size = Math.exp(z[0]);
    double re = size * Math.cos(z[1]);
    double im = size * Math.sin(z[1]);
    // z'/(i N) = (-2 BEND theta + SLOPE i)/i = SLOPE + 2 BEND theta i
    double b = 2 * BEND * theta;
    return new double[] {re * SLOPE - im * b, re * b + im * SLOPE};
  }
}
