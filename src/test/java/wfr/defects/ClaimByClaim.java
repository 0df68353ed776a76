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
 * Every claim as a test of its own: supported by the reference, and refuting the mutants named for it. The cells are those of {@link SuiteTest}, which runs them
 * at once; mutation testing of the claims' own code (profile pit) asks for the tests one by one, and only it runs this class.
 */
class ClaimByClaim {
  private static final long SEED = 1;

  @TestFactory
  Stream<DynamicTest> supportedByTheReference() {
    return Claims.all().stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.id(), () -> assertVerdict(Verdict.SUPPORTED, c, new ReferenceOperations())));
  }

  @TestFactory
  Stream<DynamicTest> refutingItsMutants() {
    return Mutants.all().stream()
        .flatMap(
            m ->
                m.refutedBy().stream()
                    .map(
                        id ->
                            DynamicTest.dynamicTest(
                                id + " " + m.id(),
                                () ->
                                    assertVerdict(
                                        Verdict.REFUTED, Claims.get(id), m.make().get()))));
  }

  private static void assertVerdict(Verdict expected, Claim<?> claim, Operations implementation) {
    Evidence e = claim.verify(implementation, SEED);
    assertEquals(expected, e.verdict(), e::toString);
  }
}
