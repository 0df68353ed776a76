package wfr.operation;

import java.util.List;
import wfr.measure.PlaneDensity;
import wfr.measure.PlaneTarget;

/**
 * What a finite-volume run in the plane leaves behind.
 *
 * @param target masses and conductances it used
 * @param densities one per output time
 * @param massError largest |mass - 1| seen after a transport step, before anything was normalised
 * @param steps time steps made
 * @param limitedSweeps sweeps along an axis in which the flux limiter of tr-bdf2 acted
 * @param logarithmicSteps transport steps solved in logarithms
 */
public record PlaneSolution(
    PlaneTarget target,
    List<PlaneDensity> densities,
    double massError,
    long steps,
    long limitedSweeps,
    long logarithmicSteps) {}
