package wfr.spec;

/**
 * Where bounds of deterministic checks come from: a count of roundings times the unit roundoff, or the effect to be excluded.
 * Claims derive theirs here and in their note; no check carries a number fitted to an outcome.
 */
public final class Bounds {
  /** Spacing of doubles at 1. */
  public static final double ULP = Math.ulp(1.0);

  private Bounds() {}

  /** Sum of n roundings of quantities without a unit of size scale, or 1 if that is larger, with the usual factor 4 for the constants of backward error analysis. */
  public static double rounding(double n, double scale) {
    return relative(n, Math.max(1, scale));
  }

  /** The same of quantities that have a unit, in which 1 says nothing. */
  public static double relative(double n, double scale) {
    return 4 * n * ULP * scale;
  }
}
