package wfr.defects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import wfr.reference.ReferenceOperations;
import wfr.spec.Claim;
import wfr.spec.Claims;
import wfr.spec.Evidence;
import wfr.spec.EvidenceClass;
import wfr.spec.Note;
import wfr.spec.Verdict;

/** The ledger as executed: claims supported, every mutant refuted by every claim it names, variants accepted, budget kept. */
class SuiteTest {
  private static final long SEED = 1;
  private static final double BUDGET = 1e-6;
  private static final Set<String> STATUSES =
      Set.of("machine-checked", "proved on paper", "cited", "measured", "refuted", "conjecture");

  @TestFactory
  Stream<DynamicTest> everyClaim_isSupportedByTheReference() {
    return Claims.all().stream()
        .map(
            claim ->
                DynamicTest.dynamicTest(
                    claim.id(),
                    () -> {
                      Evidence e = claim.verify(new ReferenceOperations(), SEED);
                      assertEquals(Verdict.SUPPORTED, e.verdict(), e::toString);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> everyMutant_isRefutedByEveryClaimItNames() {
    return Mutants.all().stream()
        .flatMap(
            mutant ->
                mutant.refutedBy().stream()
                    .map(
                        id ->
                            DynamicTest.dynamicTest(
                                mutant.id() + " by " + id,
                                () -> {
                                  Evidence e = Claims.get(id).verify(mutant.make().get(), SEED);
                                  assertEquals(Verdict.REFUTED, e.verdict(), e::toString);
                                })));
  }

  @TestFactory
  Stream<DynamicTest> everyVariant_isAcceptedByItsClaims() {
    return Variants.all().stream()
        .flatMap(
            variant ->
                variant.claims().stream()
                    .map(
                        id ->
                            DynamicTest.dynamicTest(
                                variant.id() + " by " + id,
                                () -> {
                                  Evidence e = Claims.get(id).verify(variant.make().get(), SEED);
                                  assertEquals(Verdict.SUPPORTED, e.verdict(), e::toString);
                                })));
  }

  @Test
  void everyClaim_hasANoteAndAMutantThatItRefutes() {
    Set<String> named = new HashSet<>();
    Mutants.all().forEach(m -> named.addAll(m.refutedBy()));
    for (Claim<?> claim : Claims.all()) {
      assertTrue(STATUSES.contains(Note.of(claim.id()).status()), claim.id());
      assertTrue(named.contains(claim.id()), "no mutant names claim " + claim.id());
    }
  }

  @Test
  void ids_areUnique() {
    List<String> ids = Claims.all().stream().map(c -> c.id()).toList();
    assertEquals(ids.size(), new HashSet<>(ids).size());
    List<String> mutants = Mutants.all().stream().map(Mutant::id).toList();
    assertEquals(mutants.size(), new HashSet<>(mutants).size());
  }

  @Test
  void falseAlarmBudget_isKept_andStochasticClaimsStateTheirPower() {
    double alpha = 0;
    for (Claim<?> claim : Claims.all()) {
      alpha += claim.alpha();
      assertFalse(claim.evidence() == EvidenceClass.S && !(claim.detectable() > 0), claim.id());
    }
    for (Variant variant : Variants.all()) {
      for (String id : variant.claims()) {
        alpha += Claims.get(id).alpha();
      }
    }
    assertTrue(alpha <= BUDGET, "alphas sum to " + alpha);
  }
}
