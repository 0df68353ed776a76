package wfr.specification;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Assertions on {@link Real}: an interval too wide to decide fails. */
final class Verdicts {
  private Verdicts() {}

  static void sharp(Real... numbers) {
    for (Real x : numbers) {
      assertTrue(x.isSharp(), () -> "too wide to decide: " + x);
    }
  }

  static void atMost(Real x, Real y) {
    sharp(x, y);
    assertTrue(x.le(y), () -> x + " is larger than " + y);
  }

  static void below(Real x, Real y) {
    sharp(x, y);
    assertTrue(x.lt(y), () -> x + " is not smaller than " + y);
  }

  static void same(Real x, Real y) {
    sharp(x, y);
    assertTrue(x.equal(y), () -> x + " differs from " + y);
  }

  /** Equal, and both known exactly. */
  static void exactly(Real x, Real y) {
    assertTrue(x.isPoint() && y.isPoint() && x.equal(y), () -> x + " is not exactly " + y);
  }

  static void differ(Real x, Real y) {
    sharp(x, y);
    assertTrue(!x.equal(y), () -> x + " equals " + y);
  }
}
