package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.generators.Generators.between;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import wfr.measure.Axis;
import wfr.measure.Grid;
import wfr.model.GaussianLaw;
import wfr.model.PolynomialPotential;
import wfr.operation.Implementation;
import wfr.operation.KineticOperations.KineticFriction;
import wfr.operation.KineticOperations.KineticHamilton;
import wfr.reference.Reference;

/** Kinetic and reverse-time claims on random instances. */
class KineticProperties {
  private final Implementation reference = Reference.IMPLEMENTATION;

  private static Arbitrary<GaussianLaw> starts() {
    return Combinators.combine(
            between(-1, 1),
            between(-1, 1),
            between(0.2, 1.5),
            between(0.2, 1.5),
            between(-0.9, 0.9))
        .as(
            (x, v, a, b, correlation) -> {
              double c = correlation * Math.sqrt(a * b);
              return new GaussianLaw(new double[] {x, v}, new double[][] {{a, c}, {c, b}});
            });
  }

  /** Springs, frictions and starts, under- and overdamped. */
  @Provide
  Arbitrary<KineticClaims.Flow> flows() {
    return Combinators.combine(
            between(0.6, 1.8),
            between(0, 4),
            between(-1, 1),
            starts(),
            between(0, 1.5),
            between(0.05, 0.5))
        .as(
            (k, g, mean, start, lambda, time) ->
                new KineticClaims.Flow(
                    "random",
                    KineticClaims.kinetic(k, g),
                    KineticClaims.thermal(mean, k),
                    start,
                    lambda,
                    time));
  }

  @Provide
  Arbitrary<double[]> reverse() {
    return Combinators.combine(between(-1, 1), between(-0.4, 1), between(0, 3))
        .as((a, b, c) -> new double[] {a, b, c});
  }

  private record Well(double height, double tilt) {}

  @Provide
  Arbitrary<Well> wells() {
    return Combinators.combine(between(0.2, 2), between(-1, 1)).as(Well::new);
  }

  @Provide
  Arbitrary<Double> constants() {
    return between(-3, 3);
  }

  @Provide
  Arbitrary<Double> steps() {
    return between(0, 0.3);
  }

  @Provide
  Arbitrary<Double> frictions() {
    return between(0, 2);
  }

  /** D11: springs, frictions and starts at random, under- and overdamped. */
  @Property(tries = 100, seed = "1")
  void closedForm_solvesTheMomentEquations(@ForAll("flows") KineticClaims.Flow flow) {
    Evidence e = KineticClaims.D11.checkOne(reference, flow, 1);
    assertEquals(Verdict.SUPPORTED, e.verdict(), e::toString);
  }

  /** D10W: the quadratic log-ratio under WFR in reverse time. */
  @Property(tries = 60, seed = "1")
  void quadraticLogRatio_staysOne(@ForAll("reverse") double[] i) {
    Evidence e = ReverseOuClaims.D10W.checkOne(reference, i, 1);
    assertEquals(Verdict.SUPPORTED, e.verdict(), e::toString);
  }

  /** Each flow of the splitting keeps pi, whatever the well and the step. */
  @Property(tries = 40, seed = "1")
  void everyPartOfTheSplitting_keepsConstants(
      @ForAll("wells") Well shape,
      @ForAll("constants") double value,
      @ForAll("steps") double step,
      @ForAll("frictions") double friction) {
    Grid grid = Grid.of(new Axis(-2.5, 2.5, 30, false), new Axis(-7, 7, 26, false));
    PolynomialPotential well = PolynomialPotential.doubleWell(shape.height(), shape.tilt());
    double[] h = new double[grid.cells()];
    java.util.Arrays.fill(h, value);
    double bound = Bounds.rounding(100, 3);
    for (double x : reference.apply(new KineticHamilton(grid, well, h, step))) {
      assertTrue(Math.abs(x - value) <= bound);
    }
    for (double x : reference.apply(new KineticFriction(grid, h, friction))) {
      assertTrue(Math.abs(x - value) <= bound);
    }
  }
}
