package wfr.statistics;

/**
 * The expectation of draws in [0, 1] against m by betting, valid whenever one stops: four gamblers start with 1/4 each and stake on both signs, two of them a constant bet, two of them
 * a bet made from the past,
 *   K_t = (1/4) sum prod_{i {@literal <=} t} (1 +- lambda_i (x_i - m)),   p-value = 1/max_{s {@literal <=} t} K_s.
 * If every draw has conditional expectation m given the past, K is a nonnegative martingale of mean 1 (each factor has conditional mean 1, each bet is made before its draw), and
 * P(max K {@literal >=} 1/alpha) {@literal <=} alpha by Ville.
 *
 * <p>Bets: with the horizon n and L = log(4/alpha), lambda = min(1/2, (L/(n sigma^2))^{1/2}) constant; plug-in (2 log(2/alpha)/(n s_{t-1}^2))^{1/2}, at most half of the
 * largest bet that keeps wealth positive, s_t^2 = (1/4 + sum (x_i - mu_i)^2)/(t + 1), mu_t = (1/2 + sum x_i)/(t + 1).
 *
 * <p>Power of the constant gambler alone, for independent draws of expectation m +- delta and standard deviation at most sigma: log(1 + y) {@literal >=} y - y^2 for |y| {@literal <=} 1/2, and
 * z = lambda (x - m) - lambda^2 (x - m)^2 is a function of x with slope at most s = lambda (1 + 2 lambda), hence within s and of variance at most s^2 sigma^2, so that by
 * Bernstein log K_n {@literal >=} log(1/4) + n (lambda delta - lambda^2 (sigma^2 + delta^2) - e) except with probability beta; delta is the smaller root of
 *   lambda^2 delta^2 - lambda delta + lambda^2 sigma^2 + e + L/n = 0.
 *
 * <p>Source: Waudby-Smith and Ramdas, Estimating means of bounded random variables by betting, JRSS B 86 (2024), sections 3 and 4.
 *
 * @param mean m, in (0, 1)
 * @param deviation sigma, on which the power rests, not the validity; in (0, 1/2]
 */
public record HedgedBetting(double mean, double deviation) implements Power {
  /** Refuses what no law on [0, 1] has. */
  public HedgedBetting {
    if (!(mean > 0 && mean < 1 && deviation > 0 && deviation <= 0.5)) {
      throw new IllegalArgumentException(
          "mean must lie in (0, 1), deviation in (0, 0.5]: " + mean + ", " + deviation);
    }
  }

  /** The constant bet. */
  double bet(long n, double alpha) {
    return Math.min(0.5, Math.sqrt(Math.log(4 / alpha) / n) / deviation);
  }

  /** The process for a horizon of n draws at level alpha, which tune the bets only. */
  public BettingProcess process(long n, double alpha) {
    return new BettingProcess(mean, bet(n, alpha), 2 * Math.log(2 / alpha) / n);
  }

  @Override
  public double detectable(long n, double alpha, double beta) {
    double lambda = bet(n, alpha);
    double slope = lambda * (1 + 2 * lambda);
    double v = slope * slope * deviation * deviation;
    double cost =
        lambda * lambda * deviation * deviation
            + EmpiricalBernstein.known(n, v, slope, beta)
            + Math.log(4 / alpha) / n;
    // 2 cost/(1 + sqrt(1 - 4 cost))/lambda is the smaller root without cancellation
    return 4 * cost > 1
        ? Double.POSITIVE_INFINITY
        : 2 * cost / (lambda * (1 + Math.sqrt(1 - 4 * cost)));
  }
}
