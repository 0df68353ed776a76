package wfr.reference;

import java.util.List;
import wfr.math.Estimate;

/**
 * Lowest eigenvalues of a problem.
 *
 * @param eigenvalues mu_0 = 0, mu_1, ... of -D L
 * @param linearisedWfr rates of decay near pi of the normalised WFR flow: 0, then those of the modes of mean zero
 * @param curvature largest K with Gamma_2 at least K Gamma on the box
 * @param cells cells of the coarsest grid used
 */
public record SpectrumResult(
    List<Estimate> eigenvalues, List<Estimate> linearisedWfr, Estimate curvature, int cells) {
  /** Copies. */
  public SpectrumResult {
    eigenvalues = List.copyOf(eigenvalues);
    linearisedWfr = List.copyOf(linearisedWfr);
  }
}
