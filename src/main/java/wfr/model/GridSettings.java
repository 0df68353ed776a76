package wfr.model;

/**
 * How a finite-volume run with equal steps is made.
 *
 * @param cells number of cells, >= 8
 * @param timeStep largest step, > 0; every interval between output times is cut into equal steps not above it
 * @param splitting order of the sub-flows
 * @param transport stepper of the transport half
 */
public record GridSettings(
    int cells, double timeStep, SplittingScheme splitting, TransportScheme transport) {
  /** With implicit Euler. */
  public GridSettings(int cells, double timeStep, SplittingScheme splitting) {
    this(cells, timeStep, splitting, TransportScheme.BACKWARD_EULER);
  }

  /** Checks ranges. */
  public GridSettings {
    if (cells < 8) {
      throw new IllegalArgumentException("grid.cells must be >= 8: " + cells);
    }
    if (!(timeStep > 0) || Double.isInfinite(timeStep)) {
      throw new IllegalArgumentException("grid.time-step must be > 0 and finite: " + timeStep);
    }
  }
}
