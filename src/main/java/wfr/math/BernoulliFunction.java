package wfr.math;

/**
 * B(z) = z/(e^z - 1), the weight of the Scharfetter-Gummel flux.
 * Special cases: B(0) = 1; B(-z) = B(z) + z; B(z) -> 0 as z -> inf; B(z) ~ -z as z -> -inf.
 * Accuracy: within 3 ulp through expm1 (the quotient z/expm1(z) is well conditioned); logOf keeps the logarithm of B where B underflows.
 * Source: Scharfetter and Gummel 1969; proofs-notes, G1.
 */
public final class BernoulliFunction {
  /** Below it 1 - B loses digits, and a series of four terms has them. */
  private static final double SMALL = 0.1;

  private BernoulliFunction() {}

  /** B(z). */
  public static double of(double z) {
    if (z == 0) {
      return 1;
    }
    return z > 700 ? z * Math.exp(-z) : z / Math.expm1(z);
  }

  /**
   * log of (1 - B(a))/a = int_0^1 e^{a (z - 1)} (1 - e^{-a z})/(1 - e^{-a}) dz, which is between 0 and 1, 1/2 at a = 0, and its complement at -a. Within 1e-14, absolute.
   */
  public static double logComplement(double a) {
    if (Math.abs(a) < SMALL) {
      double q = a * a;
      return Math.log(0.5 - a * (1.0 / 12 - q * (1.0 / 720 - q * (1.0 / 30240 - q / 1209600))));
    }
    if (Math.abs(a) < 40) {
      return Math.log((1 - of(a)) / a);
    }
    return a > 0 ? -Math.log(a) : Math.log1p(1 / a);
  }

  /** log B(z), finite for every finite z. */
  public static double logOf(double z) {
    if (Math.abs(z) < 40) { // e^{-40} is below the rounding of every term
      return Math.log(of(z));
    }
    return z > 0 ? Math.log(z) - z : Math.log(-z);
  }
}
