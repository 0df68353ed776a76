package wfr.pde.kinetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import wfr.measure.Axis;
import wfr.measure.Grid;
import wfr.model.GaussianLaw;

/** The parts of the kinetic splitting against closed forms, where polynomial interpolation is exact. */
class KineticPartsTest {
  /** Cells this near the centre see nothing of the ends. */
  private static final double INSIDE = 2.5;

  /** Feet to 1e-12 (HamiltonianShift) times the slope of the cubic, below 10 where the feet of the inside are. */
  private static final double FEET = 1e-11;

  /**
   * 16 Gauss-Hermite points: |h'| times the noise's 0.31 stays below 1/2, remainder below 1e-14; a term rounds 16 times at a size of 30, with the factor 4 of the
   * notation 4e-13. Rounded up to a power of ten.
   */
  private static final double QUADRATURE = 1e-12;

  private static final Grid GRID = Grid.of(new Axis(-6, 6, 48, false), new Axis(-6, 6, 40, false));

  private static double[] logRatio(java.util.function.DoubleBinaryOperator h) {
    double[] out = new double[GRID.cells()];
    for (int i = 0; i < GRID.axis(0).cells(); i++) {
      for (int j = 0; j < GRID.axis(1).cells(); j++) {
        out[GRID.index(i, j)] = h.applyAsDouble(GRID.axis(0).centre(i), GRID.axis(1).centre(j));
      }
    }
    return out;
  }

  /** Largest difference for |x|, |v| below 2.5: no continued value has come that far. */
  private static void assertInside(double[] expected, double[] found, double bound) {
    for (int i = 0; i < GRID.axis(0).cells(); i++) {
      for (int j = 0; j < GRID.axis(1).cells(); j++) {
        if (Math.abs(GRID.axis(0).centre(i)) < INSIDE
            && Math.abs(GRID.axis(1).centre(j)) < INSIDE) {
          int c = GRID.index(i, j);
          assertEquals(expected[c], found[c], bound);
        }
      }
    }
  }

  /** In the well k x^2/2 the flow over t turns the plane (k^{1/2} x, v): a cubic of its rotation. */
  @Test
  void hamiltonsFlow_inAHarmonicWell_isARotation() {
    double k = 1.7;
    double w = Math.sqrt(k);
    double t = 0.3;
    java.util.function.DoubleBinaryOperator cubic =
        (x, v) -> 0.2 * x * x * v - 0.1 * v * v * v + 0.4 * x - 0.3 * x * v;
    double[] h = logRatio(cubic);
    new HamiltonianShift(GRID, GaussianLaw.of(0, 1 / k), t).advance(h);
    double[] exact =
        logRatio(
            (x, v) ->
                cubic.applyAsDouble(
                    Math.cos(w * t) * x - Math.sin(w * t) / w * v,
                    Math.cos(w * t) * v + w * Math.sin(w * t) * x));
    assertInside(exact, h, FEET);
  }

  /** A Gaussian velocity N(m, c) becomes N(m e^{-r}, 1 + (c - 1) e^{-2r}), whatever the position does. */
  @Test
  void friction_takesGaussianVelocitiesToGaussianOnes() {
    double m = 0.6;
    double c = 0.8;
    double r = 0.05;
    double[] h = logRatio((x, v) -> x * x - ratio(v, m, c));
    new FrictionStep(GRID, r).advance(h);
    double[] exact =
        logRatio((x, v) -> x * x - ratio(v, m * Math.exp(-r), 1 + (c - 1) * Math.exp(-2 * r)));
    assertInside(exact, h, QUADRATURE);
  }

  /** -log(N(m, c)/N(0, 1)). */
  private static double ratio(double v, double m, double c) {
    return 0.5 * ((v - m) * (v - m) / c - v * v + Math.log(c));
  }

  @Test
  void negativeFriction_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new FrictionStep(GRID, -0.1));
  }
}
