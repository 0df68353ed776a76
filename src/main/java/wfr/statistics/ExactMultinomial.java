package wfr.statistics;

import java.util.Arrays;

/**
 * Counts of n independent draws in m cells against the probabilities q, without an asymptotic chi-squared law.
 *
 * <p>For every n: the smallest of the m exact binomial p-values, times m (union bound); a deviation delta of one cell is found as by the binomial test of that
 * cell at alpha/m, which is the power stated.
 *
 * <p>For small n: the sum of the probabilities of all outcomes that are no more probable than the one seen, by enumeration; outcomes that tie up to rounding count.
 */
public final class ExactMultinomial implements Power {
  private static final double TIE = 1 + 1e-12;

  private final double[] q;

  /**
   * @param probabilities of the cells, each in (0, 1), summing to 1
   */
  public ExactMultinomial(double... probabilities) {
    q = probabilities.clone();
    double sum = Arrays.stream(q).sum();
    if (!(Math.abs(sum - 1) <= 1e-12 * q.length) || Arrays.stream(q).anyMatch(p -> !(p > 0))) {
      throw new IllegalArgumentException(
          "probabilities must be positive and sum to 1: " + Arrays.toString(q));
    }
  }

  /** Smallest binomial p-value, times the number of cells. */
  public double pValue(long... counts) {
    long n = Arrays.stream(counts).sum();
    double p = 1;
    for (int i = 0; i < q.length; i++) {
      p = Math.min(p, q.length * new ExactBinomial(q[i]).pValue(counts[i], n));
    }
    return p;
  }

  /** Probability of all outcomes no more probable than this one; the number of outcomes is (n + m - 1 choose m - 1). */
  public double exactPValue(int... counts) {
    int n = Arrays.stream(counts).sum();
    double[] logFactorial = new double[n + 1];
    for (int k = 2; k <= n; k++) {
      logFactorial[k] = logFactorial[k - 1] + Math.log(k);
    }
    double seen = logFactorial[n];
    for (int i = 0; i < q.length; i++) {
      seen += counts[i] * Math.log(q[i]) - logFactorial[counts[i]];
    }
    return Math.min(1, below(0, n, logFactorial[n], Math.exp(seen) * TIE, logFactorial));
  }

  private double below(int cell, int left, double log, double most, double[] logFactorial) {
    if (cell == q.length - 1) {
      double p = Math.exp(log + left * Math.log(q[cell]) - logFactorial[left]);
      return p <= most ? p : 0;
    }
    double sum = 0;
    for (int k = 0; k <= left; k++) {
      double next = log + k * Math.log(q[cell]) - logFactorial[k];
      sum += below(cell + 1, left - k, next, most, logFactorial);
    }
    return sum;
  }

  /** Smallest deviation that is found in whichever cell it occurs. */
  @Override
  public double detectable(long n, double alpha, double beta) {
    return Arrays.stream(q)
        .map(p -> new ExactBinomial(p).detectable(n, alpha / q.length, beta))
        .max()
        .orElseThrow();
  }
}
