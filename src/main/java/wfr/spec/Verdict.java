package wfr.spec;

/** Outcome of a check. Only SUPPORTED is a pass. */
public enum Verdict {
  /** Within the bound. */
  SUPPORTED,
  /** Outside the bound. */
  REFUTED,
  /** Too little power to tell. */
  INCONCLUSIVE
}
