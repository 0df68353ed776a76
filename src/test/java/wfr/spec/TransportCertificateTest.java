package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.operation.GeometryOperations.WFR_DISTANCE;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import wfr.measure.TransportPlan;
import wfr.operation.Implementation;
import wfr.reference.Reference;

/** Each part of A2 alone: certificates with one thing wrong, all else as it was. */
class TransportCertificateTest {
  private static final long SEED = 1;

  private static void assertRefutes(UnaryOperator<TransportPlan> wrong) {
    Implementation defect =
        Reference.IMPLEMENTATION.with(WFR_DISTANCE, (c, next) -> wrong.apply(next.apply(c)));
    for (GeometryClaims.Draw draw : GeometryClaims.A2.instances()) {
      assertEquals(
          Verdict.REFUTED,
          GeometryClaims.A2.checkOne(defect, draw, SEED).verdict(),
          draw::toString);
    }
  }

  /** A plan with one more entry, 0, before or behind the others, and its value times a factor. */
  private static TransportPlan withZero(
      TransportPlan t, boolean before, int row, int column, double factor) {
    int n = t.plan().length;
    int from = before ? 1 : 0;
    int[] rows = new int[n + 1];
    int[] columns = new int[n + 1];
    double[] plan = new double[n + 1];
    System.arraycopy(t.rows(), 0, rows, from, n);
    System.arraycopy(t.columns(), 0, columns, from, n);
    System.arraycopy(t.plan(), 0, plan, from, n);
    rows[before ? 0 : n] = row;
    columns[before ? 0 : n] = column;
    return new TransportPlan(factor * t.squared(), t.gap(), t.phi(), t.psi(), rows, columns, plan);
  }

  /** A zero entry hides nothing. */
  @Test
  void aWrongDistance_isSeenBehindAZeroEntry() {
    assertRefutes(t -> withZero(t, true, t.rows()[0], t.columns()[0], 1.01));
  }

  /** A dense plan is zero on pairs out of reach, whose cost is infinite. */
  @Test
  void aZeroEntryOutOfReach_costsNothing() {
    int[] found = new int[1];
    Implementation dense =
        Reference.IMPLEMENTATION.with(
            WFR_DISTANCE,
            (c, next) -> {
              TransportPlan t = next.apply(c);
              for (int k = 0; k < c.mu().count(); k++) {
                for (int l = 0; l < c.nu().count(); l++) {
                  if (c.mu().distance(k, c.nu(), l) > Math.PI * c.delta()) {
                    found[0]++;
                    return withZero(t, false, k, l, 1);
                  }
                }
              }
              return t;
            });
    for (GeometryClaims.Draw draw : GeometryClaims.A2.instances()) {
      Evidence e = GeometryClaims.A2.checkOne(dense, draw, SEED);
      assertEquals(Verdict.SUPPORTED, e.verdict(), e::toString);
    }
    assertTrue(found[0] > 0);
  }

  private static double[] raised(double[] potential) {
    return Arrays.stream(potential).map(p -> p + 1e-6).toArray();
  }

  /** Potentials too large for the pairs bound nothing, but they only shrink the gap. */
  @Test
  void potentialsBeyondTheCost_areSeen() {
    assertRefutes(
        t ->
            new TransportPlan(
                t.squared(),
                t.gap(),
                raised(t.phi()),
                raised(t.psi()),
                t.rows(),
                t.columns(),
                t.plan()));
  }

  /** One pair twice, the second time negative: the same sums. */
  @Test
  void aNegativeEntryOfThePlan_isSeen() {
    assertRefutes(
        t -> {
          int n = t.plan().length;
          int[] rows = Arrays.copyOf(t.rows(), n + 1);
          int[] columns = Arrays.copyOf(t.columns(), n + 1);
          double[] plan = Arrays.copyOf(t.plan(), n + 1);
          rows[n] = rows[0];
          columns[n] = columns[0];
          plan[n] = -plan[0];
          plan[0] *= 2;
          return new TransportPlan(t.squared(), t.gap(), t.phi(), t.psi(), rows, columns, plan);
        });
  }
}
