package wfr.reference;

/** Receives word of how far a long computation is; called from any thread, must be cheap and never throw. */
@FunctionalInterface
public interface Progress {
  /** Nobody listens. */
  Progress NONE = (what, fraction) -> {};

  /**
   * Reports progress.
   *
   * @param what the stage, a few words
   * @param fraction done so far of the whole, in [0, 1]
   */
  void at(String what, double fraction);
}
