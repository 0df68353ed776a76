package wfr.specification;

import static wfr.specification.Sums.bsum;

/** proofs-notes/coq/E1_BirthDeath.v. */
final class E1_BirthDeath {
  private E1_BirthDeath() {}

  static Real pos_part(Real x) {
    return Real.max(x, Real.ZERO);
  }

  static Real birth_death(int n, Real lam, Real[][] q, Real[] beta, Real[] f) {
    return bsum(
        n,
        i ->
            bsum(
                n,
                j ->
                    lam.times(pos_part(beta[i]))
                        .times(q[i][j])
                        .times(f[j].minus(f[i]))
                        .plus(
                            lam.times(pos_part(beta[i].negate()))
                                .times(q[i][j])
                                .times(f[i].minus(f[j])))));
  }

  static Real weighted(int n, Real lam, Real[] beta, Real[] f) {
    return lam.negate().times(bsum(n, i -> beta[i].times(f[i])));
  }

  static Real delta(int i, int k) {
    return k == i ? Real.ONE : Real.ZERO;
  }

  static Real exchangeable(Real s, Real t, int i, int j) {
    return t.plus(s.minus(t).times(delta(i, j)));
  }
}
