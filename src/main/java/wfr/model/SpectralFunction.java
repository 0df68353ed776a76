package wfr.model;

/**
 * An observable that can be enclosed: on [from, to] a polynomial sum c_k x^k, or a trigonometric polynomial with coefficients in the order
 * 1, cos x, sin x, cos 2x, ...; 0 elsewhere.
 *
 * @param name key in the output
 * @param waves trigonometric
 * @param coefficients c_k
 * @param from lower end of the support, inside the domain
 * @param to upper end
 */
public record SpectralFunction(
    String name, boolean waves, double[] coefficients, double from, double to) {
  /** Checks. The array is shared, not copied: treat it as read-only. */
  public SpectralFunction {
    if (!(from <= to) || coefficients.length == 0) {
      throw new IllegalArgumentException(
          name + ": support needs from <= to, and one coefficient: " + from + ", " + to);
    }
  }
}
