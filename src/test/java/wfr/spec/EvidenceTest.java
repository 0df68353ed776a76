package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How values become verdicts. */
class EvidenceTest {
  private static final double EDGE = 1.0;
  private static final Evidence SUPPORTED = Evidence.atMost(0.5, 1, "s");
  private static final Evidence INCONCLUSIVE = Evidence.inconclusive(0.1, 1, "i");
  private static final Evidence REFUTED = Evidence.atMost(2, 1, "r");
  private static final Evidence NAN = Evidence.atMost(Double.NaN, 1, "n");

  private static Trace trace(String what) {
    return new Trace.Convergence(what, 1, false, false, List.of(1.0));
  }

  @Test
  void aValueOfAtMostTheBound_supports_everythingElseRefutes() {
    assertEquals(Verdict.SUPPORTED, Evidence.atMost(EDGE, EDGE, "").verdict());
    assertEquals(Verdict.REFUTED, Evidence.atMost(Math.nextUp(EDGE), EDGE, "").verdict());
    assertEquals(Verdict.REFUTED, NAN.verdict());
    assertEquals(Verdict.REFUTED, Evidence.atMost(EDGE, Double.NaN, "").verdict());
    assertEquals(Verdict.INCONCLUSIVE, INCONCLUSIVE.verdict());
    double none = Double.NEGATIVE_INFINITY;
    assertEquals(Verdict.REFUTED, Evidence.atMost(EDGE, -none, "no bound").verdict());
    assertEquals(Verdict.REFUTED, Evidence.atMost(-none, -none, "both").verdict());
    assertEquals(Verdict.REFUTED, Evidence.atMost(none, EDGE, "maximum over nothing").verdict());
  }

  @Test
  void margin_isValueOverBound_forBoundsOfEitherSign() {
    assertEquals(0.5, Evidence.atMost(1, 2, "").margin());
    assertEquals(0.5, Evidence.atMost(-4, -2, "").margin());
    assertEquals(0, Evidence.atMost(0, 0, "").margin());
    assertEquals(Double.POSITIVE_INFINITY, Evidence.atMost(1e-300, 0, "").margin());
  }

  @Test
  void worse_isTheMoreDamning_inEitherOrder() {
    List<Evidence> order = List.of(SUPPORTED, INCONCLUSIVE, REFUTED);
    for (int i = 0; i < order.size(); i++) {
      for (int j = 0; j < order.size(); j++) {
        Verdict worst = order.get(Math.max(i, j)).verdict();
        assertEquals(worst, order.get(i).worse(order.get(j)).verdict());
      }
    }
    Evidence closer = Evidence.atMost(0.9, 1, "closer");
    assertEquals("closer", SUPPORTED.worse(closer).detail());
    assertEquals("closer", closer.worse(SUPPORTED).detail());
    assertEquals("s", SUPPORTED.worse(Evidence.atMost(0.5, 1, "as near")).detail());
  }

  /** A NaN is never hidden by a comparison that came later, or earlier. */
  @Test
  void notANumber_staysTheWorst() {
    assertEquals("n", NAN.worse(REFUTED).detail());
    assertEquals("n", REFUTED.worse(NAN).detail());
  }

  @Test
  void traces_ofAllComparisonsAreKept_once() {
    Evidence a = SUPPORTED.with(trace("a"));
    Evidence b = REFUTED.with(trace("b")).with(trace("c"));
    assertEquals(List.of(trace("a"), trace("b"), trace("c")), a.worse(b).traces());
    assertEquals(List.of(trace("a")), a.worse(a).traces());
    assertEquals(REFUTED, b.withoutTraces());
  }

  @Test
  void powered_drawsOnlyIfTheSampleIsLargeEnough() {
    assertSame(SUPPORTED, Evidence.powered(EDGE, EDGE, () -> SUPPORTED));
    Evidence small =
        Evidence.powered(
            Math.nextUp(EDGE),
            EDGE,
            () -> {
              throw new IllegalStateException("drew");
            });
    assertEquals(Verdict.INCONCLUSIVE, small.verdict());
    assertEquals(Math.nextUp(EDGE), small.value());
    assertEquals(EDGE, small.bound());
  }
}
