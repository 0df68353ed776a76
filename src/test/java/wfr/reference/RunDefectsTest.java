package wfr.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import wfr.math.Estimate;
import wfr.model.SpectralProblem;
import wfr.spec.ReportedRun;
import wfr.spec.ReportedRun.State;

/** Which mistake explains a wrong run, where the closed form knows; no mistake, and no exception, for every other problem. */
class RunDefectsTest {
  private static ReportedRun run(String problem, double time, String functional, double value) {
    return new ReportedRun(
        problem,
        ReportedRun.Errors.BOUND,
        List.of(new State(time, Map.of(functional, new Estimate(value, 1e-9)), Optional.empty())));
  }

  private static RunDefects.Compared compared(ReferenceEntry entry, ReportedRun run) {
    return RunDefects.of(
        entry,
        (rate, d) -> ClosedFormProblems.withRates(entry, rate, d),
        variant -> new RunJudge(variant, run).likelihood());
  }

  @Test
  void aRunWithAnotherRate_isExplainedByIt() {
    for (ReferenceEntry e : ClosedFormProblems.all()) {
      Optional<ReferenceEntry> doubled = ClosedFormProblems.withRates(e, 2, 1);
      if (doubled.isPresent() && e.reactionRate() > 0) {
        assertEquals(
            "lambda counted twice",
            compared(e, doubled.get().asRun()).compatible().get(0).mistake().words(),
            e.name());
      }
    }
    assertEquals(
        4,
        ClosedFormProblems.all().stream()
            .filter(e -> ClosedFormProblems.withRates(e, 2, 1).isPresent())
            .count());
  }

  @Test
  void aRunThatNoRateGives_hasNoExplanation() {
    int tried = 0;
    for (ReferenceEntry e : ClosedFormProblems.all()) {
      RunDefects.Compared compared = compared(e, run(e.name(), 0.5, "kl", 77));
      assertEquals(List.of(), compared.compatible(), e.name());
      tried += compared.tried();
    }
    assertTrue(tried >= 4 * RunDefects.all().size() / 2, "mistakes tried: " + tried);
    for (Map.Entry<String, SpectralProblem> p : CertifiedProblems.all().entrySet()) {
      State truth = new State(0.5, Map.of("kl", new Estimate(1, 1e-9)), Optional.empty());
      ReferenceEntry e =
          new ReferenceEntry(
              p.getKey(),
              "walls",
              ReferenceEntry.Kind.CERTIFIED,
              "G8",
              CertifiedEntries.scenario(p.getKey(), p.getValue()),
              List.of(truth),
              false);
      assertEquals(
          new RunDefects.Compared(0, List.of()), compared(e, run(e.name(), 0.5, "kl", 77)));
    }
  }
}
