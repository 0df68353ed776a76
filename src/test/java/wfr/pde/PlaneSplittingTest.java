package wfr.pde;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wfr.model.TransportScheme;
import wfr.spec.ConvergenceStudy;
import wfr.spec.Evidence;
import wfr.spec.Verdict;

/** Splitting by axis, measured: its error has the order of the stepper, and is not lost in the stepper's. */
class PlaneSplittingTest {
  private static final int[] STEPS = {20, 40, 80, 160};

  @ParameterizedTest
  @EnumSource(
      names =
          "BACKWARD_EULER") // of the extrapolated stepper G14 observes the order where axes do not
  // commute
  void splittingByAxis_hasTheOrderOfTheStepper(TransportScheme scheme) {
    PlaneSplitting study = new PlaneSplitting(16);
    double[] splitting = new double[STEPS.length];
    double[] total = new double[STEPS.length];
    Arrays.setAll(splitting, k -> study.errors(scheme, STEPS[k]).splitting());
    Arrays.setAll(total, k -> study.errors(scheme, STEPS[k]).total());
    int order = scheme.order();
    Evidence e = ConvergenceStudy.ofErrors(order, 1, splitting).evidence("splitting by axis");
    assertEquals(Verdict.SUPPORTED, e.verdict(), e::toString);
    Evidence t = ConvergenceStudy.ofErrors(order, 1, total).evidence("splitting and stepper");
    assertEquals(Verdict.SUPPORTED, t.verdict(), t::toString);
    assertTrue(splitting[0] > 0, "the axes commute: the study has no power");
  }
}
