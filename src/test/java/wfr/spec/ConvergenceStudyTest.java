package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gate of a convergence study, at the edge of its model: e_l = C 2^{-pl} (1 + s_l), |s_l| at most 2^{-ql}/4. */
class ConvergenceStudyTest {
  private static final int LEVELS = 5;

  /** Largest share of the next term at the coarsest level. */
  private static final double SHARE = 0.25;

  /** Rates are differences of logarithms: a few units in the last place. */
  private static final double ROUNDING = 8 * Math.ulp(2.0);

  /** 2^{-pl} but for a share of level k. */
  private static double[] errors(double p, double q, int k, double share) {
    double[] e = new double[LEVELS];
    for (int l = 0; l < LEVELS; l++) {
      e[l] = 3 * Math.pow(2, -p * l) * (1 + (l == k ? share * Math.pow(2, -q * l) : 0));
    }
    return e;
  }

  /** 2^{-pl} (1 + s 2^{-ql}). */
  private static double[] expansion(double p, double q, double s) {
    double[] e = new double[LEVELS];
    for (int l = 0; l < LEVELS; l++) {
      e[l] = 3 * Math.pow(2, -p * l) * (1 + s * Math.pow(2, -q * l));
    }
    return e;
  }

  private static Verdict verdict(double p, double q, double... errors) {
    return ConvergenceStudy.ofErrors(p, q, errors).evidence("").verdict();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "2, 1", "2, 2"})
  void anExpansionWithinTheModel_supports_oneBeyondIt_refutes(double p, double q) {
    assertEquals(Verdict.SUPPORTED, verdict(p, q, errors(p, q, 0, 0)));
    assertEquals(Verdict.SUPPORTED, verdict(p, q, expansion(p, q, SHARE)));
    assertEquals(Verdict.SUPPORTED, verdict(p, q, expansion(p, q, -0.99 * SHARE)));
    assertEquals(Verdict.REFUTED, verdict(p, q, expansion(p, q, -1.01 * SHARE)));
    assertEquals(Verdict.REFUTED, verdict(p + 1, q, errors(p, q, 0, 0)));
  }

  /** At the edge the value is 1 at every level: the range narrows as the next term does. */
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2"})
  void atTheEdgeOfTheModel_theValueIsOne(double p, double q) {
    double value = ConvergenceStudy.ofErrors(p, q, expansion(p, q, -SHARE)).evidence("").value();
    double narrowest = SHARE * Math.pow(2, -q * (LEVELS - 1));
    assertEquals(1, value, ROUNDING / narrowest);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void aDisturbanceOfOneLevel_isJudgedByTheRangeOfThatLevel(int k) {
    double q = 1;
    double rate = Math.log(1 - SHARE / 2 * Math.pow(2, -k)) - Math.log(1 - SHARE * Math.pow(2, -k));
    double edge = Math.exp(-rate) - 1; // lowers the rate after level k by exactly what is allowed
    double scale = Math.pow(2, q * k);
    assertEquals(Verdict.SUPPORTED, verdict(2, q, errors(2, q, k, 0.99 * edge * scale)));
    assertEquals(Verdict.REFUTED, verdict(2, q, errors(2, q, k, 1.01 * edge * scale)));
  }

  @Test
  void errorsThatVanishChangeSignOrAreNotNumbers_refute() {
    assertEquals(Verdict.REFUTED, verdict(1, 1, 8, 4, 2, 0));
    assertEquals(Verdict.REFUTED, verdict(1, 1, 0, 0, 0, 0));
    assertEquals(Verdict.REFUTED, verdict(1, 1, 8, -4, 2, -1));
    assertEquals(Verdict.REFUTED, verdict(1, 1, 8, 4, Double.NaN, 1));
    assertEquals(Verdict.REFUTED, verdict(1, 1, Double.NaN, 4, 2, 1));
    assertEquals(Verdict.SUPPORTED, verdict(1, 1, -8, -4, -2, -1));
  }

  /** Products of such errors underflow to zero. */
  @Test
  void signsOfTinyErrors_count() {
    double[] e = {4e-170, -1e-170, 2.5e-171, -6.25e-172};
    assertEquals(Verdict.REFUTED, verdict(2, 2, e));
    assertEquals(Verdict.SUPPORTED, verdict(2, 2, Arrays.stream(e).map(Math::abs).toArray()));
  }

  /** Errors that vanish one after the other have no rate: that is no degraded order either. */
  @Test
  void aControlWithoutRates_isRefuted() {
    assertEquals(
        Verdict.REFUTED, ConvergenceStudy.ofErrors(1, 1, 1, 0, 0, 0).control("").verdict());
    assertEquals(
        Verdict.REFUTED,
        ConvergenceStudy.ofErrors(1, 1, 8, Double.NaN, 2, 1).control("").verdict());
  }

  @Test
  void fewerThanFourLevels_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> ConvergenceStudy.ofErrors(1, 1, 4, 2, 1));
    assertThrows(IllegalArgumentException.class, () -> ConvergenceStudy.ofValues(1, 1, 4, 2, 1));
    assertThrows(IllegalArgumentException.class, () -> ConvergenceStudy.ofDifferences(1, 1, 2, 1));
    assertEquals(
        Verdict.SUPPORTED, ConvergenceStudy.ofDifferences(1, 1, 4, 2, 1).evidence("").verdict());
    assertEquals(
        Verdict.SUPPORTED, ConvergenceStudy.ofValues(1, 1, 0, 4, 6, 7).evidence("").verdict());
  }

  @Test
  void rates_constant_andConvergenceIndex_areReported() {
    ConvergenceStudy study = ConvergenceStudy.ofDifferences(2, 1, 48, 12, 3);
    assertArrayEquals(new double[] {2, 2}, study.rates(), ROUNDING);
    // 3 2^4 = 48; 1.25 3/(2^2 - 1) = 1.25
    assertEquals("rates 2.000 2.000 (order 2), constant 48.0, GCI 1.3", study.toString());
    assertEquals(
        "rates 1.000 1.000 1.000 (order 1), constant 8.00",
        ConvergenceStudy.ofErrors(1, 1, 8, 4, 2, 1).toString());
  }

  /** A degraded scheme passes the control; the sound one must not. */
  @Test
  void control_refutesWhatTheStudyAccepts_andTheOtherWayRound() {
    ConvergenceStudy sound = ConvergenceStudy.ofErrors(2, 1, errors(2, 1, 0, 0));
    ConvergenceStudy degraded = ConvergenceStudy.ofErrors(2, 1, errors(1, 1, 0, 0));
    assertEquals(Verdict.REFUTED, sound.control("").verdict());
    assertEquals(Verdict.SUPPORTED, degraded.control("").verdict());
    assertTrue(degraded.control("what").detail().startsWith("control, must fail: what: rates"));
  }

  @Test
  void trace_carriesTheStudy() {
    Trace.Convergence expected =
        new Trace.Convergence("what", 1, true, false, List.of(4.0, 2.0, 1.0));
    assertEquals(
        List.of(expected), ConvergenceStudy.ofDifferences(1, 1, 4, 2, 1).evidence("what").traces());
    Trace.Convergence control =
        new Trace.Convergence("what", 1, false, true, List.of(8.0, 4.0, 2.0, 1.0));
    assertEquals(
        List.of(control), ConvergenceStudy.ofErrors(1, 1, 8, 4, 2, 1).control("what").traces());
  }

  /** Only the last counts: 1.4 is nearest to 1, 1.6 to 2, and no rate is near any. */
  @Test
  void theLastRate_isNearestToTheOrder() {
    double near = Math.pow(2, -1.4);
    double far = Math.pow(2, -1.6);
    assertEquals(
        Verdict.SUPPORTED,
        ConvergenceStudy.ofErrors(1, 1, 1, far, far * far, far * far * near)
            .lastRate("")
            .verdict());
    for (double last : new double[] {far, -far, Math.pow(2, -0.4), 0, Double.NaN}) {
      Evidence e =
          ConvergenceStudy.ofErrors(1, 1, 1, near, near * near, near * near * last).lastRate("");
      assertEquals(Verdict.REFUTED, e.verdict(), "factor " + last);
    }
  }
}
