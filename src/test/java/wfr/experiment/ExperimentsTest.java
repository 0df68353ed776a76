package wfr.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wfr.reference.Progress;

/** Every experiment in a small setting, and what must hold in it already. */
class ExperimentsTest {
  private static final int REPEATS = 2;
  private static final int SHORTENING = 20;
  private static final Map<String, Outcome> OUTCOMES = new HashMap<>();

  private static Setting small(int threads) {
    return new Setting(1, threads, REPEATS, SHORTENING, Progress.NONE);
  }

  @BeforeAll
  static void runAll() {
    for (Experiment e : Experiments.all()) {
      OUTCOMES.put(e.id(), e.run(small(2)));
    }
  }

  private static double ours(String id, String quantity) {
    List<Row> rows =
        OUTCOMES.get(id).rows().stream().filter(r -> r.quantity().equals(quantity)).toList();
    assertEquals(1, rows.size(), id + ": " + quantity);
    return rows.get(0).ours().value();
  }

  /** Half a unit in the last place printed. */
  private static double lastDigit(String printed) {
    return Math.pow(10, -(printed.length() - printed.indexOf('.') - 1)) / 2;
  }

  @Test
  void everyExperiment_hasRowsFigureAndReasons() {
    Set<String> names = new HashSet<>();
    for (Experiment e : Experiments.all()) {
      Outcome o = OUTCOMES.get(e.id());
      assertTrue(names.add(e.id()) && names.add(e.name()), "named twice: " + e.id());
      assertEquals(e, Experiments.find(e.id()).orElseThrow());
      assertEquals(e, Experiments.find(e.name()).orElseThrow());
      assertTrue(!o.rows().isEmpty() && !o.panels().isEmpty() && !o.remarks().isEmpty(), e.id());
      for (Row r : o.rows()) {
        assertTrue(Double.isFinite(r.ours().value()), e.id() + ": " + r.quantity());
        assertTrue(Double.isFinite(r.ours().error()), e.id() + ": " + r.quantity());
        assertTrue(!r.hasPublished() || Double.isFinite(r.publishedValue()), r.published());
      }
    }
  }

  /** The table of C3, and the closed form of B6, digit by digit. */
  @ParameterizedTest
  @ValueSource(strings = {"R1", "R2"})
  void exactNumbers_agreeToTheDigitsPrinted(String id) {
    int compared = 0;
    for (Row r : OUTCOMES.get(id).rows()) {
      if (r.hasPublished()) {
        assertEquals(r.publishedValue(), r.ours().value(), lastDigit(r.published()), r.quantity());
        compared++;
      }
    }
    assertEquals(id.equals("R1") ? 15 : 4, compared);
  }

  /** Claim C3: c_0 above s puts FR-W ahead of the exact flow and W-FR behind it. */
  @Test
  void splitting_whoIsAhead() {
    for (double t : SplittingOrder.STEPS) {
      double exact = ours("R1", "KL, exact, t = " + t);
      assertTrue(ours("R1", "KL, FR-W, t = " + t) < exact);
      assertTrue(ours("R1", "KL, W-FR, t = " + t) > exact);
    }
  }

  /** A law N^-p with exact errors gives back p, and its standard error is that of the delta method: equal relative errors e give e/sqrt(Sxx). */
  @Test
  void slope_ofAPowerLaw_isItsExponent() {
    double[] n = {10, 100, 1000};
    wfr.math.Estimate[] errors = new wfr.math.Estimate[n.length];
    for (int j = 0; j < n.length; j++) {
      double v = 7 * Math.pow(n[j], -1.5);
      errors[j] = new wfr.math.Estimate(v, v / 8);
    }
    double rounding = 64 * Math.ulp(1.0);
    wfr.math.Estimate slope = ErrorRate.slope(n, errors);
    assertEquals(-1.5, slope.value(), rounding);
    assertEquals(1 / (8 * Math.sqrt(2) * Math.log(10)), slope.error(), rounding);
  }

  /** Weights on draws that never move cannot reach the second mode, W_1 stays near 3; the PDE of WFR is there at t = 7.5. */
  @Test
  void bimodal_reactionAloneStaysInItsMode() {
    double half = ours("R4", "W_1, W (Langevin), iteration 60") / 2;
    assertTrue(ours("R4", "W_1, FR (weights only), iteration 1000") > half);
    assertTrue(ours("R4", "W_1, PDE of WFR, t = 7.5") < half);
  }

  /** The fixed bandwidth leaves a distance to pi that the flow itself does not have. */
  @Test
  void kernelisedFlow_isFartherFromPi() {
    assertTrue(
        ours("R7", "L1 distance to pi, kernelised PDE, t = 8.0")
            > ours("R7", "L1 distance to pi, PDE of WFR, t = 8.0"));
  }

  /** Without reaction no particle leaves the first of four modes so early: its share is off by 3/4, and the mean by 3 in one of two coordinates. */
  @Test
  void fourModes_transportAloneStaysInItsMode() {
    assertTrue(
        ours("R5", "largest error of a mode's share, W (Langevin)")
            > ours("R5", "largest error of a mode's share, 500 independent draws"));
    assertTrue(
        ours("R5", "MMD^2 to pi, 500 independent draws") < ours("R5", "MMD^2 to pi, W (Langevin)"));
  }

  /** One thread or two: the same numbers, bit for bit. */
  @ParameterizedTest
  @ValueSource(strings = {"R2", "R6"})
  void outcome_doesNotDependOnThreads(String id) {
    Outcome one = Experiments.find(id).orElseThrow().run(small(1));
    List<Row> two = OUTCOMES.get(id).rows();
    for (int k = 0; k < two.size(); k++) {
      assertEquals(two.get(k).ours(), one.rows().get(k).ours(), two.get(k).quantity());
    }
  }
}
