package wfr.reference;

import java.util.List;
import wfr.math.Estimate;

/**
 * Lowest eigenvalues of a problem.
 *
 * @param eigenvalues mu_0 = 0, mu_1, ... of -D L
 * @param linearisedWfr rates of decay near pi of the normalised WFR flow: 0, then those of the modes of mean zero
 * @param curvature largest K with Gamma_2 at least K Gamma on the box, -infinity where there is none
 * @param diffusivity D
 * @param kinetic slowest modes of the kinetic generator with reaction, empty if not asked for
 * @param cells cells of the coarsest grid used
 */
public record SpectrumResult(
    List<Estimate> eigenvalues,
    List<Estimate> linearisedWfr,
    Estimate curvature,
    double diffusivity,
    List<Mode> kinetic,
    int cells) {
  /**
   * A complex eigenvalue.
   *
   * @param real rate of decay
   * @param imaginary frequency
   */
  public record Mode(Estimate real, Estimate imaginary) {}

  /** Copies. */
  public SpectrumResult {
    eigenvalues = List.copyOf(eigenvalues);
    linearisedWfr = List.copyOf(linearisedWfr);
    kinetic = List.copyOf(kinetic);
  }

  /** Largest c with c Var_pi(f) at most E_pi|f'|^2: mu_1/D. */
  public Estimate poincare() {
    Estimate mu = eigenvalues.get(1);
    return new Estimate(mu.value() / diffusivity, mu.error() / diffusivity);
  }

  /** Whether K is known to be positive, so that the Poincare and log-Sobolev constants are K at least; a K above the computed gap is none: V has a feature that was not seen. */
  public boolean isCurved() {
    double most =
        eigenvalues.size() > 1 ? poincare().value() + poincare().error() : Double.POSITIVE_INFINITY;
    return curvature.value() - curvature.error() > 0
        && curvature.value() - curvature.error() <= most;
  }
}
