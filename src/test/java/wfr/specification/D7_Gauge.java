package wfr.specification;

import static wfr.specification.Sums.bsum;

/** proofs-notes/coq/D7_Gauge.v. */
final class D7_Gauge {
  private D7_Gauge() {}

  static Real inflow(int n, Real[][] Q, Real[] rho, int j) {
    return bsum(n, k -> Q[j][k].times(rho[k]).minus(Q[k][j].times(rho[j])));
  }

  static Real gauge(int n, Real[][] B, Real[] rho, int j) {
    return inflow(n, B, rho, j).negate().over(rho[j]);
  }
}
