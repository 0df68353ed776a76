package wfr.reference;

import java.util.List;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.measure.PlaneGrid;
import wfr.model.GridSettings;

/**
 * A finite-volume solution in the plane with error estimates.
 *
 * @param settings cells per axis and step of the finest run
 * @param summaries figures at the output times
 * @param cells the cells on which densities are shown: those of the finest run, or blocks of them
 * @param densities cell averages at the output times, x running fastest
 * @param densityErrors error of each cell average, same order
 * @param massOutsideInitial mass of rho_0 outside the box (line only)
 * @param massOutsideTarget mass of pi outside the box (line only)
 * @param massDefect largest |mass - 1| seen after a transport step of that run, before anything was normalised
 * @param steps time steps of the finest run
 * @param limitedSteps sweeps in which the flux limiter acted
 * @param warnings one line each
 */
public record PlaneResult(
    GridSettings settings,
    List<MeasureSummary> summaries,
    PlaneGrid cells,
    List<double[]> densities,
    List<double[]> densityErrors,
    double massOutsideInitial,
    double massOutsideTarget,
    double massDefect,
    long steps,
    long limitedSteps,
    List<String> warnings) {
  /** Masses of {@link PlaneBins} at output number k. */
  public List<Estimate> bins(int k) {
    return PlaneBins.of(cells.x(), cells.y(), densities.get(k), densityErrors.get(k));
  }
}
