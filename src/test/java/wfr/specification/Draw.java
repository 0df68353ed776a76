package wfr.specification;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Random exact data that satisfy the hypotheses of the theorems, with sizes spread over decades. */
final class Draw {
  final SplittableRandom random;
  final int n;

  Draw(long seed) {
    random = new SplittableRandom(seed);
    n = 2 + random.nextInt(4);
  }

  double logUniform(double a, double b) {
    return Math.exp(Math.log(a) + random.nextDouble() * Math.log(b / a));
  }

  /** A positive rational of few digits. */
  Real positive(double spread) {
    return Real.of(1 + Math.round(1000 * logUniform(1 / spread, spread)), 1000);
  }

  Real signed(double spread) {
    Real x = positive(spread);
    return random.nextBoolean() ? x : x.negate();
  }

  Real[] positives(double spread) {
    Real[] x = new Real[n];
    Arrays.setAll(x, i -> positive(spread));
    return x;
  }

  Real[] signeds() {
    Real[] x = new Real[n];
    Arrays.setAll(x, i -> signed(100));
    return x;
  }

  /** Positive, with sum 1. */
  Real[] law() {
    Real[] x = positives(logUniform(2, 1e6));
    Real sum = Sums.bsum(n, i -> x[i]);
    Real[] out = new Real[n];
    Arrays.setAll(out, i -> x[i].over(sum));
    return out;
  }

  /** lambda dt. */
  Real rate() {
    return Real.of(logUniform(1e-3, 3));
  }

  /** Time steps over six decades: no theorem restricts them. */
  Real dt() {
    return positive(1e3);
  }

  /** Conductances of a random graph, symmetric, some 0. */
  Real[][] kappa() {
    Real[][] kappa = matrix();
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < j; k++) {
        kappa[j][k] = random.nextInt(3) == 0 ? Real.ZERO : positive(100);
        kappa[k][j] = kappa[j][k];
      }
    }
    return kappa;
  }

  /** Any rates &gt;= 0, the diagonal included. */
  Real[][] rates() {
    Real[][] q = matrix();
    for (Real[] row : q) {
      Arrays.setAll(row, k -> random.nextInt(3) == 0 ? Real.ZERO : positive(100));
    }
    return q;
  }

  /** Rates that leave pi invariant and are not reversible: conductances and a current around the circle of cells. */
  Real[][] invariantRates(Real[] pi) {
    Real[][] kappa = kappa();
    Real current = positive(10);
    Real[][] q = matrix();
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < n; k++) {
        Real flow = j == (k + 1) % n ? kappa[j][k].plus(current) : kappa[j][k];
        q[j][k] = flow.over(pi[k]);
      }
    }
    return q;
  }

  Scheme scheme() {
    return new Scheme(n, law(), kappa(), dt());
  }

  Real[][] matrix() {
    Real[][] m = new Real[n][n];
    for (Real[] row : m) {
      Arrays.fill(row, Real.ZERO);
    }
    return m;
  }

  /** Starts with mass 1: u with sum p u = 1. */
  Real[] start(Scheme s) {
    Real[] u = law();
    Arrays.setAll(u, i -> u[i].over(s.p()[i]));
    return u;
  }
}
