package wfr.defects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.spec.CheckRun;
import wfr.spec.Claim;
import wfr.spec.ClaimResult;
import wfr.spec.Evidence;
import wfr.spec.EvidenceClass;
import wfr.spec.MutantResult;
import wfr.spec.Note;
import wfr.spec.VariantResult;
import wfr.spec.VerificationResult;

/** Each check of the ledger finds the violation planted for it, and nothing in a consistent ledger. */
class LedgerCheckTest {
  private static final byte[] PROOF = "Qed.\n".getBytes(StandardCharsets.UTF_8);
  private static final String HASH =
      "02637018d27567a1dbe3ca5cb5b7d9e9a3f5d8f4d7f4d1f0a4f0b5f1a1b0c9d8";

  /** Of PROOF, and of the two proofs that import. */
  private static final String RIGHT =
      "7e4d63d272deb9f61a5cd2a85dbd0035bd2110db447c586635c3fb0945c93eb4";

  private static final String IMPORTS =
      "10dd6189db0e5b72a15fd05f4c669fe9ee3c1ef438c679f864f3a087d0fce326";
  private static final String EXPORTS =
      "9361cac2ce36250de68198b21c17436772a51a576ace3bec7c6cccd4414cf8f2";

  private static Claim<Integer> claim(String id, double alpha, double detectable) {
    return new Claim<>(
        id,
        "Title of " + id,
        EvidenceClass.S,
        Set.of(Group.WEIGHTS),
        alpha,
        detectable,
        List.of(1),
        (ops, i, seed) -> Evidence.atMost(0, 1, ""));
  }

  private static final Claim<Integer> A1 = claim("A1", 1e-8, 0.1);

  private static String text(String id, String extra) {
    return "# %s. Title of %s\n\n- status: cited\n- class: S\n- code: Wolf\n- mutants: wolf\n- variants: sheep\n- proof: coq/A1.v sha256:%s\n%s\n## Statement\n\n## Assumptions\n\n## Proof\n\n## Check\n\n## Not claimed\n"
        .formatted(id, id, RIGHT, extra);
  }

  private static List<String> notes(List<Note> notes, Claim<?>... claims) {
    return notes(Map.of("coq/A1.v", PROOF), notes, claims);
  }

  private static List<String> notes(
      Map<String, byte[]> proofs, List<Note> notes, Claim<?>... claims) {
    return new NotesCheck(List.of(claims), notes, proofs)
        .ofNotes(id -> List.of("wolf"), id -> List.of("sheep"));
  }

  private static VerificationResult run(
      double alpha, List<ClaimResult> claims, List<MutantResult> m, List<VariantResult> v) {
    return new VerificationResult("named", 1, alpha, claims, m, v);
  }

  private static CheckRun run(String claim, double value) {
    return new CheckRun(claim, "instance 1 of 1", Evidence.atMost(value, 1, ""));
  }

  private static ClaimResult result(Claim<?> claim, String... refutes) {
    return ClaimResult.of(claim, "cited", List.of(run(claim.id(), 0)), List.of(refutes));
  }

  private static final MutantResult WOLF =
      new MutantResult("wolf", "bites", Group.WEIGHTS, List.of(run("A1", 2)));

  private static List<String> ofRun(VerificationResult run) {
    return new NotesCheck(List.of(A1), List.of(), Map.of()).ofRun(run);
  }

  private static void assertOne(String expected, List<String> violations) {
    assertEquals(1, violations.size(), violations::toString);
    assertTrue(violations.get(0).contains(expected), violations::toString);
  }

  @Test
  void consistentLedger_hasNoViolations() {
    assertEquals(List.of(), notes(List.of(Note.parse(text("A1", ""))), A1));
    assertEquals(
        List.of(),
        ofRun(
            run(
                1e-8,
                List.of(result(A1, "wolf")),
                List.of(WOLF),
                List.of(new VariantResult("sheep", "", List.of())))));
  }

