package wfr.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wfr.measure.Atoms;
import wfr.measure.TransportPlan;

/** The sizes at which the certificate is promised, and measures that are hard on interior points. */
class HellingerKantorovichTest {
  /** Certified gap, far below the rounding of the value: it is a sum of terms none of which is a difference. */
  private static final double CLUSTER_GAP = 1e-18;

  /** A few roundings of numbers of size 3. */
  private static final double ROUNDING = 8 * Math.ulp(1.0);

  private static final double GAP = 1e-9;

  private static Atoms normal(Random random, int count, int dimension, double mean, double scale) {
    double[][] points = new double[count][dimension];
    double[] masses = new double[count];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < dimension; k++) {
        points[i][k] = mean + scale * random.nextGaussian();
      }
      masses[i] = random.nextDouble() / count;
    }
    return new Atoms(points, masses);
  }

  @ParameterizedTest
  @CsvSource({"2000, 1, 0.5", "2000, 1, 5", "300, 2, 0.5", "300, 2, 3", "800, 2, 1"})
  void gap_isBelow1e9_inUnderAMinute(int count, int dimension, double delta) {
    Random random = new Random(7);
    Atoms mu = normal(random, count, dimension, 0, 1);
    Atoms nu = normal(random, count, dimension, 0.4, 0.7);
    TransportPlan plan =
        assertTimeout(Duration.ofMinutes(1), () -> new HellingerKantorovich(delta).solve(mu, nu));
    assertTrue(plan.gap() <= GAP * plan.squared(), plan.gap() + " of " + plan.squared());
  }

  @Test
  void gap_isBelow1e9_forGridDensitiesWithTailsOverHundredDecades() {
    int n = 2000;
    double[] x = new double[n];
    double[] a = new double[n];
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = -10 + 20 * (i + 0.5) / n;
      a[i] = Math.exp(-0.5 * x[i] * x[i]);
      b[i] = Math.exp(-2 * (x[i] - 1) * (x[i] - 1));
    }
    TransportPlan plan = new HellingerKantorovich(1).solve(Atoms.line(x, a), Atoms.line(x, b));
    assertTrue(plan.gap() <= GAP * plan.squared(), plan.gap() + " of " + plan.squared());
  }

  @Test
  void gap_isBelow1e9_onALattice_whereManyPlansAreOptimal() {
    Random random = new Random(3);
    int side = 14;
    double[][] points = new double[side * side][2];
    double[] a = new double[side * side];
    double[] b = new double[side * side];
    for (int i = 0; i < points.length; i++) {
      points[i][0] = 0.1 * (i % side);
      points[i][1] = 0.1 * (i / side);
      a[i] = 1 + random.nextInt(3);
      b[i] = random.nextInt(4);
    }
    TransportPlan plan =
        new HellingerKantorovich(0.3).solve(new Atoms(points, a), new Atoms(points, b));
    assertTrue(plan.gap() <= GAP * plan.squared(), plan.gap() + " of " + plan.squared());
  }

  @Test
  void gap_isOfRounding_forNearlyEqualMeasures() {
    Random random = new Random(5);
    Atoms mu = normal(random, 60, 2, 0, 1);
    double[] masses = mu.masses().clone();
    for (int i = 0; i < masses.length; i++) {
      masses[i] *= 1 + 1e-6 * random.nextDouble();
    }
    TransportPlan plan = new HellingerKantorovich(1).solve(mu, new Atoms(mu.points(), masses));
    assertTrue(plan.gap() <= CLUSTER_GAP * mu.mass(), plan.gap() + " of " + plan.squared());
  }

  @Test
  void atomsOutOfReach_andAtomsWithoutMass_costTheirMass() {
    Atoms mu = Atoms.line(new double[] {0, 9}, new double[] {2, 0.5});
    Atoms nu = Atoms.line(new double[] {20, 0, 1}, new double[] {1, 0, 0});
    assertEquals(3.5, new HellingerKantorovich(0.5).solve(mu, nu).squared(), ROUNDING);
  }
}
