package wfr.model;

/**
 * The Ornstein-Uhlenbeck noising dX = -X/2 dt + dW of a Gaussian mixture, run backwards. The law at noising time t is again a mixture,
 *   q_t = sum W_k N(mu_k e^{-t/2}, s_k e^{-t} + 1 - e^{-t}),
 * and with s_t = (log q_t)' the process dY = (Y/2 + (1 + n)/2 s_{T-tau}(Y)) dtau + n^{1/2} dW has the laws q_{T-tau} for every n at least 0 if it starts in q_T.
 * Special cases: n = 1 is the reverse SDE, n = 0 the probability-flow equation.
 * From N(0, 1) in place of q_T walkers carry w_0 = q_T/N(0, 1); E[w_0^2] = int q_T^2/N(0, 1) is finite iff every variance of q_T is below 2.
 * Accuracy: rounding only.   Source: proofs-notes, D10, D10S.
 */
public final class ReverseOu implements TargetPath {
  private final MixtureLaw data;
  private final double horizon;
  private final double noise;
  private final boolean exactStart;
  private final double[] weights;
  private final double[] means;
  private final double[] variances;

  /**
   * A reversal.
   *
   * @param data q_0, in one dimension
   * @param horizon T, above 0
   * @param noise n, at least 0
   * @param exactStart whether walkers start in q_T; otherwise in N(0, 1), weighted
   */
  public ReverseOu(MixtureLaw data, double horizon, double noise, boolean exactStart) {
    if (!(horizon > 0) || Double.isInfinite(horizon)) {
      throw new IllegalArgumentException("reverse time needs a horizon > 0: " + horizon);
    }
    if (!(noise >= 0) || Double.isInfinite(noise)) {
      throw new IllegalArgumentException("noise of reverse time must be >= 0: " + noise);
    }
    if (data.dimension() != 1) {
      throw new IllegalArgumentException(
          "reverse time needs data on the line: dimension " + data.dimension());
    }
    this.data = data;
    this.horizon = horizon;
    this.noise = noise;
    this.exactStart = exactStart;
    weights = data.weights();
    means = data.components().stream().mapToDouble(g -> g.mean()[0]).toArray();
    variances = data.components().stream().mapToDouble(g -> g.covariance()[0][0]).toArray();
  }

  /** q_0. */
  public MixtureLaw data() {
    return data;
  }

  @Override
  public double horizon() {
    return horizon;
  }

  /** n. */
  public double noise() {
    return noise;
  }

  /** Whether walkers start in q_T. */
  public boolean exactStart() {
    return exactStart;
  }

  /** q_t of noising. */
  public MixtureLaw noised(double t) {
    double decay = Math.exp(-0.5 * t);
    double[] m = new double[weights.length];
    double[] v = new double[weights.length];
    for (int k = 0; k < weights.length; k++) {
      m[k] = means[k] * decay;
      v[k] = variance(k, decay);
    }
    return MixtureLaw.of(weights, m, v);
  }

  /** s_k e^{-t} + 1 - e^{-t}, decay = e^{-t/2}. */
  private double variance(int k, double decay) {
    return (variances[k] - 1) * decay * decay + 1;
  }

  /** -log q_{T - tau}. */
  @Override
  public MixtureLaw at(double tau) {
    return noised(Math.max(0, horizon - tau));
  }

  @Override
  public double value(double x, double tau) {
    return at(tau).value(x);
  }

  /** Drift at y and reverse time tau, by the mixture's own sums: no law is built for it. */
  public double drift(double y, double tau) {
    double t = Math.max(0, horizon - tau);
    double decay = Math.exp(-0.5 * t);
    double most = Double.NEGATIVE_INFINITY;
    double total = 0;
    double score = 0;
    for (int k = 0; k < weights.length; k++) {
      double v = variance(k, decay);
      double z = y - means[k] * decay;
      double log = Math.log(weights[k] / Math.sqrt(v)) - 0.5 * z * z / v;
      if (log > most) {
        double rescale = Math.exp(most - log);
        total *= rescale;
        score *= rescale;
        most = log;
      }
      double p = Math.exp(log - most);
      total += p;
      score -= p * z / v;
    }
    return 0.5 * y + 0.5 * (1 + noise) * score / total;
  }

  /** Where walkers start. */
  public InitialLaw start() {
    return exactStart ? at(0) : GaussianLaw.of(0, 1);
  }

  /** log w_0 at y. */
  public double startLogWeight(double y) {
    return exactStart ? 0 : at(0).logDensity(y) - GaussianLaw.of(0, 1).logDensity(y);
  }

  /** E[w_0^2], infinite unless every variance of q_T is below 2. Two components multiply to a Gaussian of precision p = 1/v_1 + 1/v_2 - 1. */
  public double startMoment() {
    if (exactStart) {
      return 1;
    }
    MixtureLaw q = at(0);
    double[] w = q.weights();
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      for (int j = 0; j < w.length; j++) {
        double vi = q.components().get(i).covariance()[0][0];
        double vj = q.components().get(j).covariance()[0][0];
        double mi = q.components().get(i).mean()[0];
        double mj = q.components().get(j).mean()[0];
        double p = 1 / vi + 1 / vj - 1;
        if (!(p > 0)) {
          return Double.POSITIVE_INFINITY;
        }
        double b = mi / vi + mj / vj;
        double exponent = 0.5 * (b * b / p - mi * mi / vi - mj * mj / vj);
        sum += w[i] * w[j] * Math.exp(exponent) / Math.sqrt(vi * vj * p);
      }
    }
    return sum;
  }
}
