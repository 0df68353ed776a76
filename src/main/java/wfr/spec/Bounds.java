package wfr.spec;

/**
 * Where bounds of deterministic checks come from: a count of roundings times the unit roundoff, or the effect to be excluded.
 * Claims derive theirs here and in their note; no check carries a number fitted to an outcome.
 */
public final class Bounds {
  /** Spacing of doubles at 1. */
  public static final double ULP = Math.ulp(1.0);

  private Bounds() {}

  /** Sum of n roundings of quantities of size scale, with the usual factor 4 for the constants of backward error analysis. */
  public static double rounding(double n, double scale) {
    return 4 * n * ULP * Math.max(1, scale);
  }
}
