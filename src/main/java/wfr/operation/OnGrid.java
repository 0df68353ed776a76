package wfr.operation;

/** A call that speaks of a grid of some axes. */
public interface OnGrid {
  /** Number of axes. */
  int axes();
}
