package wfr.math;

/**
 * A number with its absolute error: the truth is claimed to lie in [value - error, value + error]
 * (grid: discretisation and truncation; particles: one standard error plus the bias of step and population).
 *
 * @param value the reported figure
 * @param error its absolute error, >= 0, infinity when unknown
 */
public record Estimate(double value, double error) {
  /** Admissible difference of two figures in units of the sum of their errors. */
  public static final double AGREEMENT = 6;

  /** A figure of which nothing is known. */
  public static final Estimate UNKNOWN =
      new Estimate(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** Rejects NaN values and negative or NaN errors. */
  public Estimate {
    if (Double.isNaN(value) || !(error >= 0)) {
      throw new IllegalArgumentException(
          "an estimate needs a number and an error >= 0: " + value + " +- " + error);
    }
  }

  /** |a - b| in units of the summed errors; 0 where both errors are 0 and the values equal. */
  public double distance(Estimate other) {
    double difference = Math.abs(value - other.value);
    return difference == 0 ? 0 : difference / (error + other.error);
  }

  /** Whether two figures differ by at most {@link #AGREEMENT} times the sum of their errors; one whose error is unknown contradicts nothing. */
  public boolean agrees(Estimate other) {
    return distance(other) <= AGREEMENT;
  }

  /** A figure known exactly. */
  public static Estimate exact(double value) {
    return new Estimate(value, 0);
  }
}
