package wfr.measure;

/**
 * A probability measure as a solver returns it: cell averages on a grid, or weighted atoms. A
 * diagnostic takes a Measure and does not ask who made it.
 */
public sealed interface Measure permits GridDensity, WeightedSample {
  /** Dimension d of the space. */
  int dimension();

  /** Total mass; 1 up to the rounding (or the defect) of whoever made it. */
  double mass();
}
