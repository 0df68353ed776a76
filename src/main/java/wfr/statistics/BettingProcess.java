package wfr.statistics;

import wfr.math.LogSumExp;

/** Wealth of the four gamblers of {@link HedgedBetting}, draw after draw, carried as logarithms. */
public final class BettingProcess {
  private final double mean;
  private final double constant;
  private final double scale;

  /** Constant bet up and down, plug-in up and down. */
  private final double[] logWealth = new double[4];

  private long count;
  private double sum;
  private double squares;
  private double largest = 1;

  BettingProcess(double mean, double constant, double scale) {
    this.mean = mean;
    this.constant = constant;
    this.scale = scale;
  }

  /** Takes one draw. */
  public void add(double x) {
    if (!(x >= 0 && x <= 1)) {
      throw new IllegalArgumentException("a draw must lie in [0, 1], is " + x);
    }
    double plugIn = Math.sqrt(scale * (count + 1) / (0.25 + squares));
    double y = x - mean;
    logWealth[0] += Math.log1p(constant * y);
    logWealth[1] += Math.log1p(-constant * y);
    logWealth[2] += Math.log1p(Math.min(plugIn, 0.5 / mean) * y);
    logWealth[3] += Math.log1p(-Math.min(plugIn, 0.5 / (1 - mean)) * y);
    count++;
    sum += x;
    double d = x - (0.5 + sum) / (count + 1);
    squares += d * d;
    largest = Math.max(largest, wealth());
  }

  /** K_t, an e-value at every time at which one stops. */
  public double wealth() {
    return Math.exp(LogSumExp.of(logWealth)) / logWealth.length;
  }

  /** 1/max K: a p-value at every time at which one stops. */
  public double pValue() {
    return 1 / largest;
  }
}
