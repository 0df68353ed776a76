package wfr.specification;

import java.util.function.IntFunction;

/** proofs-notes/coq/Sums.v. */
final class Sums {
  private Sums() {}

  static Real bsum(int n, IntFunction<Real> f) {
    return n == 0 ? Real.ZERO : bsum(n - 1, f).plus(f.apply(n - 1));
  }
}
