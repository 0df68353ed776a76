package wfr.specification;

import static wfr.specification.Real.Rpower;
import static wfr.specification.Sums.bsum;

import java.util.List;

/** proofs-notes/coq/Scheme.v: u = rho/pi per cell, p cell masses of pi, kappa conductances of any graph. */
public record Scheme(int n, Real[] p, Real[][] kappa, Real dt) {
  Real mass(Real[] u, int i) {
    return p[i].times(u[i]);
  }

  boolean transport(Real[] u, Real[] u2) {
    for (int j = 0; j < n; j++) {
      int row = j;
      Real left =
          p[j].times(u2[j]).plus(dt.times(bsum(n, k -> kappa[row][k].times(u2[row].minus(u2[k])))));
      if (!left.equal(p[j].times(u[j]))) {
        return false;
      }
    }
    return true;
  }

  Real reaction(Real a, Real[] u, int i) {
    return Rpower(u[i], a).over(bsum(n, k -> p[k].times(Rpower(u[k], a))));
  }

  /** The v that exists is the only one: {@link Solution}. */
  boolean scheme_step(Real a, Real[] u, Real[] u2) {
    Real[] v = Solution.of(this, u);
    boolean equal = true;
    for (int i = 0; i < n; i++) {
      equal &= u2[i].equal(reaction(a, v, i));
    }
    return transport(u, v) && equal;
  }

  /** States u_0, ..., u_k of a run of k steps. */
  boolean scheme_run(Real a, int k, List<Real[]> states) {
    boolean all = states.size() == k + 1;
    for (int m = 0; all && m < k; m++) {
      all = scheme_step(a, states.get(m), states.get(m + 1));
    }
    return all;
  }

  Real rate(int j, int k) {
    return kappa[j][k].over(p[k]);
  }
}
