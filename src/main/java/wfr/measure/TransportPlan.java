package wfr.measure;

/**
 * What solves log-entropy transport, with the certificate: a plan (any g >= 0 bounds the minimum from above) and potentials with
 * phi_i + psi_j at most c_ij for every pair (they bound it from below). Infinite potentials belong to atoms out of reach of the other measure.
 *
 * @param squared D^2, the plan's value
 * @param gap plan's value minus potentials' value, at least the distance of squared from the truth
 * @param phi potentials of the first measure
 * @param psi potentials of the second
 * @param rows rows of the pairs used
 * @param columns columns of the pairs used
 * @param plan g on them
 */
public record TransportPlan(
    double squared,
    double gap,
    double[] phi,
    double[] psi,
    int[] rows,
    int[] columns,
    double[] plan) {}
