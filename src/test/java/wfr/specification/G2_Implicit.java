package wfr.specification;

import static wfr.specification.Sums.bsum;

/** proofs-notes/coq/G2_Implicit.v: Q j k is the rate of jumps from k to j. */
public record G2_Implicit(int n, Real[][] Q, Real dt) {
  Real Lin(Real[] x, int j) {
    return x[j].plus(dt.times(bsum(n, k -> Q[k][j].times(x[j]).minus(Q[j][k].times(x[k])))));
  }

  boolean solves(Real[] x, Real[] b) {
    for (int j = 0; j < n; j++) {
      if (!Lin(x, j).equal(b[j])) {
        return false;
      }
    }
    return true;
  }

  static Real sgn(Real r) {
    return Real.ZERO.le(r) ? Real.ONE : Real.ONE.negate();
  }
}
