package wfr.experiment;

import wfr.math.Estimate;

/**
 * One number of an experiment.
 *
 * @param quantity what it is
 * @param published as printed; empty where the source prints none
 * @param ours value with one standard error; error 0 where nothing is random
 * @param note a word on the difference, may be empty
 */
public record Row(String quantity, String published, Estimate ours, String note) {
  /** Printed by nobody. */
  static Row own(String quantity, Estimate ours, String note) {
    return new Row(quantity, "", ours, note);
  }

  /** A value without randomness. */
  static Row exact(String quantity, String published, double ours, String note) {
    return new Row(quantity, published, new Estimate(ours, 0), note);
  }

  /** Whether a number was published. */
  public boolean hasPublished() {
    return !published.isEmpty();
  }

  /** The published number; NaN if there is none. */
  public double publishedValue() {
    return hasPublished() ? Double.parseDouble(published) : Double.NaN;
  }
}
