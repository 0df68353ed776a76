package wfr.model;

/**
 * One sub-flow of a discrete scheme.
 *
 * @param kind which
 * @param amount dt of transport or lambda dt of reaction, >= 0 and finite
 */
public record SubStep(Kind kind, double amount) {
  /** Transport or reaction. */
  public enum Kind {
    /** Implicit Euler over dt. */
    TRANSPORT,
    /** Power map over lambda dt. */
    REACTION
  }

  /** Checks the amount. */
  public SubStep {
    if (!(amount >= 0) || Double.isInfinite(amount)) {
      throw new IllegalArgumentException("a sub-step must be >= 0 and finite: " + amount);
    }
  }
}
