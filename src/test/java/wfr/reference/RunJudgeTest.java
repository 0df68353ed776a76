package wfr.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import wfr.math.Estimate;
import wfr.spec.Evidence;
import wfr.spec.ReportedRun;
import wfr.spec.ReportedRun.State;
import wfr.spec.Verdict;

/** Numbers of a whole run against numbers known with an error. */
class RunJudgeTest {
  private static final String NAME = "made";

  /** Of a problem in nanometres. */
  private static final double NANO = 1e-18;

  private static ReferenceEntry entry(String functional, Estimate value) {
    return new ReferenceEntry(
        NAME,
        ReferenceEntry.CORE,
        ReferenceEntry.Kind.ESTIMATED,
        "test",
        Map.of("reaction-rate", 1.0, "diffusivity", 1.0),
        List.of(new State(1, Map.of(functional, value), Optional.empty())),
        true);
  }

  private static Evidence judged(String functional, Estimate reference, Estimate reported) {
    ReportedRun run =
        new ReportedRun(
            NAME,
            ReportedRun.Errors.BOUND,
            List.of(new State(1, Map.of(functional, reported), Optional.empty())));
    return new RunJudge(entry(functional, reference), run)
        .results().stream()
            .filter(r -> r.claim().id().endsWith("/" + functional))
            .findFirst()
            .orElseThrow()
            .evidence();
  }

  @Test
  void roundingsAreThoseOfTheUnit() {
    Estimate truth = Estimate.exact(NANO);
    Evidence wrong = judged("variance", truth, Estimate.exact(1.001 * NANO));
    assertEquals(Verdict.REFUTED, wrong.verdict(), wrong::detail);
    Evidence rounded = judged("variance", truth, Estimate.exact(NANO + Math.ulp(NANO)));
    assertEquals(Verdict.SUPPORTED, rounded.verdict(), rounded::detail);
  }

  /** Of a divergence the terms are of size 1 however small it is; so are those of a number that is 0 throughout. */
  @Test
  void anExactZero_mayComeOutAsTheRoundingOfItsTerms() {
    for (String name : List.of("kl", "fisher_information", "observable")) {
      Evidence rounded = judged(name, Estimate.exact(0), new Estimate(-4e-17, 9e-18));
      assertEquals(Verdict.SUPPORTED, rounded.verdict(), rounded::detail);
      Evidence wrong = judged(name, Estimate.exact(0), new Estimate(1e-12, 9e-18));
      assertEquals(Verdict.REFUTED, wrong.verdict(), wrong::detail);
    }
  }

  @Test
  void errorsThatSayNothing_ofEitherSide_areInconclusive() {
    Evidence theirs = judged("variance", Estimate.exact(1), new Estimate(1.05, 0.11));
    assertEquals(Verdict.INCONCLUSIVE, theirs.verdict());
    assertTrue(theirs.detail().startsWith("the stated error is too large to judge"));
    Evidence ours = judged("variance", new Estimate(1, 0.11), Estimate.exact(1.05));
    assertEquals(Verdict.INCONCLUSIVE, ours.verdict());
    assertTrue(ours.detail().startsWith(RunJudge.VAGUE));
    Evidence far = judged("variance", new Estimate(1, 0.11), Estimate.exact(1.2));
    assertEquals(Verdict.REFUTED, far.verdict());
  }
}
