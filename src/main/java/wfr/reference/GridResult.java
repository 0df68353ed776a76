package wfr.reference;

import java.util.List;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.measure.GridDensity;
import wfr.model.WfrProblem;

/**
 * A finite-volume solution with error estimates.
 *
 * @param problem what was solved
 * @param scheme how the run shown was made
 * @param summaries figures at the output times
 * @param densities at the output times (finest run), on its cells or on blocks of them
 * @param densityErrors error of each cell average, same order
 * @param massOutsideInitial mass of rho_0 outside the box, 0 where that is the space
 * @param massOutsideTarget mass of pi outside the box, 0 where that is the space
 * @param ledger mass and flux bookkeeping of the finest run
 * @param warnings one line each
 * @param errorBudget where the errors come from; empty if that was not told apart
 */
public record GridResult(
    WfrProblem problem,
    Scheme scheme,
    List<MeasureSummary> summaries,
    List<GridDensity> densities,
    List<double[]> densityErrors,
    double massOutsideInitial,
    double massOutsideTarget,
    Ledger ledger,
    List<String> warnings,
    List<ErrorPart> errorBudget) {
  /** Masses of {@link Bins} at output number k; none on the line. */
  public List<Estimate> bins(int k) {
    GridDensity rho = densities.get(k);
    return new Bins(rho.grid()).of(rho, densityErrors.get(k));
  }

  /** A result whose errors are not told apart by source. */
  public GridResult(
      WfrProblem problem,
      Scheme scheme,
      List<MeasureSummary> summaries,
      List<GridDensity> densities,
      List<double[]> densityErrors,
      double massOutsideInitial,
      double massOutsideTarget,
      Ledger ledger,
      List<String> warnings) {
    this(
        problem,
        scheme,
        summaries,
        densities,
        densityErrors,
        massOutsideInitial,
        massOutsideTarget,
        ledger,
        warnings,
        List.of());
  }

  /**
   * How a run was made.
   *
   * @param cells per axis
   * @param timeStep the step, or the longest where they were chosen for the accuracy
   * @param name key of a splitting, or {@link #ADAPTIVE}
   */
  public record Scheme(int cells, double timeStep, String name) {
    /** Steps chosen for the accuracy. */
    public static final String ADAPTIVE = "adaptive";
  }

  /**
   * Bookkeeping of a run.
   *
   * @param times times of the entries
   * @param massBeforeReaction of equal steps the largest |mass - 1| seen after transport; of steps chosen for a tolerance the largest drift of log mass before it was set to 1
   * @param fluxes on the line, net flux through every inner face at the output times, cells - 1 values each (rho per time); beyond it none are listed
   * @param steps number of time steps
   */
  public record Ledger(
      double[] times, double massBeforeReaction, List<double[]> fluxes, long steps) {}
}
