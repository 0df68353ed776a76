package wfr.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A target given at points. */
class TablePotentialTest {
  /** A dozen roundings of numbers up to 20. */
  private static final double ROUNDING = 64 * Math.ulp(20.0);

  private static final double H = 1e-5;

  /** A difference over H across a point, where V'' jumps by less than 100. */
  private static final double KINK = 100 * H;

  private static double[] even(double a, double b, int n) {
    return IntStream.rangeClosed(0, n).mapToDouble(i -> a + (b - a) * i / n).toArray();
  }

  private static TablePotential well(int n) {
    double[] x = even(-2, 2, n);
    return new TablePotential(x, Arrays.stream(x).map(y -> -Math.pow(y * y - 1, 2)).toArray());
  }

  @Test
  void itGoesThroughThePoints_andHasTheSlopeOfItsValues() {
    TablePotential v = well(16);
    for (double x : v.points()) {
      assertEquals(Math.pow(x * x - 1, 2), v.value(x), ROUNDING);
    }
    for (double x : even(-2.4, 2.4, 97)) {
      double difference = (v.value(x + H) - v.value(x - H)) / (2 * H);
      assertEquals(difference, v.derivative(x), KINK, "at " + x);
    }
  }

  @Test
  void aStraightLine_isExact_beyondItsEndsToo() {
    TablePotential v = new TablePotential(new double[] {0, 1, 3, 4}, new double[] {1, -1, -5, -7});
    for (double x : even(-3, 9, 50)) {
      assertEquals(2 * x - 1, v.value(x), ROUNDING);
      assertEquals(2, v.derivative(x), ROUNDING);
    }
  }

  @Test
  void twoPoints_areALine() {
    TablePotential v = new TablePotential(new double[] {1, 3}, new double[] {2, -4});
    for (double x : even(-1, 5, 12)) {
      assertEquals(3 * x - 5, v.value(x), ROUNDING);
      assertEquals(3, v.derivative(x), ROUNDING);
    }
  }

  /** Secants 1 over a width of 1 and 1/2 over one of 2: 9/(5/1 + 4/(1/2)); at the ends (3 - 9/13)/2 and (3/2 - 9/13)/2. */
  @Test
  void slopes_weighTheSecantOfTheNarrowerPieceMore() {
    TablePotential v = new TablePotential(new double[] {0, 1, 3}, new double[] {0, -1, -2});
    assertEquals(9.0 / 13, v.derivative(1), ROUNDING);
    assertEquals(15.0 / 13, v.derivative(0), ROUNDING);
    assertEquals(21.0 / 52, v.derivative(3), ROUNDING);
  }

  /** Between two points it stays between their values: no wiggles beside a step. */
  @Test
  void itIsMonotoneWhereTheTableIs() {
    double[] x = {0, 1, 2, 3, 4, 5};
    double[] l = {0, 0, 0, -5, -5.1, -5.1};
    TablePotential v = new TablePotential(x, l);
    for (int i = 0; i + 1 < x.length; i++) {
      double before = -l[i];
      for (double y : even(x[i], x[i + 1], 40)) {
        assertTrue(v.value(y) >= before - ROUNDING, "at " + y);
        before = v.value(y);
      }
    }
  }

  @Test
  void theErrorFallsWithTheSquareOfTheDistance_atLeast() {
    double coarse = Math.abs(well(40).value(0.333) - Math.pow(0.333 * 0.333 - 1, 2));
    double fine = Math.abs(well(160).value(0.333) - Math.pow(0.333 * 0.333 - 1, 2));
    assertTrue(fine < coarse / 8, coarse + " and " + fine);
  }

  @Test
  void tablesThatAreNone_areRefused() {
    double[] one = {1};
    assertThrows(IllegalArgumentException.class, () -> new TablePotential(one, one));
    double[] down = {1, 0};
    assertThrows(IllegalArgumentException.class, () -> new TablePotential(down, down));
    double[] nan = {0, Double.NaN};
    assertThrows(
        IllegalArgumentException.class, () -> new TablePotential(new double[] {0, 1}, nan));
  }
}
