package wfr.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wfr.defects.Conformance;
import wfr.scenario.BadInput;
import wfr.spec.ClaimResult;
import wfr.spec.ConformanceResult;
import wfr.spec.ConformanceResult.Example;
import wfr.spec.ConformanceResult.Suspect;
import wfr.spec.Verdict;

/** A program in a process of its own that asks before it answers. */
class ForeignProgramTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int BUDGET = 20_000;
  private static final long NUMBERS = 5_000_000;

  /** Characters of a request that can be read. */
  private static final int FEW = 400;

  private static ConformanceResult judged(String mode, Duration timeout, String... claims) {
    try (ForeignProgram program =
        new ForeignProgram(AskingProgram.command(mode), timeout, line -> {})) {
      assertEquals("asks", program.name());
      return new Conformance(program.name(), program.operations(), program)
          .run(new Conformance.Request(List.of(claims), 1, BUDGET, NUMBERS), (what, done) -> {});
    }
  }

  private static Verdict verdict(ConformanceResult result, String id) {
    return result.result().claims().stream()
        .filter(c -> c.claim().id().equals(id))
        .map(ClaimResult::evidence)
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  @Test
  void aRightProgram_thatAsksForGradientsAndDraws_isSupported() {
    ConformanceResult result = judged("right", LONG, "D11B", "E1");
    assertEquals(Verdict.SUPPORTED, verdict(result, "D11B"));
    assertEquals(Verdict.SUPPORTED, verdict(result, "E1"));
    assertEquals(List.of(), result.defects());
  }

  /** The nearest defect is found on what the program was told: the values of the function, and the draws. */
  @ParameterizedTest
  @CsvSource({"half-noise, D11B, baoab-noise", "others, E1, partner-from-others"})
  void aWrongOne_isRefutedAndNamed(String mode, String claim, String defect) {
    ConformanceResult result = judged(mode, LONG, "D11B", "E1");
    for (String id : List.of("D11B", "E1")) {
      assertEquals(id.equals(claim) ? Verdict.REFUTED : Verdict.SUPPORTED, verdict(result, id));
    }
    Suspect first = result.defects().get(0);
    assertEquals(defect, first.mutant());
    assertTrue(first.reproduced());
    Example small = first.smallest().orElseThrow();
    assertNotEquals(small.right(), small.answer());
    assertTrue(ForeignProgram.line(small.input()).length() < FEW, () -> small.input().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"seq\": %d, \"evaluate\": 7, \"at\": [[1]]}; this call has no function 7",
        "{\"seq\": %d, \"evaluate\": 0, \"at\": [[1, 2]]}; a point has 2 arguments, not 1",
        "{\"seq\": %d, \"evaluate\": 0}; at must be a list of points",
        "{\"seq\": %d, \"evaluate\": \"V\", \"at\": []}; evaluate must be an integer of at least 0:"
            + " \"V\"",
        "{\"seq\": %d, \"draw\": 0, \"doubles\": 1}; this call has no stream 0",
        "{\"seq\": %d, \"evaluate\": 0, \"at\": [[1]], \"output\": []}; unknown key \"output\";"
            + " admissible: at, evaluate, seq",
        "{\"seq\": 1%d, \"evaluate\": 0, \"at\": [[1]]}; sequence number 13: must be 3"
      })
  void aMalformedQuestion_endsTheConversation_inOneLineThatNamesTheRequest(
      String line, String message) {
    BadInput e = assertThrows(BadInput.class, () -> judged(line, LONG, "D11B"));
    assertTrue(e.getMessage().startsWith("request 3 (kineticStep): "), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void aProgramThatAsksWithoutEnd_isStopped() {
    String forEver = "{\"seq\": %d, \"evaluate\": 0, \"at\": [[0.0]]}";
    BadInput e = assertThrows(BadInput.class, () -> judged(forEver, LONG, "D11B"));
    assertTrue(
        e.getMessage()
            .matches(
                "request 3 \\(kineticStep\\): (more than 20000 questions are asked .*|no answer"
                    + " within .*, but \\d+ questions)"),
        e.getMessage());
  }
}
