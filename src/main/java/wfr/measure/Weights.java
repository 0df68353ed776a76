package wfr.measure;

import java.util.Arrays;

/**
 * Weights w_i = e^{l_i} of N particles by their logarithms l, with everything that is read off them:
 *   W_i = w_i/sum w,   ESS = (sum w)^2/sum w^2 = 1/sum W^2,   log mean = log((1/N) sum w).
 * After a resampling all are the mean weight, which keeps the mass. Special cases: an entry -infinity is a particle without weight.
 * Accuracy: the exponentials are taken relative to the largest logarithm, so that nothing overflows, and a common shift s of all l costs its own rounding,
 * ulp(s), and no more; sums of N terms to N/4 ulp.
 * Source: proofs-notes, E2, E3, E7R, E8.
 */
public final class Weights {
  private final double[] log;

  /** Made when it is first asked for; a race makes it twice. */
  private Linear linear;

  /** w_i = e^{l_i - shift}, shift the largest l, with sum w and sum w^2. */
  private record Linear(double[] w, double shift, double sum, double squares) {}

  private Weights(double[] log) {
    this.log = log;
  }

  /** From logarithms, which are copied. */
  public static Weights of(double[] logWeights) {
    return new Weights(logWeights.clone());
  }

  /** N weights of one logarithm. */
  public static Weights equal(int n, double logWeight) {
    double[] l = new double[n];
    Arrays.fill(l, logWeight);
    return new Weights(l);
  }

  /** N. */
  public int count() {
    return log.length;
  }

  /** Logarithms (a copy). */
  public double[] log() {
    return log.clone();
  }

  /** Logarithm of one weight. */
  public double log(int i) {
    return log[i];
  }

  /**
   * Weights relative to the largest, e^{l_i - max l}: read-only.
   *
   * @throws ArithmeticException where the largest logarithm is not finite
   */
  public double[] relative() {
    return linear().w();
  }

  private Linear linear() {
    if (linear == null) {
      double max = Double.NEGATIVE_INFINITY;
      for (double l : log) {
        max = Math.max(max, l);
      }
      if (!Double.isFinite(max)) {
        throw new ArithmeticException(
            "weights cannot be normalised: their largest logarithm must be finite: " + max);
      }
      double[] w = new double[log.length];
      for (int i = 0; i < w.length; i++) {
        w[i] = Math.exp(log[i] - max);
      }
      double[] parts = new double[8]; // four of each sum, of which none waits for the one before
      for (int i = 0; i < w.length; i++) {
        parts[i & 3] += w[i];
        parts[4 + (i & 3)] += w[i] * w[i];
      }
      linear =
          new Linear(
              w,
              max,
              parts[0] + parts[1] + (parts[2] + parts[3]),
              parts[4] + parts[5] + (parts[6] + parts[7]));
    }
    return linear;
  }

  /** W, summing to 1. */
  public double[] normalised() {
    double[] w = relative().clone();
    double total = linear().sum();
    for (int i = 0; i < w.length; i++) {
      w[i] /= total;
    }
    return w;
  }

  /** (sum w)^2/sum w^2, between 1 and N. */
  public double effectiveSampleSize() {
    return linear().sum() * linear().sum() / linear().squares();
  }

  /** log((1/N) sum w). */
  public double logMean() {
    return linear().shift() + Math.log(linear().sum() / log.length);
  }

  /** sum W f. */
  public double mean(double[] f) {
    double[] w = relative();
    double[] parts = new double[4];
    for (int i = 0; i < w.length; i++) {
      parts[i & 3] += w[i] * f[i];
    }
    return (parts[0] + parts[1] + (parts[2] + parts[3])) / linear().sum();
  }

  /** Weights e^{l_i + change_i}. */
  public Weights plus(double[] change) {
    double[] l = new double[log.length];
    for (int i = 0; i < l.length; i++) {
      l[i] = log[i] + change[i];
    }
    return new Weights(l);
  }

  /** What a resampling leaves: every weight the mean weight. */
  public Weights reset() {
    return equal(log.length, logMean());
  }
}
