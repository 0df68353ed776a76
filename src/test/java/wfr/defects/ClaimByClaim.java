package wfr.defects;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import wfr.operation.Implementation;
import wfr.reference.Reference;
import wfr.spec.Claim;
import wfr.spec.Claims;
import wfr.spec.Evidence;
import wfr.spec.Verdict;

/**
 * Every claim as a test of its own, supported by the reference. {@link SuiteTest} runs them at once; mutation testing (profile pit) asks for the tests one by
 * one, and only it runs this class and {@link CellByCell}.
 */
class ClaimByClaim {
  private static final long SEED = 1;

  /** How long the last check of the reference took, by claim. */
  private static final Map<String, Long> MILLISECONDS = new ConcurrentHashMap<>();

  @TestFactory
  Stream<DynamicTest> supportedByTheReference() {
    return Claims.all().stream()
        .flatMap(
            c ->
                Discovery.test(
                    c.id(),
                    c.id(),
                    () -> assertVerdict(Verdict.SUPPORTED, c, Reference.IMPLEMENTATION)));
  }

  /** Of the claim's check, run now if it was not before. */
  static long millisecondsOfReference(String id) {
    if (!MILLISECONDS.containsKey(id)) {
      assertVerdict(Verdict.SUPPORTED, Claims.get(id), Reference.IMPLEMENTATION);
    }
    return MILLISECONDS.get(id);
  }

  static void assertVerdict(Verdict expected, Claim<?> claim, Implementation implementation) {
    long start = System.nanoTime();
    Evidence e = claim.verify(implementation, SEED);
    if (expected == Verdict.SUPPORTED) {
      MILLISECONDS.put(claim.id(), (System.nanoTime() - start) / 1_000_000);
    }
    assertEquals(expected, e.verdict(), e::toString);
  }
}
