package wfr.math;

/**
 * B(z) = z/(e^z - 1), the weight of the Scharfetter-Gummel flux.
 * Special cases: B(0) = 1; B(-z) = B(z) + z; B(z) -> 0 as z -> inf; B(z) ~ -z as z -> -inf.
 * Accuracy: within 3 ulp through expm1 (the quotient z/expm1(z) is well conditioned); logOf keeps the logarithm of B where B underflows.
 * Source: Scharfetter and Gummel 1969; proofs-notes, G1.
 */
public final class BernoulliFunction {
  private BernoulliFunction() {}

  /** B(z). */
  public static double of(double z) {
    if (z == 0) {
      return 1;
    }
    return z > 700 ? z * Math.exp(-z) : z / Math.expm1(z);
  }

  /** log B(z), finite for every finite z. */
  public static double logOf(double z) {
    if (Math.abs(z) < 40) { // e^{-40} is below the rounding of every term
      return Math.log(of(z));
    }
    return z > 0 ? Math.log(z) - z : Math.log(-z);
  }
}
