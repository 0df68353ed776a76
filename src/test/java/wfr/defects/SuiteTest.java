package wfr.defects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import wfr.operation.Group;
import wfr.spec.Claim;
import wfr.spec.ClaimResult;
import wfr.spec.Claims;
import wfr.spec.MutantResult;
import wfr.spec.Note;
import wfr.spec.Verdict;
import wfr.spec.VerificationResult;

/** The ledger as executed: one run with every named cell, and what must hold of it. */
class SuiteTest {
  private static final VerificationResult RUN = NamedRun.result();

  private static NotesCheck ledger() throws IOException {
    Path folder = Path.of("proofs-notes");
    List<Note> notes = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
        if (!file.endsWith("notation.md") && !file.endsWith("README.md")) {
          notes.add(Note.parse(Files.readString(file)));
        }
      }
    }
    Map<String, byte[]> proofs = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve("coq"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".v")).toList()) {
        proofs.put("coq/" + file.getFileName(), Files.readAllBytes(file));
      }
    }
    return new NotesCheck(Claims.all(), notes, proofs);
  }

  @TestFactory
  Stream<DynamicTest> everyClaim_isSupportedByTheReference() {
    return RUN.claims().stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.claim().id(),
                    () ->
                        assertEquals(
                            Verdict.SUPPORTED, c.evidence().verdict(), c.evidence()::toString)));
  }

  @TestFactory
  Stream<DynamicTest> everyMutant_isRefutedByEveryClaimItNames() {
    return Mutants.all().stream()
        .map(
            m ->
                DynamicTest.dynamicTest(
                    m.id(),
                    () -> assertEquals(List.of(), NotesCheck.brokenPromises(RUN, List.of(m)))));
  }

  @Test
  void ledger_isConsistentWithWhatRan() throws IOException {
    assertEquals("", String.join("\n", ledger().ofRun(RUN)));
  }

  @Test
  void ledger_isConsistentWithItsNotes() throws IOException {
    assertEquals("", String.join("\n", ledger().ofNotes(Mutants::namedFor, Variants::namedFor)));
  }

  /** The mutants that a full run tries on a claim are those of the groups that it declares. */
  @TestFactory
  Stream<DynamicTest> everyClaim_declaresTheOperationsThatItAsks() {
    return RUN.claims().stream()
        .map(ClaimResult::claim)
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.id(),
                    () -> {
                      NamedRun.Asked asked = NamedRun.asked(c.id());
                      assertEquals(Set.of(), minus(asked.itself(), c.uses()), "not declared");
                      assertEquals(Set.of(), minus(c.uses(), asked.all()), "declared, not asked");
                    }));
  }

  private static Set<Group> minus(Set<Group> some, Set<Group> others) {
    Set<Group> left = new TreeSet<>(some);
    left.removeAll(others);
    return left;
  }

  @Test
  void ids_areUnique() {
    List<String> ids = Claims.all().stream().map(Claim::id).toList();
    assertEquals(ids.size(), new HashSet<>(ids).size());
    List<String> mutants = Mutants.all().stream().map(Mutant::id).toList();
    assertEquals(mutants.size(), new HashSet<>(mutants).size());
  }

  /** The result of a run is a function of its seed, not of the number of threads nor of what else runs. */
  @Test
  void evidence_doesNotDependOnThreads() {
    List<String> some = List.of("A9", "E6S", "E7S", "G2");
    VerificationResult alone = NamedRun.of(some, 1);
    assertEquals(some.size(), alone.claims().size());
    for (ClaimResult claim : alone.claims()) {
      assertEquals(NamedRun.claim(claim.claim().id()).toString(), claim.toString());
    }
    assertFalse(alone.mutants().isEmpty());
    for (MutantResult mutant : alone.mutants()) {
      MutantResult whole =
          RUN.mutants().stream().filter(m -> m.id().equals(mutant.id())).findFirst().orElseThrow();
      assertEquals(
          whole.runs().stream().filter(r -> some.contains(r.claim())).toList().toString(),
          mutant.runs().toString(),
          mutant.id());
    }
  }
}
