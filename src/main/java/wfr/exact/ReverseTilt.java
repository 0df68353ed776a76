package wfr.exact;

import wfr.model.GaussianLaw;
import wfr.model.MixtureLaw;

/**
 * WFR on top of the reverse SDE of {@link wfr.model.ReverseOu}, whose target moves: d_tau nu = -(b nu)' + nu''/2 - lambda nu (h - E_nu h), h = log(nu/q_{T-tau}). The data drop out,
 *   d_tau h = h''/2 + (h')^2/2 - (y/2) h' - lambda h + c(tau),
 * so a log-ratio a y - b y^2/2 + const stays one: with k = 1 + lambda and r = k/(k + b_0 (1 - e^{-k tau})),
 *   b = b_0 e^{-k tau} r,   a = a_0 e^{-(1/2 + lambda) tau} r,
 * and nu = q_{T-tau} e^{ay - by^2/2}/Z is a mixture again.
 * Special cases: a_0 = b_0 = 0 stays in q; lambda = 0 is the reverse SDE alone.
 * Accuracy: rounding only; b_0 above -k/(1 - e^{-k tau}).   Source: proofs-notes, D10W, D10S.
 */
public final class ReverseTilt {
  private ReverseTilt() {}

  /** {a, b} at reverse time tau. */
  public static double[] at(double a, double b, double lambda, double tau) {
    double k = 1 + lambda;
    double r = k / (k - b * Math.expm1(-k * tau));
    return new double[] {a * Math.exp(-(0.5 + lambda) * tau) * r, b * Math.exp(-k * tau) * r};
  }

  /** The mixture proportional to q e^{ay - by^2/2}. */
  public static MixtureLaw tilted(MixtureLaw q, double a, double b) {
    int n = q.components().size();
    double[] logWeights = new double[n];
    double[] means = new double[n];
    double[] variances = new double[n];
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < n; k++) {
      GaussianLaw g = q.components().get(k);
      double v = g.covariance()[0][0];
      double m = g.mean()[0];
      variances[k] = 1 / (1 / v + b);
      if (!(variances[k] > 0)) {
        throw new IllegalArgumentException("the tilted law is not integrable: b = " + b);
      }
      means[k] = variances[k] * (m / v + a);
      logWeights[k] =
          Math.log(q.weights()[k])
              + 0.5 * Math.log(variances[k] / v)
              + 0.5 * (means[k] * means[k] / variances[k] - m * m / v);
      most = Math.max(most, logWeights[k]);
    }
    double[] weights = new double[n];
    for (int k = 0; k < n; k++) {
      weights[k] = Math.exp(logWeights[k] - most);
    }
    return MixtureLaw.of(weights, means, variances);
  }
}
