package wfr.specification;

import static wfr.specification.Sums.bsum;

import java.util.Arrays;

/**
 * What the definitions say exists and do not compute: the solution of the implicit step. The system has rational coefficients, so its inverse is exact
 * (Gauss-Jordan, no pivoting: columns are strictly diagonally dominant); the inverse is &gt;= 0, so a right side known in an interval costs nothing more.
 */
final class Solution {
  private Solution() {}

  /** v with transport u v. */
  static Real[] of(Scheme s, Real[] u) {
    Real[][] a = new Real[s.n()][s.n()];
    Real[] b = new Real[s.n()];
    for (int j = 0; j < s.n(); j++) {
      int row = j;
      for (int k = 0; k < s.n(); k++) {
        a[j][k] = j == k ? Real.ZERO : s.dt().times(s.kappa()[j][k]).negate();
      }
      Real all = bsum(s.n(), k -> k == row ? Real.ZERO : s.kappa()[row][k]);
      a[j][j] = s.p()[j].plus(s.dt().times(all));
      b[j] = s.mass(u, j);
    }
    return product(inverse(a), b);
  }

  /** x with solves x b. */
  static Real[] of(G2_Implicit s, Real[] b) {
    Real[][] a = new Real[s.n()][s.n()];
    for (int j = 0; j < s.n(); j++) {
      int row = j;
      for (int k = 0; k < s.n(); k++) {
        a[j][k] = j == k ? Real.ZERO : s.dt().times(s.Q()[j][k]).negate();
      }
      Real all = bsum(s.n(), k -> k == row ? Real.ZERO : s.Q()[k][row]);
      a[j][j] = Real.ONE.plus(s.dt().times(all));
    }
    return product(inverse(a), b);
  }

  private static Real[] product(Real[][] a, Real[] b) {
    Real[] x = new Real[a.length];
    Arrays.setAll(x, i -> bsum(a.length, k -> a[i][k].times(b[k])));
    return x;
  }

  private static Real[][] inverse(Real[][] matrix) {
    int n = matrix.length;
    Real[][] a = new Real[n][];
    Real[][] b = new Real[n][n];
    for (int i = 0; i < n; i++) {
      a[i] = matrix[i].clone();
      int row = i;
      Arrays.setAll(b[i], k -> k == row ? Real.ONE : Real.ZERO);
    }
    for (int c = 0; c < n; c++) {
      Real pivot = a[c][c];
      for (int k = 0; k < n; k++) {
        a[c][k] = a[c][k].over(pivot);
        b[c][k] = b[c][k].over(pivot);
      }
      for (int i = 0; i < n; i++) {
        Real factor = a[i][c];
        for (int k = 0; i != c && k < n; k++) {
          a[i][k] = a[i][k].minus(factor.times(a[c][k]));
          b[i][k] = b[i][k].minus(factor.times(b[c][k]));
        }
      }
    }
    return b;
  }
}
