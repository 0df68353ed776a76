package wfr.math;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Equal steps between output times. */
class TimeStepsTest {
  @Test
  void interval_isCutIntoStepsNotAboveDt() {
    assertEquals(4, TimeSteps.count(0.5, 1.5, 0.25));
    assertEquals(5, TimeSteps.count(0.5, 1.5, 0.24));
    assertEquals(1, TimeSteps.count(0, 1, 7));
    assertEquals(0, TimeSteps.count(2, 2, 0.1));
  }

  /** 0.3/0.1 is 2.9999999999999996, (0.1 + 0.2)/0.1 is 3.0000000000000004. */
  @Test
  void quotientNextToAnInteger_isThatInteger() {
    assertEquals(3, TimeSteps.count(0, 0.3, 0.1));
    assertEquals(3, TimeSteps.count(0, 0.1 + 0.2, 0.1));
    assertEquals(1000, TimeSteps.count(0, 1 + 0.5e-9, 1e-3));
    assertEquals(1001, TimeSteps.count(0, 1 + 2e-9, 1e-3));
  }

  @Test
  void moreStepsThanAnInt_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> TimeSteps.count(0, 1, 1e-10));
    assertThrows(IllegalArgumentException.class, () -> TimeSteps.count(0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> TimeSteps.count(0, 1, Double.NaN));
    assertEquals(2_000_000, TimeSteps.count(0, 2, 1e-6));
  }

  @Test
  void timesThatDoNotAscendFromZero_areRefused() {
    assertDoesNotThrow(() -> TimeSteps.check(new double[] {}));
    assertDoesNotThrow(() -> TimeSteps.check(new double[] {0, 0, 0.5, 0.5, 3}));
    double inf = Double.POSITIVE_INFINITY;
    for (double[] bad : new double[][] {{-0.1}, {1, 0.5}, {0, Double.NaN}, {1, inf}}) {
      assertThrows(IllegalArgumentException.class, () -> TimeSteps.check(bad));
    }
  }
}
