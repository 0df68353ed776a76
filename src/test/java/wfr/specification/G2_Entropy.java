package wfr.specification;

import static wfr.specification.Real.ln;
import static wfr.specification.Sums.bsum;

/** proofs-notes/coq/G2_Entropy.v. */
final class G2_Entropy {
  private G2_Entropy() {}

  static Real KL(int n, Real[] rho, Real[] pi) {
    return bsum(n, i -> rho[i].times(ln(rho[i].over(pi[i]))));
  }
}
