package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import wfr.measure.Atoms;
import wfr.measure.TransportPlan;
import wfr.reference.ReferenceOperations;

/** Each part of A2 alone: certificates with one thing wrong, all else as it was. */
class TransportCertificateTest {
  private static final long SEED = 1;

  private static void assertRefutes(UnaryOperator<TransportPlan> wrong) {
    Operations defect =
        new ReferenceOperations() {
          @Override
          public TransportPlan wfrDistance(Atoms a, Atoms b, double delta) {
            return wrong.apply(super.wfrDistance(a, b, delta));
          }
        };
    for (GeometryClaims.Draw draw : GeometryClaims.A2.instances()) {
      assertEquals(
          Verdict.REFUTED,
          GeometryClaims.A2.checkOne(defect, draw, SEED).verdict(),
          draw::toString);
    }
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
