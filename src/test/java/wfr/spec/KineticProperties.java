package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import wfr.measure.Grid;
import wfr.measure.PhaseGrid;
import wfr.model.GaussianLaw;
import wfr.model.PolynomialPotential;
import wfr.operation.Implementation;
import wfr.operation.KineticOperations.KineticFriction;
import wfr.operation.KineticOperations.KineticHamilton;
import wfr.reference.Reference;

/** Kinetic and reverse-time claims on random instances. */
class KineticProperties {
  private final Implementation reference = Reference.IMPLEMENTATION;

  /** D11: springs, frictions and starts at random, under- and overdamped. */
  @Property(tries = 100, shrinking = ShrinkingMode.OFF, seed = "1")
  void closedForm_solvesTheMomentEquations(@ForAll long seed) {
    SplittableRandom draw = new SplittableRandom(seed);
    double k = draw.nextDouble(0.6, 1.8);
    double g = draw.nextDouble(0, 4);
    double correlation = draw.nextDouble(-0.9, 0.9);
    double a = draw.nextDouble(0.2, 1.5);
    double b = draw.nextDouble(0.2, 1.5);
    double c = correlation * Math.sqrt(a * b);
    GaussianLaw start =
        new GaussianLaw(
            new double[] {draw.nextDouble(-1, 1), draw.nextDouble(-1, 1)},
            new double[][] {{a, c}, {c, b}});
    KineticClaims.Flow flow =
        new KineticClaims.Flow(
            "random " + seed,
            KineticClaims.kinetic(k, g),
            KineticClaims.thermal(draw.nextDouble(-1, 1), k),
            start,
            draw.nextDouble(0, 1.5),
            draw.nextDouble(0.05, 0.5));
    Evidence e = KineticClaims.D11.checkOne(reference, flow, 1);
    assertEquals(Verdict.SUPPORTED, e.verdict(), e::toString);
  }

  /** D10W: the quadratic log-ratio under WFR in reverse time. */
  @Property(tries = 60, shrinking = ShrinkingMode.OFF, seed = "1")
  void quadraticLogRatio_staysOne(@ForAll long seed) {
    SplittableRandom draw = new SplittableRandom(seed);
    double[] i = {draw.nextDouble(-1, 1), draw.nextDouble(-0.4, 1), draw.nextDouble(0, 3)};
    Evidence e = ReverseOuClaims.D10W.checkOne(reference, i, 1);
    assertEquals(Verdict.SUPPORTED, e.verdict(), e::toString);
  }

  /** Each flow of the splitting keeps pi, whatever the well and the step. */
  @Property(tries = 40, shrinking = ShrinkingMode.OFF, seed = "1")
  void everyPartOfTheSplitting_keepsConstants(@ForAll long seed) {
    SplittableRandom draw = new SplittableRandom(seed);
    PhaseGrid grid = new PhaseGrid(new Grid(-2.5, 2.5, 30, false), new Grid(-7, 7, 26, false));
    PolynomialPotential well =
        PolynomialPotential.doubleWell(draw.nextDouble(0.2, 2), draw.nextDouble(-1, 1));
    double value = draw.nextDouble(-3, 3);
    double[] h = new double[grid.cells()];
    java.util.Arrays.fill(h, value);
    double bound = Bounds.rounding(100, 3);
    for (double x : reference.apply(new KineticHamilton(grid, well, h, draw.nextDouble(0, 0.3)))) {
      assertTrue(Math.abs(x - value) <= bound);
    }
    for (double x : reference.apply(new KineticFriction(grid, h, draw.nextDouble(0, 2)))) {
      assertTrue(Math.abs(x - value) <= bound);
    }
  }
}
