package wfr.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class EstimateTest {
  @Test
  void anExactFigure_hasErrorZero_andNoErrorIsNegativeOrNotANumber() {
    assertEquals(0, new Estimate(1, 0).error());
    assertEquals(Double.POSITIVE_INFINITY, new Estimate(1, Double.POSITIVE_INFINITY).error());
    assertThrows(IllegalArgumentException.class, () -> new Estimate(1, -Double.MIN_VALUE));
    assertThrows(IllegalArgumentException.class, () -> new Estimate(1, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Estimate(Double.NaN, 1));
  }

  /** A sequence that does not move leaves the rounding of its value, relative above one and absolute below. */
  @Test
  void constantSequence_isGoodToItsRounding() {
    for (double value : new double[] {1e-3, 1, 1e3}) {
      RombergTable table = new RombergTable(2, 4);
      for (int level = 0; level < 3; level++) {
        table.add(value);
      }
      Estimate e = table.estimate();
      assertEquals(value, e.value());
      double unit = e.error() / value;
      RombergTable one = new RombergTable(2, 4);
      one.add(1);
      one.add(1);
      assertEquals(one.estimate().error(), unit, Math.ulp(unit));
      assertEquals(true, unit > 0 && unit <= 1024 * Math.ulp(1.0), e.toString());
    }
  }

  @Test
  void exact_hasNoError() {
    assertEquals(new Estimate(2.5, 0), Estimate.exact(2.5));
  }

  /** A figure that is not a number spoils the deep columns only, and the estimate would be taken from the others. */
  @Test
  void anExtrapolation_refusesAFigureThatIsNotANumber() {
    RombergTable table = new RombergTable(2, 4);
    assertThrows(ArithmeticException.class, () -> table.add(Double.NaN));
  }
}
