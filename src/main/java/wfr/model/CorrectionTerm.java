package wfr.model;

/**
 * The explicit correction term: the weight rate that restores a prescribed path of densities e^{-U_t} for any drift. For dX = (-D U' + b) dt + sqrt(2D) dW
 *   (log w)' = -d_t U + div b - b . grad U    gives    E[w_t f(X_t)] = int f e^{-U_t}/Z_0,  E[w_t] = Z_t/Z_0,
 * if X_0 ~ e^{-U_0}/Z_0. Any b does (gauge freedom): b chooses the variance of the weights, not the law.
 * Special cases: b = 0 is Jarzynski's equality; U constant in time and b = 0 has no weights; b = g^2 e with U = -log q is a wrong score s + e, rate
 * g^2 (div e + e . s); products prod q_i^{a_i} of reverse-time densities: rate (sum a - 1) div f + (g^2/2)(|sum a s|^2 - sum a |s|^2).
 * Accuracy: exact in continuous time.   Source: proofs-notes, D7, D7A, D8, D9, D7G, D15.
 */
public final class CorrectionTerm {
  private CorrectionTerm() {}

  /**
   * -d_t U + div b - b U'.
   *
   * @param timeDerivative d_t U
   * @param divergence div b
   * @param drift b, beside -D U'
   * @param slope U'
   */
  public static double rate(double timeDerivative, double divergence, double drift, double slope) {
    return -timeDerivative + divergence - drift * slope;
  }

  /**
   * Rate towards prod q_i^{a_i} with drift -f + g^2 sum a_i s_i in reverse time.
   *
   * @param powers a_i
   * @param scores s_i = (log q_i)'
   * @param divergence div f
   * @param noise g^2
   */
  public static double productRate(
      double[] powers, double[] scores, double divergence, double noise) {
    double total = 0;
    double mean = 0;
    double squares = 0;
    for (int i = 0; i < powers.length; i++) {
      total += powers[i];
      mean += powers[i] * scores[i];
      squares += powers[i] * scores[i] * scores[i];
    }
    return (total - 1) * divergence + 0.5 * noise * (mean * mean - squares);
  }

  /** Rate g^2 (div e + e s) that repairs the score s + e. */
  public static double wrongScoreRate(double noise, double divergence, double error, double score) {
    return noise * (divergence + error * score);
  }
}
