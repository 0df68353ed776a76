package wfr.reference;

import java.util.List;
import java.util.Optional;
import wfr.math.Estimate;
import wfr.particle.KernelChoice;

/**
 * E[f(X_T) exp(-int k)] three ways.
 *
 * @param particles by weighted walkers: one standard error plus step bias; error infinite where the variance is
 * @param pde by the backward equation: Richardson, rounding and what widening the box changes
 * @param closedForm where drift, killing and start are linear-quadratic
 * @param adjoint forward minus backward equation on the finest grid
 * @param secondMoment E[f^2 exp(-2 int k)] by closed form or PDE, infinite where it is
 * @param principalEigenvalue of -(D d_xx - D V' d_x - k) on the box, absent on a torus
 * @param replicates independent populations
 * @param resamplings total number over all populations
 * @param cells of the finest grid
 * @param box where the PDE was solved
 * @param agree every pair within {@link Estimate#AGREEMENT} times the summed errors
 * @param warnings one line each
 */
public record FeynmanKacResult(
    Estimate particles,
    Estimate pde,
    Optional<Estimate> closedForm,
    double adjoint,
    double secondMoment,
    Optional<Estimate> principalEigenvalue,
    int replicates,
    long resamplings,
    int cells,
    double[] box,
    boolean agree,
    List<String> warnings) {
  /** Which loops made the steps. */
  public String kernel() {
    return KernelChoice.OWN_LOOPS.kernel().key();
  }

  /** Why those. */
  public String kernelReason() {
    return KernelChoice.OWN_LOOPS.reason();
  }
}
