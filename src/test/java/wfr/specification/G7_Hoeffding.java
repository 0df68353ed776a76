package wfr.specification;

import static wfr.specification.Real.exp;
import static wfr.specification.Real.ln;
import static wfr.specification.Sums.bsum;

/** proofs-notes/coq/G7_Hoeffding.v. */
record G7_Hoeffding(int n, Real[] pi, Real[] h) {
  Real moment(int r, Real s) {
    return bsum(
        n,
        i -> {
          Real power = Real.ONE;
          for (int k = 0; k < r; k++) {
            power = power.times(h[i]);
          }
          return pi[i].times(exp(s.times(h[i]))).times(power);
        });
  }

  Real legendre(Real s) {
    return s.times(moment(1, s).over(moment(0, s))).minus(ln(moment(0, s)));
  }
}