  @Test
  void claimNotExecuted() {
    assertOne("claim not executed: A1", ofRun(run(0, List.of(), List.of(WOLF), List.of())));
  }

  @Test
  void checkWithoutClaim() {
    assertOne("check without claim: A1", notes(Map.of(), List.of(), A1));
    assertOne(
        "check without claim: A2",
        ofRun(
            run(
                0,
                List.of(result(A1, "wolf"), result(claim("A2", 0, 1), "wolf")),
                List.of(WOLF),
                List.of())));
  }

  @Test
  void claimWithoutCheck() {
    assertOne(
        "claim without check: note A2",
        notes(List.of(Note.parse(text("A1", "")), Note.parse(text("A2", ""))), A1));
  }

  @Test
  void claimNoMutantRefutes() {
    assertOne(
        "claim no mutant refutes: A1", ofRun(run(0, List.of(result(A1)), List.of(), List.of())));
  }

  @Test
  void mutantNothingRefutes() {
    assertOne(
        "mutant nothing refutes: ghost",
        ofRun(
            run(
                0,
                List.of(result(A1, "wolf")),
                List.of(
                    WOLF,
                    new MutantResult("ghost", "unseen", Group.WEIGHTS, List.of(run("A1", 0)))),
                List.of())));
  }

  @Test
  void variantRefuted() {
    assertOne(
        "variant refuted: sheep",
        ofRun(
            run(
                0,
                List.of(result(A1, "wolf")),
                List.of(WOLF),
                List.of(new VariantResult("sheep", "", List.of(run("A1", 2)))))));
  }

  @Test
  void budgetExceeded_orNotANumber() {
    for (double alpha : new double[] {1.1e-6, Double.NaN}) {
      assertOne("budget", ofRun(run(alpha, List.of(result(A1, "wolf")), List.of(WOLF), List.of())));
    }
  }

  /** Quick runs each mutant on one claim: another may have refuted none. */
  @Test
  void ofMatrix_asksEveryClaimForAMutant_onlyWhereEveryNamedCellRan() {
    VerificationResult run = run(2e-6, List.of(result(A1)), List.of(WOLF), List.of());
    assertOne("budget", LedgerCheck.ofMatrix(run, false));
    assertEquals(2, LedgerCheck.ofMatrix(run, true).size());
  }

  @Test
  void stochasticClaimWithoutPower() {
    Claim<Integer> blind = claim("A1", 1e-8, 0);
    assertOne(
        "without stated power: A1",
        new NotesCheck(List.of(blind), List.of(), Map.of())
            .ofRun(run(0, List.of(result(blind, "wolf")), List.of(WOLF), List.of())));
  }

  @Test
  void staleHash_missingFile_andMissingHash() {
    Note right = Note.parse(text("A1", ""));
    assertOne(
        "stale hash of coq/A1.v, now sha256:" + RIGHT,
        notes(List.of(Note.parse(text("A1", "").replace(RIGHT, HASH))), A1));
    assertOne(
        "no proof file",
        notes(List.of(Note.parse(text("A1", "- proof: coq/B.v sha256:" + HASH + "\n"))), A1));
    String none = text("A1", "").replace("- proof: coq/A1.v sha256:" + RIGHT + "\n", "");
    assertOne(
        "machine-checked without",
        notes(Map.of(), List.of(Note.parse(none.replace("cited", "machine-checked"))), A1));
    assertEquals(List.of(), notes(Map.of(), List.of(Note.parse(none)), A1));
    assertEquals(List.of(), notes(List.of(right), A1));
  }

  /** The first line of two is looked at as well as the last. */
  @Test
  void staleHash_isFound_whicheverLineItStandsIn() {
    Map<String, byte[]> two = Map.of("coq/A1.v", PROOF, "coq/B.v", PROOF);
    for (String file : List.of("coq/A1.v", "coq/B.v")) {
      String lines = text("A1", "- proof: coq/B.v sha256:" + RIGHT + "\n");
      assertEquals(List.of(), notes(two, List.of(Note.parse(lines)), A1));
      String stale = lines.replace(file + " sha256:" + RIGHT, file + " sha256:" + HASH);
      assertOne("stale hash of " + file, notes(two, List.of(Note.parse(stale)), A1));
    }
  }

