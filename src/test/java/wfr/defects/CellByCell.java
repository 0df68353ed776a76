package wfr.defects;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import wfr.spec.Claims;
import wfr.spec.Verdict;

/** Every mutant against every claim named for it, each a test of its own: what kills mutations of the claims' own code (profile pit). */
class CellByCell {
  @TestFactory
  Stream<DynamicTest> refutingItsMutants() {
    return Mutants.all().stream()
        .flatMap(
            m ->
                m.refutedBy().stream()
                    .flatMap(
                        id ->
                            Discovery.test(
                                id,
                                id + " " + m.id(),
                                () -> {
                                  ClaimByClaim.assertVerdict(
                                      Verdict.REFUTED, Claims.get(id), m.implementation());
                                  seemSlowerThanTheReference(id);
                                })));
  }

  /**
   * PIT asks the quickest test first, by the times of its coverage run, and of the mutations that die nearly all die by the reference: in that run a cell lasts
   * as long as the claim on the reference in addition.
   */
  private static void seemSlowerThanTheReference(String id) throws InterruptedException {
    if (Discovery.RECORDS_COVERAGE) {
      Thread.sleep(ClaimByClaim.millisecondsOfReference(id));
    }
  }
}
