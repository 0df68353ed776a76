package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import wfr.model.WfrProblem;
import wfr.reference.Reference;

/** The law of the scheme in space by its definition, against the law read off the steps of the reference. */
class SpaceSchemeLawTest {
  private static final double ROUNDING = 1e-10;

  /** Sums of at most five numbers below 4. */
  private static final double READ = 1e-14;

  /** a + b'x - x'Qx/2 is read back from its values at the points. */
  @Test
  void aQuadratic_isReadFromItsPoints() {
    double[] b = {1.5, -0.75, 0.25};
    double[][] q = {{1.25, 0.5, -0.3}, {0.5, 0.8, 0.2}, {-0.3, 0.2, 1.7}};
    double a = 0.6;
    for (int d = 2; d <= 3; d++) {
      double[] f = new double[SpaceSchemeLaw.points(d)];
      for (int i = 0; i < f.length; i++) {
        double[] x = SpaceSchemeLaw.point(i, d);
        f[i] = a;
        for (int k = 0; k < d; k++) {
          f[i] += b[k] * x[k];
          for (int l = 0; l < d; l++) {
            f[i] -= 0.5 * x[k] * q[k][l] * x[l];
          }
        }
      }
      SpaceSchemeLaw.Quadratic found = SpaceSchemeLaw.read(f, d);
      assertEquals(a, found.a(), READ);
      assertArrayEquals(Arrays.copyOf(b, d), found.b().toArray(), READ);
      for (int k = 0; k < d; k++) {
        assertArrayEquals(Arrays.copyOf(q[k], d), found.q().getRow(k), READ);
      }
    }
  }

  @Test
  void theDefinition_isTheLawOfTheReferencesSteps() {
    WfrProblem p = SpaceProblem.space();
    for (int power = 1; power <= 2; power++) {
      SpaceSchemeLaw.Law expected =
          SpaceSchemeLaw.law(
              Reference.IMPLEMENTATION, p, SpaceSchemeLaw.TIME, SpaceSchemeLaw.STEPS, power);
      SpaceSchemeLaw.Law found = SpaceSchemeLaw.DEFINITION.law(p, power);
      assertEquals(expected.logMass(), found.logMass(), ROUNDING);
      assertArrayEquals(expected.mean().toArray(), found.mean().toArray(), ROUNDING);
      for (int k = 0; k < p.dimension(); k++) {
        assertArrayEquals(expected.covariance().getRow(k), found.covariance().getRow(k), ROUNDING);
      }
    }
  }
}
