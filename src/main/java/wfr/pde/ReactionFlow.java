package wfr.pde;

import wfr.math.LogSumExp;
import wfr.operation.GridOperations.Reaction;

/**
 * Flow of the Fisher-Rao half of the splitting, in closed form, on h = log(rho/pi) per cell:
 *   d_t rho = -lambda rho (h - E_rho h),   h_t = theta h_0 - log sum_j p_j e^{theta h_0j},   theta = exp(-lambda t).
 * Special cases: lambda t = 0 only normalises the mass to 1; t -> inf gives h = 0 (rho = pi); empty cells (h = -inf) stay empty.
 * Accuracy: exact in time; rounding only. h_i - h_j shrinks by exactly theta.
 * Source: proofs-notes, B1, A7, A8, A9, A10, A12D, B2, B6, B8, B9, B10, B10R, B11, F4, G4, G7, G9.
 */
public final class ReactionFlow implements SubFlow {
  private final double[] logMass;
  private final double theta;
  private final double[] terms;

  /**
   * @param logMass log p_i, normalised
   * @param rate lambda t, >= 0
   */
  public ReactionFlow(double[] logMass, double rate) {
    if (!(rate >= 0)) {
      throw new IllegalArgumentException("lambda t must be >= 0: " + rate);
    }
    this.logMass = logMass;
    this.theta = Math.exp(-rate);
    this.terms = new double[logMass.length];
  }

  @Override
  public void advance(double[] h) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < h.length; i++) {
      double l = theta * h[i];
      h[i] = l;
      terms[i] = logMass[i] + l;
      max = Math.max(max, terms[i]);
    }
    double sum = 0;
    for (double t : terms) {
      sum += Math.exp(t - max);
    }
    double logNormaliser = max + Math.log(sum);
    for (int i = 0; i < h.length; i++) {
      h[i] -= logNormaliser;
    }
  }

  /** The flow as a pure function. */
  public static double[] of(Reaction call) {
    double[] h = call.logRatio().clone();
    new ReactionFlow(call.logMass(), call.rate()).advance(h);
    return h;
  }

  /** sum_i p_i e^{h_i}, the mass. */
  public static double mass(double[] logMass, double[] h) {
    double[] l = new double[h.length];
    for (int i = 0; i < l.length; i++) {
      l[i] = logMass[i] + h[i];
    }
    return Math.exp(LogSumExp.of(l));
  }
}
