package wfr.particle;

import wfr.measure.Weights;
import wfr.operation.WeightOperations.KillLogWeights;
import wfr.operation.WeightOperations.MeanLogRatio;
import wfr.operation.WeightOperations.UpdateLogWeights;

/**
 * Feynman-Kac weights of one step. Of the Fisher-Rao half:
 *   d log w_i = -lambda (h(X_i) - E_rho h) dt,   h = log(rho/pi).
 * log Z of pi = exp(-V)/Z cancels in h - E h, so h is taken as log rho + V. One step freezes h at its beginning. Of a killing rate k: d log w = -k dt, by a quadrature rule.
 * Special cases: lambda = 0 or dt = 0 leaves the weights; adding a constant to V leaves them up to rounding.
 * The mean is subtracted, not normalised away: E[w] = 1 is a claim of its own.
 * Accuracy: first order in dt (explicit Euler of the log-weight).   Source: proofs-notes, D6, D6N, D6P, D13, D14, E4B, E7, E7N, E7S, E8.
 */
public final class WeightFlow {
  private WeightFlow() {}

  /** log w - lambda dt (log rho + V - mean). */
  public static Weights update(UpdateLogWeights call) {
    double rate = call.lambda() * call.dt();
    if (rate == 0) {
      return call.logWeights(); // 0 times an infinite h is not a change
    }
    double[] change = new double[call.logRho().length];
    for (int i = 0; i < change.length; i++) {
      change[i] = -rate * (call.logRho()[i] + call.potential()[i] - call.mean());
    }
    return call.logWeights().plus(change);
  }

  /** Weighted mean of log rho + V. */
  public static double meanLogRatio(MeanLogRatio call) {
    double[] h = new double[call.logRho().length];
    for (int i = 0; i < h.length; i++) {
      h[i] = call.logRho()[i] + call.potential()[i];
    }
    return call.logWeights().mean(h);
  }

  /** log w - int k over one step. */
  public static Weights kill(KillLogWeights call) {
    double a = call.rule().start() * call.dt();
    double b = call.rule().end() * call.dt();
    double[] change = new double[call.start().length];
    for (int i = 0; i < change.length; i++) {
      change[i] = -(a * call.start()[i] + b * call.end()[i]);
    }
    return call.logWeights().plus(change);
  }
}
