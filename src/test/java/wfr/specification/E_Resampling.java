package wfr.specification;

import static wfr.specification.Sums.bsum;

/** proofs-notes/coq/E_Resampling.v. */
final class E_Resampling {
  private E_Resampling() {}

  static Real below(Real u, Real c) {
    return u.lt(c) ? Real.ONE : Real.ZERO;
  }

  static Real offspring(int N, Real a, Real b, Real u) {
    return bsum(N, k -> below(u, b.minus(Real.of(k))).minus(below(u, a.minus(Real.of(k)))));
  }

  static Real clamp(Real c) {
    return Real.max(Real.ONE.negate(), Real.max(Real.ZERO, c).negate()).negate();
  }
}
