package wfr.defects;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import wfr.reference.ReferenceOperations;
import wfr.spec.Claim;
import wfr.spec.Claims;
import wfr.spec.Evidence;
import wfr.spec.Operations;
import wfr.spec.Verdict;

/**
 * Every claim as a test of its own, supported by the reference. {@link SuiteTest} runs them at once; mutation testing (profile pit) asks for the tests one by
 * one, and only it runs this class and {@link CellByCell}.
 */
class ClaimByClaim {
  private static final long SEED = 1;

  @TestFactory
  Stream<DynamicTest> supportedByTheReference() {
    return Claims.all().stream()
        .filter(c -> isAsked(c.id()))
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.id(), () -> assertVerdict(Verdict.SUPPORTED, c, new ReferenceOperations())));
  }

  /** Whether a run is about this claim: the system property wfr.claims is a regular expression, absent for all. */
  static boolean isAsked(String id) {
    return id.matches(System.getProperty("wfr.claims", ".*"));
  }

  static void assertVerdict(Verdict expected, Claim<?> claim, Operations implementation) {
    if (Discovery.isRunning()) {
      return;
    }
    Evidence e = claim.verify(implementation, SEED);
    assertEquals(expected, e.verdict(), e::toString);
  }
}
