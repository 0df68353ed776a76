package wfr.statistics;

import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/**
 * The empirical distribution function F_n of n independent draws against a law F, by d = sup |F_n - F|:
 *   P(d {@literal >} e) {@literal <=} 2 exp(-2 n e^2)   for every F, also with jumps.
 * A supremum over some points only is smaller, so the bound holds for it as well.
 *
 * <p>Power: let the draws have the law G with |G - F| = delta at x. No alarm at radius r needs |F_n(x) - F(x)| {@literal <=} r, that is a deviation of F_n(x) from G(x)
 * by delta - r to one side, of probability at most exp(-2 n (delta - r)^2) (Hoeffding): delta = r(alpha) + (log(1/beta)/(2n))^{1/2} suffices.
 *
 * <p>Source: Massart, The tight constant in the Dvoretzky-Kiefer-Wolfowitz inequality, Ann. Probab. 18 (1990). Exact null law for continuous F: Marsaglia, Tsang and Wang,
 * J. Stat. Softw. 8 (2003).
 */
public final class DkwBand implements Power {
  /** Radius of the band at level alpha. */
  public static double radius(long n, double alpha) {
    return Math.sqrt(Math.log(2 / alpha) / (2.0 * n));
  }

  /** p-value of a distance. */
  public static double pValue(long n, double distance) {
    return Math.min(1, 2 * Math.exp(-2.0 * n * distance * distance));
  }

  /** Exact p-value of a distance for a continuous law and at most some hundred draws; absolute accuracy near 1e-13. */
  public static double exactPValue(int n, double distance) {
    return Math.max(0, 1 - new KolmogorovSmirnovTest().cdf(Math.min(1, distance), n));
  }

  /** sup |F_n - F| from the values F(x_i) of the sorted draws, for continuous F. */
  public static double distance(double[] sortedProbabilities) {
    int n = sortedProbabilities.length;
    double d = 0;
    for (int i = 0; i < n; i++) {
      double u = sortedProbabilities[i];
      double here = Math.max(u - (double) i / n, (i + 1.0) / n - u);
      d = here <= d ? d : here; // NaN stays
    }
    return d;
  }

  @Override
  public double detectable(long n, double alpha, double beta) {
    return radius(n, alpha) + Math.sqrt(Math.log(1 / beta) / (2.0 * n));
  }
}