  @Test
  void proofFile_thatNoNoteHashes() {
    assertOne(
        "proof file without note: coq/B.v",
        notes(
            Map.of("coq/A1.v", PROOF, "coq/B.v", PROOF), List.of(Note.parse(text("A1", ""))), A1));
  }

  /** Imports of imports too: each file asks for its own. */
  @Test
  void proofFile_whoseImportTheNoteDoesNotHash() {
    byte[] b = "Require Import A1. From Lib Require Import Lib.\n".getBytes(StandardCharsets.UTF_8);
    byte[] c = "Require Export\n  Reals B.\n".getBytes(StandardCharsets.UTF_8);
    Map<String, byte[]> three = Map.of("coq/A1.v", PROOF, "coq/B.v", b, "coq/C.v", c);
    String lines =
        text(
            "A2",
            "- proof: coq/B.v sha256:%s\n- proof: coq/C.v sha256:%s\n".formatted(IMPORTS, EXPORTS));
    Claim<?> a2 = claim("A2", 0, 1);
    assertEquals(List.of(), notes(three, List.of(Note.parse(lines)), a2));
    String noA1 = lines.replace("- proof: coq/A1.v sha256:" + RIGHT + "\n", "");
    assertOne(
        "A2: coq/B.v rests on coq/A1.v",
        notes(three, List.of(Note.parse(text("A1", "")), Note.parse(noA1)), A1, a2));
    String noB = lines.replace("- proof: coq/B.v sha256:" + IMPORTS + "\n", "");
    String other = text("A1", "- proof: coq/B.v sha256:" + IMPORTS + "\n");
    assertOne(
        "A2: coq/C.v rests on coq/B.v",
        notes(three, List.of(Note.parse(other), Note.parse(noB)), A1, a2));
  }

  @Test
  void unknownKey_unknownStatus_missingSection_wrongTitle() {
    for (String key : List.of("sttus", "Proof", "Proof files", "")) {
      assertOne(
          "unknown key '" + key + "'",
          notes(List.of(Note.parse(text("A1", "- " + key + ": x\n"))), A1));
    }
    assertOne(
        "unknown key 'proof coq/B.v'",
        notes(List.of(Note.parse(text("A1", "- proof coq/B.v\n"))), A1));
    assertOne(
        "A1: 'Proof: x' stands before the first section",
        notes(List.of(Note.parse(text("A1", "Proof: x\n- proof: coq/B.v\n"))), A1));
    assertOne(
        "unknown status 'proven'",
        notes(List.of(Note.parse(text("A1", "").replace("cited", "proven"))), A1));
    assertOne(
        "no section 'Not claimed'",
        notes(List.of(Note.parse(text("A1", "").replace("## Not claimed", ""))), A1));
    assertOne(
        "title", notes(List.of(Note.parse(text("A1", "").replace("Title of", "Titel of"))), A1));
    assertOne(
        "mutants of the note",
        notes(List.of(Note.parse(text("A1", "").replace("wolf", "lamb"))), A1));
    assertOne(
        "variants of the note differ from the code's: sheep",
        notes(List.of(Note.parse(text("A1", "").replace("- variants: sheep\n", ""))), A1));
    assertOne(
        "unknown status 'cited, cited'",
        notes(List.of(Note.parse(text("A1", "- status: cited\n"))), A1));
  }

  @Test
  void brokenPromise() {
    Mutant wolf =
        new Mutant("wolf", "bites", Group.WEIGHTS, List.of("A1", "A2"), Implementation.EMPTY);
    assertOne(
        "mutant wolf is not refuted by A2",
        NotesCheck.brokenPromises(run(0, List.of(), List.of(WOLF), List.of()), List.of(wolf)));
  }
}
