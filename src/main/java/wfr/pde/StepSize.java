package wfr.pde;

import wfr.math.Exponential;
import wfr.operation.GridOperations.Controlled;
import wfr.operation.GridOperations.StepControl;
import wfr.operation.GridOperations.TemperedNorm;

/**
 * How long a step of {@link ExtrapolatedEuler} may be.
 *   error   max over theta in {1, 1/2, 1/4, .., e^{-lambda (T - t)}} of theta sum_i w_i |R_i - R*_i|,   w_i proportional to p_i e^{theta R_i},
 * R* of the order below: pi^{1-theta} rho^theta is what a cell can still become through the reaction that remains until T, and implicit Euler contracts L1(rho).
 *   length   s clip(0.85 (tol/error)^{1/k}, 0.15, 8); a step that could grow by less than a quarter keeps its length, and its factorisation.
 * Accuracy: of the step itself the estimate is of the order below; rounding of the extrapolation, at most 4e-11, is not counted. Source: proofs-notes, G15.
 */
public final class StepSize {
  private static final double SAFETY = 0.85;
  private static final double LEAST_FACTOR = 0.15;
  private static final double MOST_FACTOR = 8;
  private static final double WORTH = 1.25;
  private static final double ROUNDING = 4e-11;

  /** Below it the weights no longer differ from pi where anything is to be seen. */
  private static final double LEAST_THETA = 0x1p-10;

  /** Differences beyond it are as bad as it is. */
  private static final double MOST_DIFFERENCE = 1e6;

  /** Weights of cells that may be empty. */
  private static final double NOTHING = 1e-300;

  private StepSize() {}

  /** The error. */
  public static double norm(TemperedNorm call) {
    double least = Math.max(LEAST_THETA, call.least());
    double worst = 0;
    double theta = 1;
    while (theta > least) {
      worst = Math.max(worst, norm(call, theta));
      theta /= 2;
    }
    return Math.max(worst, norm(call, least));
  }

  private static double norm(TemperedNorm call, double theta) {
    double[] p = call.logMass();
    double[] a = call.logRatio();
    double[] w = new double[a.length];
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < w.length; c++) {
      w[c] = p[c] + theta * a[c];
      max = Math.max(max, w[c]);
    }
    Exponential.exp(w, max, w);
    double mass = 0;
    double sum = 0;
    for (int c = 0; c < w.length; c++) {
      mass += w[c];
      double difference = Math.abs(a[c] - call.other()[c]);
      sum += w[c] > NOTHING ? w[c] * Math.min(MOST_DIFFERENCE, difference) : 0;
    }
    return theta * sum / mass;
  }

  /** The decision. */
  public static Controlled control(StepControl call) {
    double error = Math.max(0, call.error() - ROUNDING);
    if (Double.isNaN(error)) {
      return new Controlled(false, LEAST_FACTOR * call.dt());
    }
    double wanted = SAFETY * Math.pow(call.tolerance() / error, 1.0 / call.order());
    double factor = Math.min(MOST_FACTOR, Math.max(LEAST_FACTOR, wanted));
    boolean accepted = error <= call.tolerance();
    boolean same = accepted && factor < WORTH;
    return new Controlled(accepted, same ? call.dt() : factor * call.dt());
  }
}
