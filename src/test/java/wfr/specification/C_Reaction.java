package wfr.specification;

import static wfr.specification.Real.Rpower;
import static wfr.specification.Sums.bsum;

/** proofs-notes/coq/C_Reaction.v: pi are cell masses. */
public record C_Reaction(int n, Real[] pi) {
  Real raw(Real a, Real[] rho, int i) {
    return Rpower(rho[i], a).times(Rpower(pi[i], Real.ONE.minus(a)));
  }

  Real Z(Real a, Real[] rho) {
    return bsum(n, i -> raw(a, rho, i));
  }

  Real FR(Real a, Real[] rho, int i) {
    return raw(a, rho, i).over(Z(a, rho));
  }

  boolean pos(Real[] rho) {
    for (int i = 0; i < n; i++) {
      if (!Real.ZERO.lt(rho[i])) {
        return false;
      }
    }
    return true;
  }

  Real flow(Real lam, Real[] rho, Real t, int i) {
    return FR(Real.exp(lam.negate().times(t)), rho, i);
  }
}
