package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import wfr.reference.ReferenceOperations;

/** Parts of checks that no planted defect of the suite reaches: each refutes a defect made for it alone. */
class ClaimPartsTest {
  private static final long SEED = 1;

  private static <I> void assertRefutes(Claim<I> claim, Operations defect) {
    for (I instance : claim.instances()) {
      assertEquals(
          Verdict.REFUTED,
          claim.checkOne(defect, instance, SEED).verdict(),
          () -> claim.id() + " " + instance);
    }
  }

  /** Cloud in cell with another value outside the box, on one side. */
  private static Operations outside(boolean left, double wrong) {
    return new ReferenceOperations() {
      @Override
      public double[] logDensity(double lower, double upper, int cells, double[] x, double[] w) {
        double[] l = super.logDensity(lower, upper, cells, x, w);
        for (int i = 0; i < l.length; i++) {
          if (left ? x[i] < lower : x[i] > upper) {
            l[i] += wrong;
          }
        }
        return l;
      }
    };
  }

  /** E9: the edge value outside, on each side and in both directions. */
  @Test
  void outsideTheBox_theDensityIsThatOfTheNearestEdge() {
    for (double wrong : new double[] {1, -1}) {
      assertRefutes(DensityClaims.E9, outside(true, wrong));
      assertRefutes(DensityClaims.E9, outside(false, wrong));
    }
  }

  /** E8: the effective sample size of equal weights and of a single one, each alone. */
  @Test
  void theEffectiveSampleSize_ofEqualWeightsIsN_andOfOneIsOne() {
    for (double factor : new double[] {0.5, 2}) {
      for (boolean single : new boolean[] {true, false}) {
        assertRefutes(
            WeightClaims.E8,
            new ReferenceOperations() {
              @Override
              public double effectiveSampleSize(double[] logWeights) {
                double found = super.effectiveSampleSize(logWeights);
                boolean hit = single ? found < 2 : found > logWeights.length - 1;
                return hit ? factor * found : found;
              }
            });
      }
    }
  }

  /** A12D: Hilbert's distance sees ratios only, is symmetric, and is the range of the difference of the logarithms. */
  @Test
  void hilbertsDistance_isProjective() {
    double[] h = {0.5, -2, 1};
    double[] g = {1.5, -1, 2};
    double[] k = {0.25, 0, -1};
    assertEquals(0, ContractionClaims.oscillation(h, h), 0);
    assertEquals(0, ContractionClaims.oscillation(h, g), 0);
    assertEquals(4, ContractionClaims.oscillation(h, k), 0); // differences 0.25, -2, 2
    assertEquals(4, ContractionClaims.oscillation(k, h), 0);
    assertTrue(Double.isNaN(ContractionClaims.oscillation(h, new double[] {0, Double.NaN, 0})));
  }

  @Test
  void polynomials_obeyTheRules() {
    double[] p = {1, -2, 0.5};
    double[] q = {-1, 3};
    double x = 1.5;
    assertEquals(1 - 2 * x + 0.5 * x * x, Polynomials.value(p, x), 0);
    assertEquals(1 + 2 * x + 0.5 * x * x, Polynomials.size(p, x), 0);
    assertEquals(-2 + x, Polynomials.value(Polynomials.derivative(p), x), 0);
    assertEquals(
        Polynomials.value(p, x) * Polynomials.value(q, x),
        Polynomials.value(Polynomials.product(p, q), x),
        0);
    assertEquals(
        Polynomials.value(p, x) - 2 * Polynomials.value(q, x),
        Polynomials.value(Polynomials.sum(p, -2, q), x),
        0);
    assertEquals(
        Polynomials.value(q, x) - 2 * Polynomials.value(p, x),
        Polynomials.value(Polynomials.sum(q, -2, p), x),
        0);
    // L f = f'' - V' f' with f = p, V' = q
    assertEquals(1 - (3 * x - 1) * (x - 2), Polynomials.value(Polynomials.generator(p, q), x), 0);
  }
}
