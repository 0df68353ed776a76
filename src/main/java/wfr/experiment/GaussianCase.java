package wfr.experiment;

import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.WfrProblem;

/** The Gaussian pair of R2 and R3: pi = N(1, 5), rho_0 = N(0, 1), lambda = 1. */
final class GaussianCase {
  static final GaussianLaw TARGET = GaussianLaw.of(1, 5);
  static final GaussianLaw START = GaussianLaw.of(0, 1);
  static final double LAMBDA = 1;

  /** Eight standard deviations of the target either way. */
  private static final double LOWER = -17;

  private static final double UPPER = 19;

  private GaussianCase() {}

  static WfrProblem problem() {
    return new WfrProblem(
        TARGET, START, Domain.interval(LOWER, UPPER, Domain.Boundary.LINE), LAMBDA, 1);
  }

  /** The published reaction for a step h. */
  static SplitWalk.Reaction reaction(double h) {
    return Reactions.transition(LAMBDA, MixtureDensity.binned(2 * h, LOWER, UPPER));
  }

  /**
   * Law of the published scheme for N to infinity after n steps h: an Euler-Maruyama step m -> m - h (m - m*)/s, c -> (1 - h/s)^2 c + 2h, then the exact Fisher-Rao step, affine
   * in 1/c and in m/c. The transition mixture has no smoothing bias, so nothing else enters.
   */
  static GaussianLaw scheme(double h, int n) {
    double s = TARGET.covariance()[0][0];
    double target = TARGET.mean()[0];
    double m = START.mean()[0];
    double c = START.covariance()[0][0];
    double theta = Math.exp(-LAMBDA * h);
    for (int k = 0; k < n; k++) {
      m -= h * (m - target) / s;
      c = (1 - h / s) * (1 - h / s) * c + 2 * h;
      double precision = theta / c + (1 - theta) / s;
      m = (theta * m / c + (1 - theta) * target / s) / precision;
      c = 1 / precision;
    }
    return GaussianLaw.of(m, c);
  }
}
