package wfr.diagnostics;

import java.util.List;
import java.util.Map;
import wfr.math.Estimate;

/**
 * The figures reported of a measure rho at one time.
 *
 * @param time t
 * @param mass total mass
 * @param mean E_rho x, one per coordinate
 * @param variance covariance matrix of rho (1 x 1 on the line)
 * @param kl KL(rho|pi)
 * @param reverseKl KL(pi|rho)
 * @param fisherInformation E_rho |grad log(rho/pi)|^2
 * @param logRatioVariance Var_rho log(rho/pi)
 * @param observables E_rho f by name
 */
public record MeasureSummary(
    double time,
    Estimate mass,
    List<Estimate> mean,
    List<List<Estimate>> variance,
    Estimate kl,
    Estimate reverseKl,
    Estimate fisherInformation,
    Estimate logRatioVariance,
    Map<String, Estimate> observables) {}
