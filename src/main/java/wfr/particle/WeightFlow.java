package wfr.particle;

import wfr.math.LogSumExp;

/**
 * Feynman-Kac weights of the Fisher-Rao half:
 *   d log w_i = -lambda (h(X_i) - E_rho h) dt,   h = log(rho/pi).
 * log Z of pi = exp(-V)/Z cancels in h - E h, so h is taken as log rho + V. One step freezes h at its beginning.
 * Special cases: lambda = 0 or dt = 0 leaves the weights; adding a constant to V leaves them up to rounding.
 * The mean is subtracted, not normalised away: E[w] = 1 is a claim of its own.
 * Accuracy: first order in dt (explicit Euler of the log-weight).   Source: proofs-notes, D6.
 */
public final class WeightFlow implements WeightRule {
  @Override
  public void update(
      double[] logWeights,
      int n,
      double[] logRho,
      double[] potential,
      double mean,
      double lambda,
      double dt) {
    double rate = lambda * dt;
    if (rate == 0) {
      return; // 0 times an infinite h is not a change
    }
    for (int i = 0; i < n; i++) {
      logWeights[i] -= rate * (logRho[i] + potential[i] - mean);
    }
  }

  /** Weighted mean of log rho + V. */
  public static double meanLogRatio(double[] logWeights, double[] logRho, double[] potential) {
    double[] w = normalise(logWeights);
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      sum += w[i] * (logRho[i] + potential[i]);
    }
    return sum;
  }

  /** Normalised weights exp(l_i)/sum exp(l), by {@link LogSumExp#normalised}; rejects weights that are all zero or not numbers. */
  public static double[] normalise(double[] logWeights) {
    return LogSumExp.normalised(logWeights);
  }

  /** 1/sum W_i^2. */
  public static double effectiveSampleSize(double[] logWeights) {
    double[] w = normalise(logWeights);
    double squares = 0;
    for (double v : w) {
      squares += v * v;
    }
    return 1 / squares;
  }
}
