package wfr.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import wfr.measure.Atoms;
import wfr.measure.TransportPlan;

/** The distance of measures of equal mass, however small their distances are beside delta: then it is W_2. */
class ScaleOfDistanceTest {
  private static final double GAP = 1e-9;

  /** Next order of the cost and of the marginals, (d/delta)^2, and rounding. */
  private static final double SAME = 1e-7;

  private static Atoms atoms(int dimension, int count, double scale, long seed) {
    Random random = new Random(seed);
    double[][] points = new double[count][dimension];
    double[] masses = new double[count];
    double total = 0;
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < dimension; k++) {
        points[i][k] = scale * random.nextGaussian();
      }
      masses[i] = 0.5 + random.nextDouble();
      total += masses[i];
    }
    for (int i = 0; i < count; i++) {
      masses[i] /= total;
    }
    return new Atoms(points, masses);
  }

  @Test
  void farBelowDelta_itIsW2_withATightGap() {
    double w2 = Wasserstein1d.of(atoms(1, 12, 1, 1), atoms(1, 9, 1, 2), 2);
    for (double scale : new double[] {1e-4, 1e-6, 1e-9}) {
      TransportPlan plan =
          new HellingerKantorovich(0.5).solve(atoms(1, 12, scale, 1), atoms(1, 9, scale, 2));
      assertTrue(plan.gap() <= GAP * plan.squared(), scale + ": " + plan.gap() / plan.squared());
      assertEquals(w2, Math.sqrt(plan.squared()) / scale, SAME * w2, "scale " + scale);
    }
  }

  @Test
  void inThePlaneToo_theSameInEveryUnit() {
    double one = Double.NaN;
    for (double scale : new double[] {1e-5, 1e-7, 1e-9}) {
      TransportPlan plan =
          new HellingerKantorovich(0.5).solve(atoms(2, 14, scale, 3), atoms(2, 11, scale, 4));
      assertTrue(plan.gap() <= GAP * plan.squared(), scale + ": " + plan.gap() / plan.squared());
      double d = Math.sqrt(plan.squared()) / scale;
      one = Double.isNaN(one) ? d : one;
      assertEquals(one, d, SAME * one, "scale " + scale);
    }
  }
}
