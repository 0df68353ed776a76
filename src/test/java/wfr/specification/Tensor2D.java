package wfr.specification;

/** proofs-notes/coq/Tensor2D.v: cell j of a grid with m columns stands in row j / m, column j mod m. */
final class Tensor2D {
  private Tensor2D() {}

  static Real kappa2(int m, Real[][][] kx, Real[][][] ky, int j, int k) {
    return (j / m == k / m ? kx[j / m][j % m][k % m] : Real.ZERO)
        .plus(j % m == k % m ? ky[j % m][j / m][k / m] : Real.ZERO);
  }
}
