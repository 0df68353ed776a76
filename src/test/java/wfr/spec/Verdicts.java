package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import wfr.operation.Implementation;

/** What a claim says of an implementation, as assertions, on the first seed. */
final class Verdicts {
  private static final long SEED = 1;

  private Verdicts() {}

  static <I> void assertVerdict(Verdict expected, Claim<I> claim, I instance, Implementation ops) {
    Evidence e = claim.checkOne(ops, instance, SEED);
    assertEquals(expected, e.verdict(), () -> claim.id() + " " + instance + ": " + e);
  }

  /** On every instance. */
  static <I> void assertRefutes(Claim<I> claim, Implementation defect) {
    for (I i : claim.instances()) {
      assertVerdict(Verdict.REFUTED, claim, i, defect);
    }
  }
}
