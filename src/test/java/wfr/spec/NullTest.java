package wfr.spec;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * A test under its null hypothesis: what it says on one small replicate.
 *
 * @param name of the test, as the report prints it
 * @param law what is drawn
 * @param draws number of draws of a replicate
 * @param valid whether the calibration must accept it; controls are invalid on purpose
 * @param pValue the test
 */
record NullTest(String name, String law, int draws, boolean valid, PValue pValue) {
  /** A p-value, or the level below which a test whose form depends on the level has no alarm. */
  @FunctionalInterface
  interface PValue {
    /** The p-value of the next replicate. */
    double next(UniformRandomProvider random);
  }
}
