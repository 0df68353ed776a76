package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.operation.GridOperations.MASS;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.MatrixUtils;
import org.junit.jupiter.api.Test;
import wfr.measure.DiscreteTarget;
import wfr.model.Potential;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Discretise;
import wfr.reference.Reference;

/** The data on which claims are checked, against formulas and differences of their own. */
class ClaimProblemsTest {
  private static final double STEP = 1e-5;

  /** Of a central difference: STEP^2/6 times a third derivative below 170, 3e-9, and rounding of numbers below 10 over STEP, 2e-10. */
  private static final double ACCURACY = 1e-8;

  /** A few roundings of numbers below 4. */
  private static final double ROUNDING = 16 * Math.ulp(1.0);

  private static final double MASS = 1e-13;

  private static double slope(DoubleUnaryOperator f, double x) {
    return (f.applyAsDouble(x + STEP) - f.applyAsDouble(x - STEP)) / (2 * STEP);
  }

  private static void assertDerivative(double expected, double found, String what) {
    assertEquals(expected, found, ACCURACY, what);
    assertTrue(Math.abs(found) > ACCURACY, () -> what + " vanishes");
  }

  @Test
  void fieldsOfARandomPath_areDerivatives() {
    double x = 1.1;
    double t = 0.3;
    for (long seed = 11; seed <= 13; seed++) {
      CorrectionClaims.Path p = CorrectionClaims.random(seed);
      assertDerivative(slope(y -> p.value().at(y, t), x), p.slope().at(x, t), p.name() + ": U'");
      assertDerivative(
          slope(s -> p.value().at(x, s), t), p.timeDerivative().at(x, t), p.name() + ": d_t U");
      assertDerivative(
          slope(y -> p.drift().at(y, t), x), p.divergence().at(x, t), p.name() + ": b'");
    }
  }

  @Test
  void theTorus_isAsItsFormulaSays() {
    WfrProblem torus = Problems.torus(1, 1);
    Potential v = torus.potential();
    for (double x : new double[] {0.3, 1.9, 4.4}) {
      double[] gradient = new double[1];
      v.gradient(new double[] {x}, gradient);
      assertDerivative(slope(y -> v.value(new double[] {y}), x), gradient[0], "V' at " + x);
    }
    // 2 cos 0.6 + 0.5 sin 0.3 and 1.5 cos 0.7
    assertEquals(1.7984313331500263, v.value(new double[] {0.3}), ROUNDING);
    assertEquals(1.1472632809267327, torus.initial().logDensity(new double[] {1.1}), ROUNDING);
  }

  @Test
  void aPower_hasItsCentreAndFactor() {
    double sixth = ReactionClaims.power(0, 6, 1).logDensity(new double[] {1.2});
    assertEquals(-2.985984, sixth, ROUNDING);
    double fourth = ReactionClaims.power(-0.3, 4, 0.7).logDensity(new double[] {0.5});
    assertEquals(-0.28672, fourth, ROUNDING);
  }

  /** |dm| + |dC| = 5 + 12. */
  @Test
  void theDifferenceOfLaws_isThatOfMeansAndOfCovariances() {
    SpaceSchemeLaw.Law a =
        new SpaceSchemeLaw.Law(0, new ArrayRealVector(2), MatrixUtils.createRealIdentityMatrix(2));
    SpaceSchemeLaw.Law b =
        new SpaceSchemeLaw.Law(
            0,
            new ArrayRealVector(new double[] {3, 4}),
            MatrixUtils.createRealDiagonalMatrix(new double[] {1, 13}));
    assertEquals(17, BandwidthBias.difference(a, b), 0);
    assertEquals(17, BandwidthBias.difference(b, a), 0);
  }

  /** Mass 1, values in a range of twice the size, and not all one. */
  @Test
  void aRandomDensity_hasMassOneAndItsSize() {
    int size = 3;
    DiscreteTarget target =
        Reference.IMPLEMENTATION.apply(new Discretise(Problems.torus(1, 0.4), 8));
    double[] h = DiscretisationClaims.randomLogRatio(target, 1, size);
    double mass = 0;
    for (int c = 0; c < h.length; c++) {
      mass += Math.exp(target.logMass()[c] + h[c]);
    }
    assertEquals(1, mass, MASS);
    double range = Arrays.stream(h).max().orElseThrow() - Arrays.stream(h).min().orElseThrow();
    assertTrue(range > 0 && range <= 2 * size, () -> "range " + range);
  }
}
