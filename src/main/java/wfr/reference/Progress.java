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
   * @param fraction done so far of the work that is known, in [0, 1]; it may begin anew; NaN where how much there is to do is not known
   */
  void at(String what, double fraction);

  /** A stage of work whose end is not known. */
  default void stage(String what) {
    at(what, Double.NaN);
  }

  /** What is said to it, with a few words before. */
  default Progress within(String whole) {
    return (what, fraction) -> at(whole + ": " + what, fraction);
  }
}
