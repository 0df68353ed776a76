package wfr.math;

/**
 * A number with its absolute error: the truth is claimed to lie in [value - error, value + error]
 * (grid: discretisation and truncation; particles: one standard error plus time-step bias).
 *
 * @param value the reported figure
 * @param error its absolute error, >= 0, infinity when unknown
 */
public record Estimate(double value, double error) {
  /** Rejects NaN values and negative or NaN errors. */
  public Estimate {
    if (Double.isNaN(value) || !(error >= 0)) {
      throw new IllegalArgumentException(
          "an estimate needs a number and an error >= 0: " + value + " +- " + error);
    }
  }

  /** A figure known exactly. */
  public static Estimate exact(double value) {
    return new Estimate(value, 0);
  }
}
