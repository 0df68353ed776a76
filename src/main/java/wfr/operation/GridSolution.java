package wfr.operation;

import java.util.List;
import wfr.measure.DiscreteTarget;
import wfr.measure.GridDensity;

/**
 * What a finite-volume run leaves behind.
 *
 * @param target masses and conductances it used
 * @param times output times
 * @param densities one per output time
 * @param massError of equal steps the largest |mass - 1| seen after a transport step, before anything was normalised; of steps chosen for a tolerance the largest drift of log mass, summed
 *     over the steps before each was normalised
 * @param stepTimes the times at which steps ended
 */
public record GridSolution(
    DiscreteTarget target,
    double[] times,
    List<GridDensity> densities,
    double massError,
    double[] stepTimes) {
  /** Time steps made. */
  public int steps() {
    return stepTimes.length;
  }

  /** On the line, flux of rho (mass per time, positive to the right) through inner face i + 1 of the density at output k. */
  public double[] fluxes(int k) {
    GridDensity rho = densities.get(k);
    double[] h = rho.logRatio();
    double[] flux = new double[rho.grid().cells() - 1];
    for (int i = 0; i < flux.length; i++) {
      // kappa (u_i - u_{i+1}); the logarithm of kappa u is finite where u alone is not.
      double kappa = target.before(0, i + 1);
      flux[i] = Math.exp(kappa + h[i]) - Math.exp(kappa + h[i + 1]);
    }
    return flux;
  }
}
