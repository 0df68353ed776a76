package wfr.specification;

import static wfr.specification.Real.ln;

import java.util.List;

/** proofs-notes/coq/G6_G7_Contraction.v. */
public record G6_G7_Contraction(int n, Real[] pi, Real[][] Q, Real dt) {
  static boolean hil(int n, Real[] x, Real[] y, Real d) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        Real left = ln(x[i]).minus(ln(y[i])).minus(ln(x[j]).minus(ln(y[j])));
        if (!left.le(d)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The x that exists is the only one: {@link Solution}. */
  boolean step(Real a, Real[] rho, Real[] rho2) {
    G2_Implicit implicit = new G2_Implicit(n, Q, dt);
    Real[] x = Solution.of(implicit, rho);
    C_Reaction reaction = new C_Reaction(n, pi);
    boolean equal = true;
    for (int i = 0; i < n; i++) {
      equal &= rho2[i].equal(reaction.FR(a, x, i));
    }
    return implicit.solves(x, rho) && equal;
  }

  /** States s_0, ..., s_k of a run of k steps. */
  boolean run(Real a, int k, List<Real[]> states) {
    boolean all = states.size() == k + 1;
    for (int m = 0; all && m < k; m++) {
      all = step(a, states.get(m), states.get(m + 1));
    }
    return all;
  }
}
