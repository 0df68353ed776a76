package wfr.specification;

/** proofs-notes/coq/Witness.v. */
final class Witness {
  private Witness() {}

  static Real Q1(int j, int k) {
    return Real.ONE;
  }

  static Real p2(int i) {
    return Real.of(1, 2);
  }

  static Real r0(int i) {
    return i == 0 ? Real.of(3, 4) : Real.of(1, 4);
  }

  static Real x0(int i) {
    return i == 0 ? Real.of(7, 12) : Real.of(5, 12);
  }

  static Real k2(int j, int k) {
    return Real.of(1, 2);
  }

  static Real u0(int i) {
    return i == 0 ? Real.of(3, 2) : Real.of(1, 2);
  }

  static Real v0(int i) {
    return i == 0 ? Real.of(7, 6) : Real.of(5, 6);
  }
}
