package wfr.model;

/**
 * A diffusion with weights, dX = B(X,t) dt + sqrt(2D) dW, (log w)' = r(X,t), X_0 of density e^{l} (normalised by whoever starts it):
 *   d_t m = D m'' - (B m)' + r m,   m the weighted law E[w delta_X].
 * With the right r ({@link CorrectionTerm}) m follows a prescribed path whatever B is.
 *
 * @param drift B
 * @param rate r
 * @param diffusivity D, above 0
 * @param start log-density l at time 0, up to a constant
 * @param domain box and meaning of its boundary
 */
public record ReweightedDiffusion(
    TimeField drift, TimeField rate, double diffusivity, InitialLaw start, Domain domain) {}
